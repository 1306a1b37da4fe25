"""The pages of people sought and identifications: from the proposal to the way back."""

import pytest

from cases.dashboard.identifications import outcome_badge
from cases.models import Identification, MissingPerson, Presumption
from cases.operations.identifying import Given, propose_identification
from cases.operations.presuming import set_presumptive
from cases.operations.results import withdraw_result
from repatriation.dashboard.components import Meaning
from tests.cases.dashboard.reading import hidden, text_in
from tests.factories.accounts import UserFactory
from tests.factories.boards import Boards
from tests.factories.samples import Laboratory
from tests.factories.steps import do
from tests.factories.work import at_work

NAME = "Вигаданенко Остап"
EVIDENCE = {
    "identifier": "dna",
    "finding": "concordant",
    "report": "Report 7-2025",
    "signed_by": "Specialist One",
    "signed_on": "2025-03-01",
}


@pytest.fixture
def boards(steps):
    return Boards(steps.north)


def sent(browser, url, **typed):
    """The form as a browser sends it: with the version it was drawn from, and by somebody who has
    proven who they are where that is asked."""
    at_work(browser, url)
    form = browser.get(url)
    assert form.status_code == 200, url
    return browser.post(url, {"version": hidden(form, "version")} | typed, follow=True)


def test_an_identification_goes_its_whole_way_on_pages(boards, browse):
    case, person = boards.case(), boards.person()
    boards.reviewed(case)
    examiner, coordinator = browse(boards.examiner), browse(boards.coordinator)
    authority = browse(boards.authority)
    first, second = (browse(member) for member in boards.members)
    members = [member.pk for member in boards.members]

    url = f"{case.get_absolute_url()}identify/"
    page = sent(examiner, url, person=person.reference.lower(), **EVIDENCE)
    row = Identification.objects.get()
    at = row.get_absolute_url()
    assert NAME in text_in(page)
    sent(examiner, f"{at}evidence/", case=case.reference, **EVIDENCE | {"identifier": "implant"})
    sent(coordinator, f"{at}board/", members=members)
    sent(coordinator, f"{at}recall/")
    sent(coordinator, f"{at}board/", members=members)
    page = sent(first, f"{at}vote/", choice="established")
    assert "Has not voted" in text_in(page)
    page = sent(second, f"{at}vote/", choice="established")
    assert "Identified" in text_in(page)
    page = sent(authority, f"{at}certify/", certificate="C-17")
    assert "C-17" in text_in(page)
    sent(coordinator, f"{at}contest/", because="contradiction", note="The stature differs.")
    caller = browse(boards.side.person("coordinator", name="second"))
    sent(caller, f"{at}board/", members=members)
    sent(first, f"{at}vote/", choice="revoked", reason="The stature differs.")
    sent(second, f"{at}vote/", choice="revoked", reason="The stature differs.")
    sent(authority, f"{at}annul/", annulment="A-3")

    row.refresh_from_db()
    assert row.state == "revoked"
    assert "Sought" in text_in(examiner.get(person.get_absolute_url()))
    assert "Revoked" in text_in(examiner.get(f"/history/{row}/"))


def test_what_came_back_is_submitted_again(boards, browse):
    row = boards.voted(boards.under_review(), "returned", "returned")

    page = sent(browse(boards.examiner), f"{row.get_absolute_url()}submit/")

    assert "It is submitted again." in text_in(page)


def test_evidence_is_withdrawn_with_a_reason(boards, browse):
    row = boards.identified()
    evidence = row.covered.get().evidence.get()
    url = f"{row.get_absolute_url()}withdraw/"

    page = sent(browse(boards.examiner), url, evidence=evidence.pk, because="Mislabelled.")

    assert "Contested" in text_in(page)
    assert "Withdrawn" in text_in(page)


def test_how_a_member_voted_is_not_on_the_page_before_all_have(boards, browse):
    row = boards.under_review()
    url = f"{row.get_absolute_url()}vote/"
    sent(browse(boards.members[0]), url, choice="excluded", reason="the left radius")

    for reader in (boards.members[1], boards.coordinator, boards.examiner):
        page = text_in(browse(reader).get(row.get_absolute_url()))
        assert "Has voted" in page
        assert "the left radius" not in page
        assert "Excluded" not in page


