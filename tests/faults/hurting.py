"""What can happen to the processes of the house, each with a proof that it did happen."""

from collections.abc import Callable

import psycopg2
import redis

from repatriation.embedded.process import wait_until
from tests.faults.stack import PATIENCE, Stack


def web_worker(stack: Stack) -> str:
    return stack.kill(lambda: stack.child("web"))


def web(stack: Stack) -> str:
    return stack.kill(lambda: stack.pid("web"))


def worker_child(stack: Stack) -> str:
    return stack.kill(lambda: stack.child("worker"))


def worker(stack: Stack) -> str:
    return stack.kill(lambda: stack.pid("worker"))


def beat(stack: Stack) -> str:
    return stack.kill(lambda: stack.pid("beat"))


def valkey(stack: Stack) -> str:
    return _server(stack, "valkey", lambda: stack.valkey().ping(), redis.ConnectionError)


def postgres(stack: Stack) -> str:
    def ask():
        stack.database().close()

    return _server(stack, "postgres", ask, psycopg2.OperationalError)


def valkey_forgets(stack: Stack) -> str:
    """Everything that waits in it, and who asked how often."""
    broker = stack.valkey()
    broker.set("kept", "until now")
    before = broker.dbsize()
    broker.flushall()
    assert before > 0
    assert broker.get("kept") is None
    return f"{before} keys -> gone"


def _server(stack: Stack, name: str, ask: Callable[[], object], refusal: type[Exception]) -> str:
    """Another process stands there, and answers; that nobody did in between may go unseen, where
    this process is made to wait."""
    said = stack.kill(lambda: stack.pid(name))
    assert wait_until(lambda: not _is_refused(ask, refusal), PATIENCE), f"{name} did not return"
    return said


def _is_refused(ask: Callable[[], object], refusal: type[Exception]) -> bool:
    try:
        ask()
    except refusal:
        return True
    return False
