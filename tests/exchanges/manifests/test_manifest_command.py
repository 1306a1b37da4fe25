"""`check_manifest`: what a person or a script learns of a file before anything is saved."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.factories.lists import as_csv, csv_list, xlsx_list

pytestmark = pytest.mark.plain
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def check(capsys, tmp_path):
    def run(data, *options):
        path = tmp_path / "list"
        if data is not None:
            path.write_bytes(data)
        with pytest.raises(SystemExit) as ended:
            call_command("check_manifest", str(path), *options)
        return ended.value.code, capsys.readouterr().out

    return run


@pytest.mark.parametrize("data", [xlsx_list(), csv_list()])
def test_a_clean_list_ends_with_0(check, data):
    code, said = check(data, "--format", "json")

    report = json.loads(said)
    assert code == 0
    assert report.keys() == {"fatal", "rows", "mapping", "problems"}
    assert (report["fatal"], report["problems"]) == (None, [])
    assert report["rows"] in {1212, 1245}


def test_a_problem_ends_with_1(check):
    code, said = check(csv_list(9, plant={3: {"died_on": "31.02.1999"}}), "--format=json")

    assert code == 1
    (problem,) = json.loads(said)["problems"]
    assert problem["message"].startswith("There is no such date as “31.02.1999”")
    assert problem | {"message": ""} == {
        "row": 4,
        "column": "Дата гибели",
        "code": "date_invalid",
        "message": "",
        "severity": "warning",
    }


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", None])
def test_what_cannot_be_read_ends_with_2(check, data):
    code, said = check(data, "--format", "json")

    report = json.loads(said)
    assert code == 2
    assert report["fatal"]
    assert (report["rows"], report["mapping"], report["problems"]) == (0, {}, [])
    assert check(data)[0] == 2


def test_for_people_it_is_text_that_cannot_steer_a_terminal(check):
    code, said = check(as_csv([["label", "a\u202eb"], ["L-1", "x"], ["", "y"]]))

    assert code == 1
    assert "Lines: 1" in said
    assert "  label -> label" in said
    assert "\u202e" not in said


def test_columns_and_dates_are_said_as_in_a_preview(check):
    data = as_csv([["Код=1", "died_on"], ["L-1", "5/6/25"]])

    refused = check(data, "--format", "json")
    said = check(data, "--map", "Код=1=label", "--date-order", "died_on=day", "--format", "json")

    assert refused[0] == 2
    assert said[0] == 0
    assert json.loads(said[1])["mapping"] == {"Код=1": "label", "died_on": "died_on"}


@pytest.mark.parametrize("said", ["label", "a=lable", "died_on=year"])
def test_what_cannot_be_said_is_named(tmp_path, said):
    option = "--date-order" if "died" in said else "--map"
    with pytest.raises(CommandError, match="Say HEADING=WHAT"):
        call_command("check_manifest", str(tmp_path / "list"), option, said)


def test_it_needs_no_database(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(csv_list(3))

    ended = subprocess.run(
        [sys.executable, "manage.py", "check_manifest", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Lines: 3" in ended.stdout