def test_a_vote_without_its_reason_stays_in_the_form(boards, browse):
    row = boards.under_review()
    browser = browse(boards.members[0])

    page = sent(browser, f"{row.get_absolute_url()}vote/", choice="excluded")

    assert page.status_code == 422
    assert "Say why" in text_in(page)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("MP-26-0001-X", "MP-26-0001"),
        ("RC-26-000001-X", "RC-26-000001"),
        ("nobody", "nobody"),
    ],
)
def test_a_reference_that_is_none_is_said_at_its_field(boards, browse, typed, said):
    url = f"{boards.case().get_absolute_url()}identify/"

    page = sent(browse(boards.examiner), url, person=typed, **EVIDENCE)

    assert page.status_code == 422
    assert said in text_in(page)
    assert not Identification.objects.exists()


def test_a_form_that_would_be_refused_is_not_drawn(boards, browse):
    row = boards.proposed()

    page = browse(boards.coordinator).get(f"{row.get_absolute_url()}evidence/")

    assert "proposed by another agency" in text_in(page)


def test_a_page_drawn_before_somebody_elses_move_is_stale(boards, browse):
    row = boards.proposed()
    browser = browse(boards.coordinator)
    url = f"{row.get_absolute_url()}board/"
    at_work(browser, url)
    version = hidden(browser.get(url), "version")
    boards.called(row)
    members = [member.pk for member in boards.members]

    page = browser.post(url, {"version": version, "members": members})

    assert page.status_code == 412
    assert "was changed while you were reading it" in text_in(page)


def test_somebody_sought_is_opened_corrected_and_listed(boards, browse):
    browser = browse(boards.examiner)
    typed = {"surname": "Вигаданенко", "given_name": "Остап", "born_on": "1990-02"}
    wrong = browser.post("/people/new/", typed | {"born_on": "31.02.1990"})
    assert "1970-01-31" in text_in(wrong)
    opened = browser.post("/people/new/", typed, follow=True)
    assert NAME in text_in(opened)

    person = MissingPerson.objects.get()
    sent(browser, f"{person.get_absolute_url()}correct/", surname="Інакшенко")

    assert "Інакшенко" in text_in(browser.get("/people/?q=інакш"))
    assert "Nobody fits" in text_in(browser.get("/people/?q=вигаданенко"))


def test_a_coordinator_finds_the_reference_and_no_name(boards, browse):
    person = boards.person()
    browser = browse(boards.coordinator)

    assert "withheld" in text_in(browser.get("/people/"))
    assert "Nobody fits" in text_in(browser.get("/people/?q=Вигад"))
    page = text_in(browser.get(person.get_absolute_url()))
    assert "Вигаданенко" not in page
    refused = text_in(browser.get(f"{person.get_absolute_url()}correct/"))
    assert "Вигаданенко" not in refused
    assert "Another agency seeks this person" in refused


def test_a_presumptive_flag_is_set_seen_by_few_and_lifted(boards, browse):
    case, words = boards.case(), "a disc in the left pocket"
    browser = browse(boards.examiner)
    at = case.get_absolute_url()

    page = sent(browser, f"{at}presume/", evidence=words, person=boards.person().reference)
    assert words in text_in(page)
    officer = browse(boards.side.mortuary_officer)
    for address in (at, f"/history/{case}/"):
        told = text_in(officer.get(address))
        assert words not in told
        assert "resumptive" not in told
    page = sent(browser, f"{at}lift/", because="The disc is another's.")

    assert words not in text_in(page)
    assert Presumption.objects.get().lifted_because == "The disc is another's."


def test_a_presumptive_flag_cannot_be_set_or_lifted_by_a_stranger(boards, browse):
    case = boards.case()
    do(set_presumptive, by=boards.examiner, case=case, evidence="a disc")
    stranger = browse(UserFactory(role="forensic examiner"))

    for verb in ("presume", "lift", "identify"):
        assert stranger.get(f"{case.get_absolute_url()}{verb}/").status_code == 404


