"""Starting a process that dies with us, and ending one."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def spawn(
    command: Sequence[str | os.PathLike[str]],
    *,
    when_we_die: signal.Signals = signal.SIGTERM,
    **options: Any,
) -> "subprocess.Popen[bytes]":
    """Start a process in a session of its own, so that Ctrl-C reaches us and not it.

    On Linux the kernel sends it `when_we_die` when the thread that called this ends, however it
    ends: call it from the main thread.
    """
    return subprocess.Popen(
        command,
        start_new_session=options.pop("start_new_session", True),
        preexec_fn=_tether(when_we_die),  # safe: we start no threads
        **options,
    )


def _tether(when_we_die: signal.Signals) -> Callable[[], None] | None:
    if _libc is None:
        return None
    libc, parent = _libc, os.getpid()

    def tether() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(when_we_die))
        if os.getppid() != parent:  # we died in between, and the signal with us
            os._exit(1)

    return tether


def end(
    process: "subprocess.Popen[bytes]", how: signal.Signals = signal.SIGTERM, patience: float = 10
) -> None:
    """Ask once, wait, then kill the whole group; what the process itself left behind goes too."""
    if process.poll() is None:
        process.send_signal(how)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            kill_group(process.pid)
            process.wait()
    kill_group(process.pid)


def kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def wait_until(is_true: Callable[[], bool], patience: float) -> bool:
    until = time.monotonic() + patience
    while not is_true():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def kill(pid: int, how: signal.Signals = signal.SIGKILL) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, how)
