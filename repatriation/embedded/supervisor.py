"""Keeps the children running until somebody asks to stop, then ends them in order."""

import contextlib
import signal
from collections.abc import Callable, Iterator, Sequence
from types import FrameType

from .children import Child
from .leftovers import Records
from .output import Output, say
from .process import kill_group, wait_until

PATIENCE = 10.0
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopAsked(BaseException):
    """Ctrl-C and its like: not an error, and nothing that catches errors should catch it."""


@contextlib.contextmanager
def stop_on_signals() -> Iterator[None]:
    """Inside, the signals raise StopAsked, once; after that only SIGKILL is quicker."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        for each in STOPPING:
            signal.signal(each, signal.SIG_IGN)
        raise StopAsked

    before = {each: signal.signal(each, ask) for each in STOPPING}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


class Supervisor:
    """`servers` run already and are only watched here; `application` is started and ended here."""

    def __init__(self, servers: Sequence[Child], application: Sequence[Child], records: Records):
        self.servers, self.application, self.records = servers, application, records
        self.output = Output()

    def run(self, when_started: Callable[[], bool]) -> None:
        """Run until StopAsked. `when_started` is called again and again until it says True."""
        is_told = False
        for child in self.application:
            self._start(child)
        try:
            while True:
                self.output.pump(0.2)
                for child in (*self.servers, *self.application):
                    self._look_after(child)
                is_told = is_told or when_started()
        finally:
            self._end_application()

    def _start(self, child: Child) -> None:
        process = child.start()
        self.records.remember(child.name, process.pid)
        if process.stdout:
            self.output.follow(child.name, process.stdout)

    def _look_after(self, child: Child) -> None:
        leader = child.process.pid if child.process else 0
        death = child.notice_death()
        if death:
            kill_group(leader)  # what it left behind would work beside its successor
            say(death)
        elif child.is_due:
            self._start(child)

    def _end_application(self) -> None:
        """Ask all at once, wait for all, kill the rest; their last lines are still written."""
        running = [child.process for child in self.application if child.process]
        for process in running:
            process.terminate()

        def are_gone() -> bool:
            self.output.pump(0)
            return all(process.poll() is not None for process in running)

        wait_until(are_gone, PATIENCE)
        for process in running:
            kill_group(process.pid)
            process.wait()
        self.output.close()
        for child in self.application:
            self.records.forget(child.name)
