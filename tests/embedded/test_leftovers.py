"""A run that was killed left something behind; the next one clears the way, and only that."""

import signal
import subprocess
import sys

import pytest

from repatriation.embedded.account import servers_account
from repatriation.embedded.leftovers import Records, processes_in, started_at
from repatriation.embedded.postgres import Postgres
from repatriation.embedded.process import wait_until
from repatriation.embedded.running import clear_the_way
from repatriation.embedded.services import Services

pytestmark = pytest.mark.plain

SUPERVISOR = """
import sys, time
from repatriation.embedded.process import spawn
print(spawn(["sleep", "60"]).pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def sleeper():
    """Of the servers' own account, or PostgreSQL would not mistake it for one of its own."""
    process = subprocess.Popen(
        ["sleep", "60"], start_new_session=True, **servers_account().options()
    )
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def server(directory):
    """A server with one table in it, running."""
    found = Services(directory, servers_account(), dict.fromkeys(("superuser", "valkey"), "x"))
    server: Postgres = found.postgres
    server.make()
    server.start()
    server.execute("CREATE TABLE kept AS SELECT 1 AS one")
    yield server
    server.stop()


def test_a_process_left_behind_is_stopped_and_named(tmp_path, sleeper):
    said = []
    Records(tmp_path).remember("worker", sleeper.pid)

    Records(tmp_path).stop_leftovers(said.append)

    assert sleeper.poll() == -signal.SIGTERM
    assert said == [f"Stopping the worker process that an earlier run left behind ({sleeper.pid})."]


def test_a_number_that_now_is_somebody_elses_is_left_alone(tmp_path, sleeper):
    (tmp_path / "worker").write_text(f"{sleeper.pid} {int(started_at(sleeper.pid)) - 1}")

    Records(tmp_path).stop_leftovers(pytest.fail)

    assert sleeper.poll() is None


def test_children_die_with_a_supervisor_that_was_killed():
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR], stdout=subprocess.PIPE, text=True
    )
    with supervisor:
        child = int(supervisor.stdout.readline())
        assert started_at(child)

        supervisor.kill()

    assert wait_until(lambda: not started_at(child), patience=5)


def test_data_outlive_a_server_that_was_killed(server):
    server.process.kill()
    server.process.wait()
    clear_the_way(server)

    server.start()

    assert server.execute("SELECT one FROM kept") == [(1,)]


def test_a_server_that_outlived_its_supervisor_is_stopped(server):
    clear_the_way(server)

    assert server.process.poll() is not None
    assert processes_in(server.data) == []


def test_a_pid_file_that_names_a_stranger_does_not_stop_the_start(server, sleeper):
    server.process.kill()
    server.process.wait()
    clear_the_way(server)
    pid_file = server.data / "postmaster.pid"
    server.account.write_private(pid_file, f"{sleeper.pid}\n{server.data}\n1\n1\n\n\n")

    clear_the_way(server)
    server.start()

    assert server.is_ready
    assert sleeper.poll() is None
