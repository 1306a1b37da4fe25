"""How far the building is: a bar on a terminal, elsewhere a line for each round."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from exchanges.operations.running import hand_over_round
from repatriation.demo.agenda import Step

Tell = Callable[[Step], None]
Write = Callable[[str], object]


@contextmanager
def progress(
    since: datetime, until: datetime, write: Write, *, is_terminal: bool
) -> Iterator[Tell]:
    if is_terminal:
        with _bar(since, until) as tell:
            yield tell
    else:
        yield lambda done: _line(done, write)


@contextmanager
def _bar(since: datetime, until: datetime) -> Iterator[Tell]:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns) as bar:
        task = bar.add_task(f"{since:%B %Y}", total=(until - since).total_seconds())

        def tell(done: Step) -> None:
            passed = (done.at - since).total_seconds()
            bar.update(task, completed=passed, description=f"{done.at:%B %Y}")

        yield tell


def _line(done: Step, write: Write) -> None:
    if done.operation is hand_over_round:
        write(f"{done.at:%Y-%m-%d}  {done.arguments['round']}  handed over")
