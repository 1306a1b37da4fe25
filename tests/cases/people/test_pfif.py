"""PFIF files are read, and written back, without loss; a bad record does not spoil the rest."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.person_files.pfif import LARGEST, NAMESPACE, NotPfif, Record, read_pfif, write_pfif

pytestmark = pytest.mark.plain

PERSON = """<person><person_record_id>example.org/1</person_record_id>{more}</person>"""


def file(body: str, version: str = "1.4") -> bytes:
    return f'<pfif xmlns="http://zesty.ca/pfif/{version}">{body}</pfif>'.encode()


IN_XML = st.characters(min_codepoint=0x20, max_codepoint=0xFFFD, exclude_categories=["Cs"])
TEXTS = st.text(IN_XML | st.sampled_from("\t\n\r<>&\"']"), max_size=40)
NAMES = st.sampled_from(["full_name", "sex", "description", "entry_date", "x_of_their_own"])


@given(st.lists(st.dictionaries(NAMES, TEXTS, max_size=5), max_size=5))
def test_what_is_read_is_written_back_without_loss(rows):
    records = [
        Record(*one)
        for number, row in enumerate(rows)
        for one in (
            ("person", {"person_record_id": f"example.org/{number}", **row}),
            ("note", {"note_record_id": f"n{number}", "person_record_id": "p", **row}),
        )
    ]

    again = read_pfif(write_pfif(records))

    assert again.records == records
    assert again.problems == []


@pytest.mark.parametrize("version", ["1.2", "1.3"])
def test_older_versions_are_read_by_the_names_of_the_newest(version):
    old = "<first_name>Остап</first_name><last_name>Вигаданенко</last_name><other>tall</other>"

    (person,) = read_pfif(file(PERSON.format(more=old), version)).records

    assert person.fields == {
        "person_record_id": "example.org/1",
        "given_name": "Остап",
        "family_name": "Вигаданенко",
        "description": "tall",
    }
    assert NAMESPACE.encode() in write_pfif([person])


def test_a_note_inside_a_person_is_about_that_person():
    note = "<note><note_record_id>n1</note_record_id><text>Seen.</text></note>"

    person, inside = read_pfif(file(PERSON.format(more=note))).records

    assert inside.fields["person_record_id"] == person.record_id == "example.org/1"
    assert inside.record_id == "n1"


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("<person><full_name>А</full_name></person>", "has no %(field)s"),
        ("<note><note_record_id>n1</note_record_id></note>", "which person"),
        (PERSON.format(more="<sex>male</sex><sex>female</sex>"), "stands twice"),
        (PERSON.format(more="<sex><b>male</b></sex>"), "no field of PFIF"),
        (PERSON.format(more='<y xmlns="http://other.example">1</y>'), "no field of PFIF"),
        (PERSON.format(more=f"<text>{'a' * 20_001}</text>"), "is longer"),
        ("<animal/>", "no field of PFIF"),
    ],
)
def test_a_bad_record_is_told_of_and_the_rest_are_read(bad, says):
    found = read_pfif(file(PERSON.format(more="") + bad + PERSON.format(more="")))

    assert len(found.records) == 2
    (problem,) = found.problems
    assert problem.position == 2
    assert says in problem.sentence.message


BOMB = '<!DOCTYPE p [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><pfif xmlns="{}">&b;</pfif>'
STEALING = '<!DOCTYPE p [<!ENTITY f SYSTEM "file:///etc/passwd">]><pfif xmlns="{}">&f;</pfif>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (BOMB.format(NAMESPACE).encode(), "entities"),
        (STEALING.format(NAMESPACE).encode(), "entities"),
        (b"", "cannot be read"),
        (b"\x00\xff\xfe", "cannot be read"),
        (b"<pfif", "cannot be read"),
        (b'<?xml version="1.0" encoding="no-such"?><pfif/>', "cannot be read"),
        (b"<pfif/>", "not PFIF"),
        (b'<pfif xmlns="http://zesty.ca/pfif/1.1"/>', "not PFIF"),
        (b"<html/>", "not PFIF"),
        (b" " * (LARGEST + 1), "larger"),
    ],
)
def test_a_hostile_file_ends_in_a_sentence(data, says):
    with pytest.raises(NotPfif) as refused:
        read_pfif(data)

    assert says in refused.value.sentence.message


@given(st.binary(max_size=200))
def test_no_bytes_break_it(data):
    with suppress(NotPfif):
        read_pfif(data)


@pytest.mark.parametrize(
    ("until", "has_expired"),
    [
        ("2026-01-01T00:00:00Z", True),
        ("2026-12-31T00:00:00Z", False),
        ("", False),
        ("soon", False),
    ],
)
def test_a_record_expires_when_its_author_said(until, has_expired):
    record = Record("person", {"person_record_id": "1", "expiry_date": until})

    assert record.has_expired(datetime(2026, 6, 1, tzinfo=UTC)) is has_expired
