"""How far the building is: a bar on a terminal, elsewhere a line for each round."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from exchanges.operations.running import hand_over_round
from repatriation.demo.agenda import Step

Tell = Callable[[Step], None]


@contextmanager
def progress(since: datetime, until: datetime, out: TextIO) -> Iterator[Tell]:
    if out.isatty():
        with _bar(since, until, out) as tell:
            yield tell
    else:
        yield lambda done: _line(done, out)


@contextmanager
def _bar(since: datetime, until: datetime, out: TextIO) -> Iterator[Tell]:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=out)) as bar:
        task = bar.add_task(f"{since:%B %Y}", total=(until - since).total_seconds())

        def tell(done: Step) -> None:
            passed = (done.at - since).total_seconds()
            bar.update(task, completed=passed, description=f"{done.at:%B %Y}")

        yield tell


def _line(done: Step, out: TextIO) -> None:
    if done.operation is hand_over_round:
        out.write(f"{done.at:%Y-%m-%d}  {done.arguments['round']}  handed over\n")
        out.flush()
