"""Children are started again when they die, and ended together."""

import subprocess

import pytest

from repatriation.embedded import children
from repatriation.embedded.children import Child
from repatriation.embedded.leftovers import Records
from repatriation.embedded.process import spawn
from repatriation.embedded.supervisor import StopAsked, Supervisor

pytestmark = pytest.mark.plain


class Launches:
    """Starts a shell line, and counts."""

    def __init__(self, line):
        self.line, self.processes = line, []

    def __call__(self):
        process = spawn(["sh", "-c", self.line], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.processes.append(process)
        return process


def supervise(launches, records, until):
    def stop_or_go_on():
        if until():
            raise StopAsked
        return False

    with pytest.raises(StopAsked):
        Supervisor([], [Child("web", launches)], records).run(stop_or_go_on)


def test_a_child_that_dies_is_started_again_and_named(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(children, "FIRST_PAUSE", 0.1)
    launches = Launches("echo hello; exit 3")

    supervise(launches, Records(tmp_path), until=lambda: len(launches.processes) == 3)

    said = capsys.readouterr().out
    assert "web    | hello\n" in said
    assert "web ended with code 3; starting it again in 0.1 s.\n" in said
    assert "web ended with code 3; starting it again in 0.2 s.\n" in said


def test_the_end_of_the_supervisor_is_the_end_of_the_children(tmp_path):
    launches = Launches("sleep 60")

    supervise(launches, Records(tmp_path), until=lambda: True)

    assert [process.poll() for process in launches.processes] == [-15]
    assert list(tmp_path.iterdir()) == []


def test_last_words_are_still_written(tmp_path, capsys):
    launches = Launches("trap 'echo good bye; exit' TERM; echo up; while :; do sleep 0.05; done")
    said = []

    def is_up():
        said.append(capsys.readouterr().out)
        return "up" in "".join(said)

    supervise(launches, Records(tmp_path), until=is_up)

    assert "web    | good bye\n" in capsys.readouterr().out


def test_a_child_that_will_not_end_is_killed_with_its_own_children(tmp_path, monkeypatch):
    monkeypatch.setattr("repatriation.embedded.supervisor.PATIENCE", 0.2)
    launches = Launches("trap '' TERM; sleep 60 & echo up; wait; wait")

    supervise(launches, Records(tmp_path), until=lambda: True)

    assert launches.processes[0].poll() in (-9, -15)
