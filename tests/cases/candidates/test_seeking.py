"""Candidates are found, ranked, kept with each term, and superseded; never across parties."""

from datetime import timedelta

import pytest
import time_machine

from cases.models import Candidate, CandidateSearch, Finding, Weighing
from cases.operations import sought
from cases.operations.seeking import look_again
from cases.states.candidates import CandidateState
from repatriation.jobs.models import Job
from repatriation.ledger.clock import now, today
from tests.factories.pairs import Pairs, again, announced, many
from tests.factories.world import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def pairs(world):
    return Pairs(world.north)


def test_who_was_last_seen_near_is_a_candidate_with_each_term(pairs):
    case, person = pairs.case(), pairs.near()

    pairs.sought(case)

    candidate = Candidate.objects.get(case=case, person=person)
    terms = {one["attribute"]: one for one in candidate.weighings.get().terms}
    assert candidate.state == CandidateState.OPEN
    assert terms["place"]["verdict"] == "agree"
    assert terms["stature"] == terms["stature"] | {"verdict": "unknown", "log10_lr": 0.0}
    assert candidate.score == pytest.approx(
        sum(one["log10_lr"] for one in terms.values()), abs=0.01
    )


def test_a_weighing_names_its_parameters_and_the_versions_of_both_records(pairs):
    case, person = pairs.case(), pairs.near()

    pairs.sought(case)

    weighing = Weighing.objects.get()
    assert weighing.parameters
    assert weighing.versions == {
        "case": again(case).version,
        "examination": case.examinations.get().version,
        "person": person.version,
    }


def test_the_best_stands_first(pairs):
    case = pairs.case()
    long_ago = pairs.near("Давненко", last_seen_from=today() - timedelta(days=150))
    person = pairs.near()

    pairs.sought(case)

    ranked = Candidate.objects.filter(case=case).order_by("rank")
    assert [(one.rank, one.person_id) for one in ranked] == [(1, person.pk), (2, long_ago.pk)]


def test_candidates_are_never_sought_across_parties(world, pairs):
    there = Pairs(world.south).near()
    case = pairs.case()

    pairs.sought(case)
    Pairs(world.south).sought(there)

    assert not Candidate.objects.filter(case=case, person=there).exists()


def test_candidates_are_sought_across_all_agencies_of_a_party(pairs):
    case, person = pairs.case(), pairs.near()
    pairs.told(person, agency=pairs.side.agency)

    pairs.sought(case)

    assert Candidate.objects.filter(case=case, person=person).exists()


def test_the_search_of_a_person_finds_the_same_pair(pairs):
    case, person = pairs.case(), pairs.near()

    pairs.sought(person)

    assert Candidate.objects.get().case == case


def test_a_search_that_finds_the_same_writes_nothing(pairs):
    candidate = pairs.candidate()

    pairs.sought(candidate.case)

    assert again(candidate).version == candidate.version
    assert candidate.weighings.count() == 1


def test_what_is_weighed_otherwise_supersedes_the_old_terms_and_keeps_them(pairs):
    candidate = pairs.candidate()
    pairs.told(candidate.person, last_seen_from=today() - timedelta(days=60))

    pairs.sought(candidate.case)

    assert candidate.weighings.count() == 2
    assert again(candidate).score == candidate.weighings.latest("pk").score != candidate.score


def test_who_speaks_against_is_no_longer_found_and_found_again(pairs):
    candidate = pairs.candidate()
    later = today() + timedelta(days=400)
    there = {"last_seen_latitude": 40, "last_seen_from": later, "last_seen_to": later}
    here = {name: getattr(candidate.person, name) for name in there}

    pairs.told(candidate.person, **there)
    pairs.sought(candidate.case)
    superseded = again(candidate).state
    pairs.told(candidate.person, **here)
    pairs.sought(candidate.case)

    assert superseded == CandidateState.SUPERSEDED
    assert again(candidate).state == CandidateState.OPEN


