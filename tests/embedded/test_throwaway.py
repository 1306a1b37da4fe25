"""Servers for one command."""

import fcntl
import subprocess
import sys

import pytest

from repatriation.embedded.account import servers_account
from repatriation.embedded.throwaway import PREFIX, throwaway_directory

pytestmark = pytest.mark.plain

TEST = [sys.executable, "-m", "repatriation.embedded", "test", "--"]


def test_the_exit_code_is_the_commands():
    assert subprocess.run([*TEST, "sh", "-c", "exit 7"]).returncode == 7


def test_nothing_is_left(monkeypatch):
    monkeypatch.delenv("FILES_DIR", raising=False)
    ran = subprocess.run([*TEST, "sh", "-c", "echo $FILES_DIR"], capture_output=True, text=True)

    directory = ran.stdout.strip()
    assert PREFIX in directory
    assert subprocess.run(["ls", directory], capture_output=True).returncode != 0


def test_what_a_killed_run_left_is_swept_and_what_is_in_use_stays(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("repatriation.embedded.throwaway.OUTSIDE", tmp_path)
    left, used = tmp_path / f"{PREFIX}left", tmp_path / f"{PREFIX}used"
    for directory in (left, used):
        directory.mkdir()
        (directory / "in-use").touch()
    with (used / "in-use").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        with throwaway_directory(servers_account()):
            pass

    assert not left.exists()
    assert used.exists()
