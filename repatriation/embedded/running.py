"""`run` and `manage`: the servers and the application of this checkout."""

import contextlib
import http.client
import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

from .children import WORKER, Child, application_child, beat_command, web_command
from .environment import application_environment, for_worker
from .errors import CannotRun
from .leftovers import PROC, Records, processes_in, stop_stranger
from .output import say
from .ports import listen_from
from .postgres import Postgres
from .preparation import fill_when_empty, prepare, try_to_manage
from .services import Services, given_addresses
from .state import State, tell
from .supervisor import StopAsked, Supervisor, stop_on_signals


def run(state: State) -> int:
    with stop_on_signals(), contextlib.suppress(StopAsked), state.lock() as lock:
        records = Records(state.processes)
        records.stop_leftovers(say)
        port, sockets = listen_from(_wished_port(), say)
        base_url = f"http://localhost:{port}"
        with _services(state, records) as services:
            addresses = services.addresses()
            environment = _environment(state, addresses, base_url)
            tell(lock, pid=os.getpid(), base_url=base_url, addresses=addresses)
            prepare(environment, addresses)
            fill_when_empty(environment)
            numbers = [each.fileno() for each in sockets]
            application = [
                application_child("web", web_command(numbers), environment, numbers),
                application_child("worker", WORKER, for_worker(environment)),
                application_child(
                    "beat", beat_command(state.beat_schedule), for_worker(environment)
                ),
            ]
            servers = [
                Child(name, server.launch, server.process) for name, server in services.ours.items()
            ]
            Supervisor(servers, application, records).run(
                lambda: _tell_address(port, base_url, state.sign_ins)
            )
    say("Stopped.")
    return 0


def run_manage(state: State, arguments: Sequence[str]) -> int:
    """Run a manage.py command beside the servers of this checkout, whether `run` runs or not."""
    with stop_on_signals(), contextlib.suppress(StopAsked):
        running = state.running()
        if running.get("addresses"):
            environment = _environment(state, running["addresses"], running["base_url"])
            return try_to_manage(environment, *arguments)
        with state.lock():
            records = Records(state.processes)
            records.stop_leftovers(say)
            with _services(state, records) as services:
                addresses = services.addresses()
                environment = _environment(state, addresses, f"http://localhost:{_wished_port()}")
                prepare(environment, addresses)
                return try_to_manage(environment, *arguments)
    return 128 + signal.SIGINT


@contextlib.contextmanager
def _services(state: State, records: Records) -> Iterator[Services]:
    services = Services(state.servers(), state.account, state.secrets())
    clear_the_way(services.postgres)
    try:
        services.start()
        for name, server in services.ours.items():
            if server.process:
                records.remember(name, server.process.pid)
        yield services
    finally:
        services.stop()
        for name in services.ours:
            records.forget(name)


def clear_the_way(postgres: Postgres) -> None:
    """End what still works in the data directory, and only then take the stale pid file away.

    In a container the number in that file soon belongs to another process of the same account,
    and PostgreSQL would refuse to start beside it. Where there is no /proc to ask, it decides.
    """
    if not PROC.exists():
        return
    pid_file = postgres.data / "postmaster.pid"
    master = pid_file.read_text().partition("\n")[0] if pid_file.exists() else ""
    for pid in sorted(processes_in(postgres.data), key=lambda pid: str(pid) != master):
        stop_stranger(pid, signal.SIGINT)
    if not processes_in(postgres.data):
        pid_file.unlink(missing_ok=True)


def _environment(state: State, addresses: dict[str, str], base_url: str) -> dict[str, str]:
    environment = application_environment(state.secrets(), state.directory, addresses, base_url)
    ours = {"DEMO_SIGN_INS": str(state.sign_ins)}
    if "DATABASE_URL" not in given_addresses():  # a database of somebody else's may hold real cases
        ours |= {"IS_DEMONSTRATION": "true", "MFA_REQUIRED": "false"}
    return ours | environment


def _wished_port() -> int:
    wished = os.environ.get("PORT") or "8000"
    if not wished.isdecimal() or not 0 < int(wished) < 65536:
        raise CannotRun(f"PORT is {wished!r}; it must be a number from 1 to 65535.")
    return int(wished)


def _tell_address(port: int, base_url: str, sign_ins: Path) -> bool:
    """Say where it is, once the web process answers; True when that is said."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=1)) as client:
        try:
            client.request("GET", "/", headers={"Host": f"localhost:{port}"})
            client.getresponse()
        except (OSError, http.client.HTTPException):
            return False
    say(f"\nRepatriation is at {base_url}\n")
    if sign_ins.exists():
        say(sign_ins.read_text())
    say("Ctrl-C stops it; the data stay.")
    return True