def test_only_the_best_are_kept(pairs, settings):
    settings.CANDIDATES_KEPT = 2
    case = pairs.case()
    for name in ("Одненко", "Двоненко", "Триненко"):
        pairs.near(name)

    pairs.sought(case)

    assert Candidate.objects.filter(case=case).count() == 2


def test_the_true_person_is_found_among_many_who_were_last_seen_later(pairs, monkeypatch):
    monkeypatch.setattr(sought, "AT_ONCE", 1000)
    case = pairs.case(stature_from=188, stature_to=192, stature_method="femur", hair="fair")
    day = today() - timedelta(days=300)
    seen = {"last_seen_from": day, "last_seen_to": day}
    true = pairs.near(sex="male", stature_cm=190, hair="fair", **seen)
    many(true, 3000, last_seen_from=today() - timedelta(days=1), stature_cm=165, hair="black")

    pairs.sought(case)

    assert Candidate.objects.get(case=case, person=true).rank == 1
    assert CandidateSearch.objects.get(case=case).compared == 3001


def test_people_are_read_once_for_one_case_after_another_until_one_changes(pairs):
    person = pairs.near()
    party = person.agency.party_id
    first = sought.sought_by(party)

    again_the_same = sought.sought_by(party)
    pairs.told(person, hair="fair")
    later = sought.sought_by(party)

    assert again_the_same is first
    assert (first.people.records[0].hair, later.people.records[0].hair) == (None, "fair")


def test_a_corrected_record_is_looked_at_by_itself_once_however_often_it_changes(pairs):
    person = pairs.near()

    announced()
    announced()
    jobs = Job.objects.filter(kind="candidates.seek", subject_id=person.pk)

    assert jobs.count() == 1
    assert CandidateSearch.objects.get(person=person).job == jobs.get()


def test_nothing_is_looked_for_before_sex_age_and_stature_are_locked(pairs):
    case = pairs.unexamined()
    person = pairs.near()

    pairs.sought(case)
    pairs.sought(person)

    assert not Candidate.objects.exists()
    assert CandidateSearch.objects.get(case=case).compared == 0


def test_what_was_found_is_weighed_with_what_was_told(pairs):
    case = pairs.case(stature_from=175, stature_to=181, stature_method="femur", hair="fair")
    pairs.near(stature_cm=178, sex="male", hair="fair", born_on="1990")

    pairs.sought(case)

    verdicts = {one["attribute"]: one["verdict"] for one in Weighing.objects.get().terms}
    assert verdicts == verdicts | {"sex": "agree", "stature": "agree"}


def test_a_number_leads_to_a_person_whom_no_window_holds(pairs):
    case = pairs.case()
    finding = {"number": 1, "discipline": "effects", "kind": "disc", "text": "АА 123-456"}
    Finding.objects.create(
        examination=case.examinations.get(), recorded_by=pairs.examiner, **finding
    )
    far = pairs.near(last_seen_latitude=40, disc_number="аа123456")

    pairs.sought(case)

    assert far.pk in set(Candidate.objects.values_list("person", flat=True))


def test_two_cases_of_one_site_are_a_candidate_without_any_person(pairs):
    case = pairs.case()
    beside = pairs.unexamined()
    type(beside).objects.filter(pk=beside.pk).update(recovery_site=case.recovery_site)
    pairs.examined(beside)

    pairs.sought(beside)

    candidate = Candidate.objects.get()
    assert (candidate.case, candidate.other, candidate.person) == (case, beside, None)
    assert {one["attribute"] for one in candidate.weighings.get().terms} >= {"elements", "found"}


def test_a_case_that_was_not_looked_at_for_a_week_is_looked_at_again(pairs):
    case = pairs.case()
    pairs.sought(case)

    assert look_again() == 0
    with time_machine.travel(now() + timedelta(days=8)):
        assert look_again() == 1
        assert again(case).candidate_search.job.is_open
        assert look_again() == 0


def test_neither_what_is_open_nor_what_is_identified_is_looked_at_again(pairs):
    pairs.unexamined()
    identified = pairs.identified(case=pairs.case())

    assert identified.covered.filter(stands=True).exists()
    with time_machine.travel(now() + timedelta(days=8)):
        assert look_again() == 0
