"""The application beside its limit, turn by turn in the same run: ratios, and never seconds alone.

Whatever else the machine does slows both legs; what is left of it is seen in the spread.
"""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

ROUNDS, TRIES = 5, 3
STEADY = 1.5  # a limit that takes this many times as long in one round as in another tells nothing
Work = Callable[[], Any]


class Workload:
    """Something people wait for, at a size that is met in life.

    `application` and `limit` prepare one turn of their leg, untimed, and return the work that is
    timed; `left` shows what that work gave or left in the store, in a form that can be compared.
    """

    number: int
    name: str
    limited_by: str
    target: float  # times its limit
    size: int
    small: int  # where ratios are looked at with every change
    loose = 4  # times the target there: it is mostly overhead, and others work beside us
    repeats = 1  # turns timed together, where one is over before the machine has settled

    def __init__(self, size: int, bare: Any):
        """`bare` is a cursor of the owner's, in one session that stays, for the limit."""
        self.size, self.bare = size, bare

    def application(self) -> Work:
        raise NotImplementedError

    def limit(self) -> Work:
        raise NotImplementedError

    def left(self, result: Any) -> object:
        return result


@dataclass(frozen=True)
class Result:
    workload: Workload
    application: list[float]
    limit: list[float]

    @property
    def ratios(self) -> list[float]:
        return [whole / bare for whole, bare in zip(self.application, self.limit, strict=True)]

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    @property
    def spread(self) -> float:
        return max(self.limit) / min(self.limit)

    @property
    def counts(self) -> bool:
        return self.spread <= STEADY

    @property
    def is_within(self) -> bool:
        return self.counts and self.ratio <= self.workload.target


def measure(workload: Workload, *, rounds: int = ROUNDS, tries: int = TRIES) -> Result:
    """Once more while the limit was not steady; the last run stands, whatever it says."""
    gc.freeze()  # as in every process that serves
    legs = (workload.application, workload.limit)
    given, bare = (workload.left(leg()()) for leg in legs)
    if given != bare:
        raise AssertionError(f"{workload.name}: the legs do not do the same: {given}, {bare}")
    for _try in range(tries):
        result = _timed(workload, rounds)
        if result.counts:
            break
    return result


def _timed(workload: Workload, rounds: int) -> Result:
    times: tuple[list[float], list[float]] = ([], [])
    legs = list(zip((workload.application, workload.limit), times, strict=True))
    for turn in range(rounds):
        for leg, taken in legs if turn % 2 else legs[::-1]:
            taken.append(_seconds([leg() for _repeat in range(workload.repeats)]))
    return Result(workload, *times)


def _seconds(turns: list[Work]) -> float:
    """Of one turn."""
    gc.collect()
    began = perf_counter()
    for work in turns:
        work()
    return (perf_counter() - began) / len(turns)