def test_empty_lists_say_what_comes_next(boards, browse):
    browser = browse(boards.examiner)

    assert "An examiner proposes one" in text_in(browser.get("/identifications/"))
    assert "Nobody is sought here yet" in text_in(browser.get("/people/"))


def test_identifications_are_found_by_case_and_by_person(boards, browse):
    row = boards.proposed()
    other = boards.proposed()
    browser = browse(boards.examiner)

    for asked in (row.reference, row.person.reference, row.covered.get().case.reference):
        page = text_in(browser.get(f"/identifications/?q={asked}"))
        assert row.reference in page
        assert other.reference not in page
    assert "No identification fits" in text_in(browser.get("/identifications/?state=revoked"))


@pytest.mark.parametrize("address", ["/identifications/", "/people/"])
def test_a_list_costs_the_same_however_long(boards, browse, address, django_assert_max_num_queries):
    browser = browse(boards.examiner)
    for _ in range(4):
        boards.proposed()
    browser.get(address)

    with django_assert_max_num_queries(18):
        browser.get(address)


def test_today_asks_each_for_their_part(boards, browse):
    row = boards.proposed()
    assert "Call a board" in text_in(browse(boards.coordinator).get("/"))
    row = boards.called(row)
    assert "You are called to this board" in text_in(browse(boards.members[0]).get("/"))
    row = boards.voted(row, "established", "established")
    assert "You are called to this board" not in text_in(browse(boards.members[0]).get("/"))
    assert "Certify" in text_in(browse(boards.authority).get("/"))
    back = boards.voted(boards.under_review(), "returned", "returned")
    assert back.reference in text_in(browse(boards.examiner).get("/"))
    contested = boards.contested(row)
    assert contested.reference in text_in(browse(boards.coordinator).get("/"))


@pytest.mark.parametrize(
    ("choice", "meaning"), [("returned", Meaning.WATCH), ("established", Meaning.DONE)]
)
def test_what_a_board_gave_back_does_not_look_settled(boards, choice, meaning):
    row = boards.voted(boards.under_review(), choice, choice)

    assert outcome_badge(row.ballots.get()).meaning == meaning


@pytest.fixture
def dna(boards):
    """A case, the person it is compared with, and what the laboratory reported of them."""
    laboratory = Laboratory(boards)
    case, person = boards.case(), boards.person()
    boards.reviewed(case)
    return case, person, laboratory.result(*laboratory.pair(case, person)), laboratory


def test_what_a_laboratory_reported_is_named_and_not_typed_again(boards, browse, dna):
    case, person, result, _laboratory = dna
    browser, url = browse(boards.examiner), f"{case.get_absolute_url()}identify/"
    named = {"identifier": "dna", "finding": "concordant", "result": str(result)}

    page = text_in(sent(browser, url, person=str(person), **named))

    evidence = Identification.objects.get().covered.get().evidence.get()
    assert (evidence.result, evidence.report) == (result, result.report)
    assert (evidence.signed_by, evidence.signed_on) == (result.signed_by, result.signed_on)
    assert str(result) in page


def test_without_a_result_the_report_is_named(boards, browse, dna):
    case, person, _result, _laboratory = dna
    url = f"{case.get_absolute_url()}identify/"
    named = {"identifier": "dna", "finding": "concordant", "result": ""}

    page = text_in(sent(browse(boards.examiner), url, person=str(person), **named))

    assert page.count("Nothing is filled in here.") >= 3
    assert not Identification.objects.exists()


def test_evidence_whose_result_was_withdrawn_says_so(boards, browse, dna):
    case, person, result, laboratory = dna
    named = Given("dna", "R-1", "Specialist One", result.signed_on, result=result)
    evidence = {case: [named]}
    row = do(propose_identification, by=boards.examiner, person=person, evidence=evidence)
    do(withdraw_result, by=laboratory.analyst, result=result, because="contaminated")

    page = text_in(browse(boards.examiner).get(row.get_absolute_url()))

    assert "The laboratory’s result stands no more" in page
    assert "none yet" in page
