import contextlib

import pytest

from repatriation.embedded.errors import CannotRun
from repatriation.embedded.ports import free_port, listen_from

pytestmark = pytest.mark.plain


@contextlib.contextmanager
def listening(port, tell):
    found, sockets = listen_from(port, tell)
    with contextlib.ExitStack() as opened:
        for each in sockets:
            opened.enter_context(each)
        yield found


def test_a_free_port_is_taken_in_silence():
    said, port = [], free_port()

    with listening(port, said.append) as found:
        assert found == port

    assert said == []


def test_a_taken_port_is_named_and_the_next_one_tried():
    said, port = [], free_port()

    with listening(port, said.append), listening(port, said.append) as found:
        assert found > port

    assert said[0] == f"Port {port} is taken; trying {port + 1}."


def test_beyond_the_last_port_there_is_a_sentence():
    with listening(65535, print), pytest.raises(CannotRun, match="No port is free from 65535"):
        listen_from(65535, print)
