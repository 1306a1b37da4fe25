"""What is done before the application starts: tables, roles, and a demonstration to look at."""

import signal
import sys
from collections.abc import Mapping

from .binaries import CHECKOUT
from .environment import for_migration
from .errors import CannotRun
from .process import end, spawn

# System checks are for `make check`; here they would cost each command a second.
QUICKLY = "--skip-checks"


def prepare(environment: Mapping[str, str], addresses: Mapping[str, str]) -> None:
    manage(for_migration(environment, addresses), "migrate", "--verbosity=0", QUICKLY)
    manage(environment, "sync_roles", QUICKLY)


def fill_when_empty(environment: Mapping[str, str]) -> None:
    """`DEMO=later` leaves it to `make demo`, which has it built by the worker that then runs."""
    if environment.get("DEMO") == "later":
        return
    manage(environment, "demo", "--if-empty", QUICKLY)


def manage(environment: Mapping[str, str], *arguments: str) -> None:
    code = try_to_manage(environment, *arguments)
    if code:
        raise CannotRun(f"`manage.py {' '.join(arguments)}` failed; its lines above say why.")


def try_to_manage(environment: Mapping[str, str], *arguments: str) -> int:
    command = spawn([sys.executable, "manage.py", *arguments], env=environment, cwd=CHECKOUT)
    try:
        return command.wait()
    except BaseException:
        end(command, signal.SIGINT)  # Django says what it leaves behind
        raise
