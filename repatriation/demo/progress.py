"""How far the building is: a bar on a terminal, elsewhere a line now and then."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from exchanges.operations.running import hand_over_round
from repatriation.demo.agenda import Step
from repatriation.jobs.models import Job

PAUSE = 0.5
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


def follow(job: Job, write: Write, *, is_terminal: bool) -> Job:
    """Look at what a worker does until it has ended; a bar, or a line for each tenth."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    tenths = 0
    with Progress(*columns, disable=not is_terminal) as bar:
        task = bar.add_task("Waiting for a worker", total=None)
        while job.is_open:
            time.sleep(PAUSE)
            job.refresh_from_db()
            if not job.total:
                continue
            days = f"Day {job.done:,} of {job.total:,}"
            bar.update(task, completed=job.done, total=job.total, description=days)
            if not is_terminal and job.done * 10 // job.total > tenths:
                tenths = job.done * 10 // job.total
                write(days)
    return job


def _line(done: Step, write: Write) -> None:
    if done.operation is hand_over_round:
        write(f"{done.at:%Y-%m-%d}  {done.arguments['round']}  handed over")
