"""Processes that a killed run left behind, known by number and by the moment they started."""

import signal
from collections.abc import Callable
from pathlib import Path

from .process import kill, kill_group, wait_until

PROC = Path("/proc")
ORDER = ("web", "worker", "beat", "valkey", "postgres")
FAREWELL = {"postgres": signal.SIGINT}  # its fast shutdown


class Records:
    """One small file a process, in `directory`."""

    def __init__(self, directory: Path):
        self.directory = directory

    def remember(self, name: str, pid: int) -> None:
        (self.directory / name).write_text(f"{pid} {started_at(pid)}")

    def forget(self, name: str) -> None:
        (self.directory / name).unlink(missing_ok=True)

    def stop_leftovers(self, say: Callable[[str], None]) -> None:
        for name in ORDER:
            pid = self._still_runs(name)
            if pid:
                say(f"Stopping the {name} process that an earlier run left behind ({pid}).")
                stop_stranger(pid, FAREWELL.get(name, signal.SIGTERM))
            self.forget(name)

    def _still_runs(self, name: str) -> int:
        """The process's number, or 0 when it is gone and the number perhaps somebody else's."""
        path = self.directory / name
        pid, _, moment = path.read_text().partition(" ") if path.exists() else ("0", "", "")
        return int(pid) if moment and started_at(int(pid)) == moment else 0


def stop_stranger(pid: int, how: signal.Signals, patience: float = 15) -> None:
    """End a process that is not our child."""
    moment = started_at(pid)
    kill(pid, how)
    if not wait_until(lambda: not moment or started_at(pid) != moment, patience):
        kill(pid)
        kill_group(pid)
        wait_until(lambda: started_at(pid) != moment, patience)


def started_at(pid: int) -> str:
    """The moment the kernel started it, in its own ticks; empty for none, zombie or no `/proc`."""
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return "" if fields[0] == "Z" else fields[19]


def processes_in(directory: Path) -> list[int]:
    """Who works in a directory: PostgreSQL's processes all do in their data directory."""
    found = []
    for entry in PROC.glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink() == directory:
                found.append(int(entry.name))
        except OSError:  # gone, a zombie, or not ours to see
            continue
    return found
