"""The pages of candidates: the list, the reconciliation, exclusions, requests, Today."""

from datetime import timedelta

import pytest

from cases.models import Candidate, SightRequest
from cases.operations.identifying import propose_identification
from cases.states.candidates import CandidateState
from repatriation.jobs.models import Job
from repatriation.ledger.clock import today
from tests.api.callers import person
from tests.factories.boards import given
from tests.factories.pairs import Pairs, again, announced, exclusion_of
from tests.factories.steps import do
from tests.factories.world import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairs():
    return Pairs(make_world().north)


@pytest.fixture
def examiner(client, pairs):
    client.force_login(pairs.examiner)
    return client


def text_of(client, row, path=""):
    response = client.get(f"{row.get_absolute_url()}{path}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_of_a_case_shows_rank_and_sum_and_never_a_probability(examiner, pairs):
    candidate = pairs.candidate()

    text = text_of(examiner, candidate.case, "candidates/")

    assert candidate.reference in text
    assert candidate.person.reference in text
    assert "not a probability" in text
    assert "%" not in text.partition("<main")[2]


def test_the_list_of_a_person_shows_the_same_pair(examiner, pairs):
    candidate = pairs.candidate()

    assert candidate.reference in text_of(examiner, candidate.person, "candidates/")


def test_those_that_cannot_be_told_apart_are_said_to_be(examiner, pairs):
    case = pairs.case()
    pairs.near("Перший")
    pairs.near("Другий")
    pairs.sought(case)

    assert "Indistinguishable." in text_of(examiner, case, "candidates/")


def test_the_reconciliation_shows_each_term_with_its_weight(examiner, pairs):
    candidate = pairs.candidate()

    text = text_of(examiner, candidate)

    assert "Reconciliation" in text
    assert "Вигаданенко" in text
    for word in ("Agrees", "Unknown", "Place", "km apart", "Sum"):
        assert word in text


def test_a_name_stands_in_no_title(examiner, pairs):
    text = text_of(examiner, pairs.candidate())

    assert "Вигаданенко" not in text.partition("<title>")[2].partition("</title>")[0]


def test_without_sight_the_page_says_only_that_there_is_a_link(examiner, pairs):
    candidate = pairs.candidate()
    second = pairs.side.mortuaries[1]
    pairs.told(candidate.person, agency=second)

    page, listed = text_of(examiner, candidate), text_of(examiner, candidate.case, "candidates/")

    for text in (page, listed):
        assert f"Possible link with a record of {second}" in text
        assert candidate.person.reference not in text
        assert "Вигаданенко" not in text
    assert "Ask to see the other record" in page


def test_other_roles_find_no_such_page(client, pairs):
    candidate = pairs.candidate()
    for role in ("family liaison", "coordinator", "mortuary officer"):
        client.force_login(pairs.side.person(role, at=pairs.examiner.agency))

        assert client.get(candidate.get_absolute_url()).status_code == 404
        url = f"{candidate.case.get_absolute_url()}candidates/"
        assert client.get(url).status_code == 404


def test_looking_again_starts_a_job_that_leads_back(examiner, pairs):
    case = pairs.case()

    response = examiner.post(f"{case.get_absolute_url()}candidates/seek/")

    job = Job.objects.get(by=pairs.examiner)
    assert response.headers["Location"] == job.get_absolute_url()


def test_an_exclusion_keeps_what_was_typed_when_it_is_refused(examiner, pairs):
    candidate = pairs.candidate()
    url = f"{candidate.get_absolute_url()}exclude/"

    response = examiner.post(url, {"note": "Ten centimetres", "version": candidate.version})

    assert response.status_code == 422
    assert "Ten centimetres" in response.content.decode()
    assert again(candidate).state == CandidateState.OPEN


def test_a_pair_is_excluded_and_taken_back_on_pages(examiner, pairs):
    candidate = pairs.candidate()
    url = candidate.get_absolute_url()
    typed = {"ground": "stature", "note": "Ten centimetres", "version": candidate.version}

    examiner.post(f"{url}exclude/", typed)
    excluded = text_of(examiner, candidate.case, "candidates/")
    back = {"because": "Misread", "version": again(candidate).version}
    examiner.post(f"{url}take-back/", back)

    assert "Excluded pairs" in excluded
    assert again(candidate).state == CandidateState.OPEN
    assert exclusion_of(candidate).ended_because == "Misread"
    assert "Misread" in text_of(examiner, candidate)


def test_proposing_leads_to_the_form_with_the_person_in_it(examiner, pairs):
    candidate = pairs.candidate()

    page = text_of(examiner, candidate)
    form = text_of(examiner, candidate.case, f"identify/?person={candidate.person}")

    assert f"identify/?person={candidate.person}" in page
    assert f'value="{candidate.person}"' in form


def test_a_proposed_pair_is_taken_and_says_so(examiner, pairs):
    candidate = pairs.candidate()
    do(
        propose_identification,
        by=pairs.examiner,
        person=candidate.person,
        evidence={again(candidate.case): [given()]},
    )
    announced()

    assert again(candidate).state == CandidateState.TAKEN
    assert "Proposed as identifications" in text_of(examiner, candidate.case, "candidates/")


def test_today_leads_examiners_to_new_candidates_above_the_threshold(examiner, pairs, settings):
    candidate = pairs.candidate()
    settings.CANDIDATES_THRESHOLD = 0.1
    above = examiner.get("/").content.decode()
    settings.CANDIDATES_THRESHOLD = 99.0

    below = examiner.get("/").content.decode()

    assert candidate.reference in above
    assert candidate.reference not in below


def test_a_request_is_asked_on_a_page_and_waits_on_today_of_the_other_agency(client, pairs):
    candidate = pairs.candidate()
    second = pairs.side.mortuaries[1]
    pairs.told(candidate.person, agency=second)
    url = candidate.get_absolute_url()
    client.force_login(pairs.examiner)
    client.post(f"{url}ask/", {"why": "Two findings agree", "version": candidate.version})
    client.force_login(pairs.side.person("coordinator", at=second))

    waiting = client.get("/").content.decode()
    page = text_of(client, candidate)
    until = today() + timedelta(days=20)
    granted = {"answer": "For this pair", "until": until, "version": again(candidate).version}
    client.post(f"{url}grant/", granted)

    assert "asks to see a record of your agency" in waiting
    assert "Grant sight of the record" in page
    assert candidate.person.reference in page  # what is asked for is their own
    assert "Only a forensic examiner asks" not in page
    assert candidate.case.reference not in page
    assert SightRequest.objects.get().state == "granted"


def test_the_api_says_which_own_record_is_asked_for_and_never_the_other(pairs):
    candidate = pairs.candidate()
    second = pairs.side.mortuaries[1]
    pairs.told(candidate.person, agency=second)
    asking, asked = person(pairs.examiner), person(pairs.side.person("coordinator", at=second))
    address, why = f"candidates/{candidate}/", "Two findings agree"
    asking.post(f"{address}ask/", {"why": why}, seen=again(candidate))

    (there,), (here,) = (one.get(address).json()["requests"] for one in (asked, asking))

    assert (there["record"], here["record"]) == (candidate.person.reference, None)
    assert (there["why"], there["state"], there["holder"]) == (why, "open", second.code)


def test_a_list_asks_the_store_no_more_for_more_candidates(
    examiner, pairs, django_assert_max_num_queries
):
    case = pairs.case()
    for number in range(6):
        pairs.near(f"Особа{number}")
    pairs.sought(case)

    with django_assert_max_num_queries(30):
        text_of(examiner, case, "candidates/")
    assert Candidate.objects.filter(case=case).count() == 6
