"""How gunicorn serves: its settings, its log through our gate, and its refusals in our words.

Given to it as `--config=python:repatriation.server`.
"""

from gunicorn.glogging import Logger
from gunicorn.http import wsgi
from gunicorn.http.errors import (
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from repatriation.headers import ALWAYS, DATA, MADE
from repatriation.logs import get_logger, lines

workers, threads = 2, 4
preload_app = True
control_socket_disable = True
limit_request_line = 8_190  # bytes: the most gunicorn reads; the application refuses earlier
limit_request_fields, limit_request_field_size = 60, 8_190

log = get_logger(__name__)

# Before there is a request there is no language either: these are in English.
REFUSALS: dict[type[Exception], tuple[str, str]] = {
    LimitRequestLine: ("414 URI Too Long", "This address is too long. Nothing was changed."),
    LimitRequestHeaders: (
        "431 Request Header Fields Too Large",
        "What was sent before the request itself is too long. Nothing was changed. Deleting the "
        "cookies of this site usually helps.",
    ),
    ParseException: ("400 Bad Request", "This request cannot be read. Nothing was changed."),
}
OTHERWISE = ("500 Internal Server Error", "This was a mistake of ours. Nothing was changed.")


class GatedLogger(Logger):
    """Gunicorn quotes addresses of requests and of those who ask."""

    def setup(self, cfg):
        super().setup(cfg)
        for logger in (self.error_log, self.access_log):
            logger.handlers = [lines()]


class Answer(wsgi.Response):
    """Does not say which program answers."""

    def default_headers(self):
        return [line for line in super().default_headers() if not line.startswith("Server:")]


class Worker(ThreadWorker):
    def handle_error(self, req, client, addr, exc):
        status, sentence = refusal_of(exc)
        if status == OTHERWISE[0]:
            log.error("not_served", exc_info=exc)
        else:
            log.warning("not_readable", error=type(exc).__name__, status=int(status[:3]))
        try:
            write_nonblock(client, answer(status, sentence))
        except OSError:  # nobody listens any more
            log.debug("not_heard")


def refusal_of(exc: Exception) -> tuple[str, str]:
    if isinstance(exc, InvalidResponseHeader | InvalidResponseHeaderName):
        return OTHERWISE  # what we answered, not what was asked
    found = (said for kind, said in REFUSALS.items() if isinstance(exc, kind))
    return next(found, OTHERWISE)


def answer(status: str, sentence: str) -> bytes:
    body = f"{sentence}\n".encode()
    headers = {
        "Connection": "close",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(body)),
        "Content-Security-Policy": DATA,
        **ALWAYS,
        **MADE,
    }
    head = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*head, "", ""]).encode() + body


wsgi.Response = Answer
logger_class = GatedLogger
worker_class = Worker
