"""Ports that nobody listens on, and the sockets the web process is handed."""

import contextlib
import errno
import socket
from collections.abc import Callable

from .errors import CannotRun

LOOPBACKS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


def free_port() -> int:
    """A port that was free a moment ago; whoever binds it must be ready to try another."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def listen_from(port: int, tell: Callable[[str], None]) -> tuple[int, list[socket.socket]]:
    """Listen on `port` or, when it is taken, on the next one that is not.

    The sockets stay ours, so the port is kept while the web process restarts.
    """
    for candidate in range(port, min(port + 100, 65536)):
        sockets = _listen(candidate)
        if sockets:
            return candidate, sockets
        tell(f"Port {candidate} is taken; trying {candidate + 1}.")
    raise CannotRun(f"No port is free from {port} on. `PORT=` names another place to start.")


def _listen(port: int) -> list[socket.socket]:
    """Sockets on every loopback this machine has, since `localhost` may mean either; or none."""
    with contextlib.ExitStack() as opened:
        sockets = []
        for family, host in LOOPBACKS:
            try:
                one = opened.enter_context(socket.socket(family, socket.SOCK_STREAM))
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                one.bind((host, port))
                one.listen(128)
            except OSError as refusal:
                if refusal.errno == errno.EADDRINUSE:
                    return []
                if refusal.errno == errno.EACCES:
                    raise CannotRun(f"Port {port} needs rights that we do not have.") from None
                continue  # no IPv6 here
            sockets.append(one)
        opened.pop_all()
        return sockets
