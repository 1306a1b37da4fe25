"""People sought over the API: told and taken back, but no contact of a relative, ever."""

import pytest

from cases.models import MissingPerson
from cases.operations.consents import add_contact
from cases.policies.relatives import has_consent, next_of_kin
from tests.api.callers import person as people
from tests.api.callers import program
from tests.factories.seeking import LATIN, NAME, Seeking
from tests.factories.steps import do

PHONE = "+000 11 22"


@pytest.fixture
def seeking(db):
    return Seeking()


@pytest.fixture
def liaison(seeking):
    return people(seeking.liaison)


def sent(seeking, caller, row, verb, **said):
    row = seeking.again(row)
    answer = caller.post(f"missing-persons/{row}/{verb}/", said, seen=row)
    assert answer.status_code == 200, answer.json()
    return answer.json()


def test_a_record_is_filled_and_read(seeking, liaison):
    row = seeking.person()

    sent(seeking, liaison, row, "add-name", kind="spelling", **LATIN)
    sent(seeking, liaison, row, "add-feature", kind="plate", region="thigh", implant_number="S-1")
    sent(seeking, liaison, row, "add-relative", name="Вигаданенко Ганна", kinship="mother")
    told = {"channel": "visit", "account": "He wore a ring.", "relative": 1}
    shown = sent(seeking, liaison, row, "add-source", **told)["told"]

    assert [name["script"] for name in shown["names"]] == ["uk", "latin"] or shown["names"]
    assert shown["features"][0]["implant_number"] == "S-1"
    assert shown["relatives"][0]["name"] == "Вигаданенко Ганна"
    assert shown["sources"][0]["account"] == "He wore a ring."
    shown = sent(seeking, liaison, row, "withdraw-name", number=2, because="another's")["told"]
    assert len(shown["names"]) == 1
    shown = sent(seeking, liaison, row, "withdraw-feature", number=1, because="wrong")["told"]
    assert shown["features"] == []


def test_a_report_is_confirmed_by_another_and_taken_back(seeking, liaison):
    row = seeking.person()
    sent(seeking, liaison, row, "report-alive", kind="returned", evidence="Rang home.")
    seen = seeking.again(row)

    refused = liaison.post(f"missing-persons/{row}/confirm-report/", {}, seen=seen)
    confirmed = sent(seeking, people(seeking.second), row, "confirm-report")
    again = sent(seeking, liaison, row, "search-again", because="A namesake.")

    assert refused.status_code == 403
    assert (confirmed["state"], again["state"]) == ("returned", "sought")


def test_relatives_are_kept_by_their_place_and_contacts_never_leave(seeking, liaison):
    row = seeking.person()
    mother, sister = seeking.relative(row), seeking.relative(row, kinship="sister")
    phone = {"person": seeking.again(row), "relative": mother, "kind": "phone", "value": PHONE}
    do(add_contact, by=seeking.liaison, **phone)

    given = {"number": 1, "purpose": "release", "given_on": "2025-03-01", "paper": "Form 4"}
    sent(seeking, liaison, row, "give-consent", **given)
    assert has_consent(mother, "release")
    sent(seeking, liaison, row, "pass-over", number=1, because="death", note="Told so")
    assert next_of_kin(row) == sister
    sent(seeking, liaison, row, "consider-again", number=1, because="Wrong person")
    wishes = {"number": 1, "name": mother.name, "kinship": "mother", "later_parts": "never"}
    sent(seeking, liaison, row, "correct-relative", **wishes)
    sent(seeking, liaison, row, "order-relatives", order=[2, 1])
    shown = sent(
        seeking,
        liaison,
        row,
        "withdraw-consent",
        number=2,
        purpose="release",
        withdrawn_on="2025-03-02",
        because="Changed her mind",
    )

    assert [kin["kinship"] for kin in shown["told"]["relatives"]] == ["sister", "mother"]
    assert not has_consent(mother, "release")
    history = liaison.get(f"missing-persons/{row}/history/").content.decode()
    assert PHONE not in str(shown) + history
    assert mother.name not in history


def test_a_number_that_nothing_has_is_told(seeking, liaison):
    row = seeking.person()
    given = {"number": 3, "because": "x"}

    answer = liaison.post(f"missing-persons/{row}/withdraw-name/", given, seen=row)

    assert answer.status_code == 422
    assert "number 3" in answer.json()["detail"]


def test_possible_duplicates_are_told_before_anything_is_saved(seeking, liaison):
    mine, theirs = seeking.person(), seeking.person(by=seeking.elsewhere)

    answer = liaison.post("missing-persons/", LATIN)

    assert answer.status_code == 409
    assert MissingPerson.objects.count() == 2
    assert (answer.json()["own"], answer.json()["agencies"]) == (
        [str(mine)],
        [seeking.bureau.code],
    )
    assert str(theirs) not in answer.content.decode()
    assert liaison.post("missing-persons/", LATIN | {"save_anyway": True}).status_code == 201


def test_links_are_asked_answered_and_merged(seeking, liaison):
    mine, theirs = seeking.person(), seeking.person(by=seeking.elsewhere)
    own = seeking.person()

    sent(seeking, liaison, mine, "ask-about-link", agency=seeking.bureau.code, note="Born 1970?")
    sent(seeking, people(seeking.elsewhere), theirs, "answer-link", answer="different")
    merged = sent(seeking, liaison, own, "merge", into=str(mine), because="The same disc")
    parted = sent(seeking, liaison, own, "part", because="Two brothers")

    assert merged["told"]["merged_into"] == str(mine)
    assert parted["told"]["merged_into"] is None


def test_somebody_is_opened_from_papers(seeking):
    case = seeking.boards.case()
    papers = NAME | {"found_with": str(case), "account": "A military ticket."}

    answer = people(seeking.boards.examiner).post("missing-persons/", papers)

    assert answer.status_code == 201, answer.json()
    assert answer.json()["told"]["found_with"] == str(case)


def test_who_reads_no_name_is_told_nothing(seeking):
    row = seeking.person(circumstances="A canary")
    coordinator = seeking.side.person("coordinator", at=seeking.bureau)

    answer = people(coordinator).get(f"missing-persons/{row}/")

    assert (answer.status_code, answer.json()["told"]) == (200, None)


def test_a_program_keeps_records_and_reads_no_name_of_a_relative(seeking):
    row = seeking.person()
    mother = seeking.relative(row)
    caller = program(seeking.side.program("family liaison"))

    shown = sent(seeking, caller, row, "add-feature", kind="scar")

    assert mother.name not in str(shown)
    given = {"kind": "returned", "evidence": "x"}
    seen = seeking.again(row)
    answer = caller.post(f"missing-persons/{row}/report-alive/", given, seen=seen)
    assert answer.status_code == 403
