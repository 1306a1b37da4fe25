"""The gate that every line of a log passes: listed keys, and of each only what its kind may hold.

A library's own words are never written, because they quote what people sent: the line says which
library spoke, where in its code, and what kind of exception it was. Whoever needs the words reads
them there.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

WORD = re.compile(r"[A-Za-z0-9_.:<>-]{1,100}\Z")
REQUEST_ID = re.compile(r"[0-9a-f]{8}(-?)([0-9a-f]{4}\1){3}[0-9a-f]{12}\Z")
PLACES = re.compile(r"[A-Za-z0-9_./:<> -]{1,4000}\Z")
MOMENT = re.compile(r"[0-9T:.Z-]{1,32}\Z")

# What may stand in a line, in this order. A value of another shape is left out with its key.
KEYS: dict[str, re.Pattern[str] | type] = {
    "at": MOMENT,
    "level": WORD,
    "event": WORD,
    "logger": WORD,
    "request_id": REQUEST_ID,
    "route": WORD,
    "method": WORD,
    "status": int,
    "duration_ms": int,
    "user_id": int,
    "client_id": int,
    "task": WORD,
    "job_id": int,
    "delivery_id": int,
    "obligation_id": int,
    "count": int,
    "outcome": WORD,
    "error": WORD,
    "sqlstate": WORD,
    "constraint": WORD,
    "where": PLACES,
}
HOUSE = Path(__file__).resolve().parent.parent
FRAMES = 12

get_logger = structlog.stdlib.get_logger


def bind(**values: object) -> None:
    """Say this on every further line of this request or task."""
    structlog.contextvars.bind_contextvars(**values)


def forget() -> None:
    structlog.contextvars.clear_contextvars()


def bound(name: str) -> object:
    return structlog.contextvars.get_contextvars().get(name)


class Lines(logging.StreamHandler[TextIO]):
    """Python's own handler writes what it could not format to stderr, values and all."""

    def handleError(self, record: logging.LogRecord) -> None:
        self.stream.write(f"level=error event=unwritable_line logger={record.name}\n")


def lines() -> Lines:
    handler = Lines()
    handler.setFormatter(formatter())
    return handler


def formatter() -> logging.Formatter:
    """For `LOGGING`: whoever speaks, a library or we, is written by the same gate."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_unquoted],
        processors=[_described, _gate, structlog.processors.LogfmtRenderer()],
        use_get_message=False,  # a library's values are never put into its words
    )


def _unquoted(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    record: logging.LogRecord = event["_record"]
    return {
        "_record": record,
        "event": "library",
        "where": _place(record.pathname, record.lineno),
        "exc_info": event.get("exc_info"),
    }


def _described(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    record: logging.LogRecord = event["_record"]
    at = structlog.processors.TimeStamper(fmt="iso", utc=True, key="at")
    said: EventDict = {**structlog.contextvars.get_contextvars(), **event}
    said.update(level=record.levelname.lower(), logger=record.name)
    if error := _error_of(event.get("exc_info")):
        said.update(_of_error(error))
    return at(None, "", said)


def _gate(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {name: event[name] for name, kind in KEYS.items() if _may_stand(event.get(name), kind)}


def _may_stand(value: Any, kind: re.Pattern[str] | type) -> bool:
    if isinstance(kind, re.Pattern):
        return isinstance(value, str) and bool(kind.match(value))
    return type(value) is kind


def _error_of(said: Any) -> BaseException | None:
    """`exc_info` as Python's logging takes it: the error, three things of it, or just yes."""
    if isinstance(said, BaseException):
        return said
    if said is True:
        said = sys.exc_info()
    return said[1] if said else None


def _of_error(error: BaseException) -> Iterator[tuple[str, str]]:
    """What kind it is and where it broke; its text and the values around it may hold names."""
    yield "error", type(error).__name__
    yield "where", _frames(error.__traceback__)
    database = getattr(error.__cause__ or error, "diag", None)
    for key, name in (("sqlstate", "sqlstate"), ("constraint", "constraint_name")):
        if value := getattr(database, name, None):
            yield key, value


def _frames(trace: TracebackType | None) -> str:
    """The last ones, innermost first."""
    frames = traceback.extract_tb(trace)[-FRAMES:]
    return " < ".join(
        f"{_place(frame.filename, frame.lineno or 0)}:{frame.name}" for frame in reversed(frames)
    )


def _place(path: str, line: int) -> str:
    """From the house, or from the libraries: not where the house stands on this machine."""
    for folder in (HOUSE, *map(Path, sys.path)):
        if folder != Path() and path.startswith(f"{folder}/"):
            path = path.removeprefix(f"{folder}/")
    return f"{path.rpartition('site-packages/')[2]}:{line}"


def _chain() -> list[Processor]:
    return [
        structlog.stdlib.filter_by_level,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ]


structlog.configure(
    processors=_chain(),
    wrapper_class=structlog.stdlib.BoundLogger,
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
