"""What a checkout keeps, and who may use it at the same time."""

import os
import stat

import pytest

from repatriation.embedded.account import servers_account
from repatriation.embedded.binaries import claim
from repatriation.embedded.errors import CannotRun
from repatriation.embedded.resetting import reset
from repatriation.embedded.state import State, tell

pytestmark = pytest.mark.plain


@pytest.fixture
def state(directory):
    return State(servers_account(), directory / ".run")


def test_a_second_run_is_refused_and_told_where_the_first_one_is(state):
    with state.lock() as lock:
        tell(lock, pid=4711, base_url="http://localhost:8000")

        with pytest.raises(CannotRun, match=r"http://localhost:8000 \(process 4711\)"):
            state.lock().__enter__()


def test_what_runs_is_known_as_long_as_it_runs(state):
    with state.lock():
        assert state.running() == {"pid": os.getpid()}

    assert state.running() == {}


def test_two_checkouts_do_not_wait_for_each_other(state, directory):
    other = State(servers_account(), directory / "other")

    with state.lock(), other.lock():
        pass


def test_secrets_are_made_once(state):
    assert state.secrets() == state.secrets()


def test_secrets_are_ours_alone(state):
    state.secrets()

    modes = {stat.S_IMODE(path.stat().st_mode) for path in state.directory.glob("secrets/*")}

    assert modes == {0o600}


def test_reset_deletes_when_the_word_is_typed(state, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda: "delete")

    reset(state)

    assert not state.directory.exists()


@pytest.mark.parametrize("answer", ["", "yes", "no"])
def test_reset_deletes_nothing_for_another_word(state, monkeypatch, answer):
    monkeypatch.setattr("builtins.input", lambda: answer)

    with pytest.raises(CannotRun, match="Nothing was deleted"):
        reset(state)

    assert state.directory.exists()


def test_a_strangers_directory_is_refused(tmp_path):
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    (tmp_path / "link").symlink_to(tmp_path)

    for name in ("open", "link"):
        with pytest.raises(CannotRun, match="not ours alone"):
            claim(tmp_path / name)


def test_reset_waits_until_nothing_runs(state):
    with state.lock(), pytest.raises(CannotRun, match="already runs"):
        reset(state)
