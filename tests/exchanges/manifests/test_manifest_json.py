"""JSON: an array of objects with the columns as keys."""

import json

import pytest

from exchanges.manifests import read

pytestmark = pytest.mark.plain


def reading(content):
    return read(json.dumps(content, ensure_ascii=False).encode(), "list.json")


def test_an_array_of_objects_is_a_list():
    report = reading(
        [
            {"label": "L-1", "claimed_individuals": 2, "died_on": "2025-06", "Погода": "ясно"},
            {"seal": "S-2", "label": "L-2", "claimed_individuals": None},
        ]
    )

    assert report.problems == []
    assert report.read_as.format == "json"
    assert [(one.position, one.row) for one in report.lines] == [(1, 2), (2, 3)]
    assert report.lines[0].values == {
        "label": "L-1",
        "claimed_individuals": 2,
        "died_on": "2025-06",
    }
    assert report.lines[0].extra == {"Погода": "ясно"}
    assert report.lines[1].values == {"label": "L-2", "seal": "S-2"}
    assert report.lines[1].as_sent == {"label": "L-2", "seal": "S-2"}
    assert report.mapping["Погода"] is None


def test_lines_may_stand_under_their_own_key():
    assert reading({"batch": "x", "lines": [{"label": "L-1"}]}).rows == 1


def test_a_key_that_stands_twice_swallows_nothing():
    report = read(b'[{"label": "L-1", "remarks": "a", "remarks": "b"}]', "list.json")

    assert report.lines[0].as_sent == {"label": "L-1", "remarks": "a", "remarks (2)": "b"}


def test_what_is_no_text_is_kept_as_it_was_written():
    data = b'[{"label": 12345678901234567890, "a": 1.50, "b": [1, {"c": null}], "d": true}]'

    report = read(data, "list.json")

    assert report.lines[0].as_sent == {
        "label": "12345678901234567890",
        "a": "1.50",
        "b": '["1", {"c": null}]',
        "d": "true",
    }


def test_half_characters_are_left_out_of_what_was_sent():
    report = read(b'[{"label": "L-1", "b": "a\\udc00b"}]', "list.json")
    assert report.lines[0].as_sent["b"] == "ab"


def test_half_characters_are_left_out():
    report = read(b'[{"label": "L-1", "remarks": "a\\ud800b\\u0000c"}]', "list.json")

    assert report.lines[0].values["remarks"] == "abc"
    assert report.lines[0].as_sent["remarks"] == "abc"
    assert [p.code for p in report.problems] == ["control_character"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[]", "empty"),
        (b"{}", "not a list of lines"),
        (b'{"lines": 1}', "not a list of lines"),
        (b'["L-1"]', "not a list of lines"),
        (b'[{"label": "L-1"}, 2]', "not a list of lines"),
        (b'[{"label": "L-1"},\n {"label": "L-', "damaged near line 2"),
        (b'[{"a":' * 100_000, "damaged"),
        (b"[" * 20_000, "column headings"),
        (b"[{}]", "empty"),
        (b'[{"etikett": "L-1"}]', "column headings"),
        (b'[{"label": 1, "' + b"x" * 33_000 + b'": ""}]', "32767"),
        (json.dumps([dict.fromkeys(map(str, range(201)), "x")]).encode(), "200 columns"),
        (b'"label"\n', "no line under it"),
    ],
)
def test_other_json_is_refused(data, said):
    assert said in str(read(data, "list.json").fatal)


def test_a_csv_that_begins_like_json_is_a_csv():
    report = read(b"[label];seal\nL-1;S-1\n", "list.csv")
    assert report.lines[0].values == {"label": "L-1", "seal": "S-1"}
