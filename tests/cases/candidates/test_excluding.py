"""Only a person excludes, on evidence; the pair returns by itself when the evidence changes."""

import pytest

from cases.models.exclusion import Change, Ending, Ground
from cases.operations.excluding import (
    exclude_candidate,
    look_at_candidate,
    return_exclusions,
    take_back_exclusion,
)
from cases.operations.persons import correct_person
from cases.states.candidates import CandidateState
from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken, Stale, TransitionNotAllowed
from tests.factories.accounts import UserFactory
from tests.factories.pairs import Pairs, again, announced, exclusion_of
from tests.factories.steps import do
from tests.factories.world import make_world

pytestmark = pytest.mark.django_db
EVIDENCE = {"ground": Ground.STATURE, "note": "Ten centimetres apart"}


@pytest.fixture
def pairs():
    return Pairs(make_world().north)


def changed(pairs, candidate, change=Change.PERSON, **more):
    of = {"case": candidate.case_id} if change != Change.PERSON else {"person": candidate.person_id}
    return do(return_exclusions, by=User.objects.system(), change=change, **of, **more)


def test_an_excluded_pair_keeps_its_evidence_and_what_was_weighed_then(pairs):
    candidate = pairs.excluded()

    exclusion = exclusion_of(candidate)
    assert again(candidate).state == CandidateState.EXCLUDED
    assert (exclusion.ground, exclusion.note) == (Ground.STATURE, "Ten centimetres apart")
    assert exclusion.weighing == candidate.weighings.get()
    assert Event.objects.of(candidate).first().details == {"ground": "stature"}


@pytest.mark.parametrize("note", ["", "  "])
def test_without_evidence_nothing_is_excluded(pairs, note):
    candidate = pairs.candidate()

    with pytest.raises(RuleBroken, match="Name the evidence"):
        do(
            exclude_candidate,
            by=pairs.examiner,
            candidate=candidate,
            ground=Ground.STATURE,
            note=note,
        )


def test_nobody_but_an_examiner_excludes(pairs):
    candidate = pairs.candidate()

    with pytest.raises(NotPermitted, match="Only a forensic examiner"):
        do(exclude_candidate, by=pairs.coordinator, candidate=candidate, **EVIDENCE)


def test_a_program_excludes_nothing(pairs):
    candidate = pairs.candidate()
    program = UserFactory(agency=pairs.examiner.agency, role="forensic examiner", program=True)

    with pytest.raises(NotPermitted, match="by a person"):
        do(exclude_candidate, by=program, candidate=candidate, **EVIDENCE)


def test_who_sees_one_of_the_two_records_excludes_nothing(pairs):
    candidate = pairs.candidate()
    pairs.told(candidate.person, agency=pairs.side.agency)

    with pytest.raises(NotPermitted, match="one of the two records"):
        do(exclude_candidate, by=pairs.examiner, candidate=candidate, **EVIDENCE)


def test_what_is_excluded_is_not_excluded_again(pairs):
    candidate = again(pairs.excluded())

    with pytest.raises(TransitionNotAllowed):
        do(exclude_candidate, by=pairs.examiner, candidate=candidate, **EVIDENCE)


def test_a_new_search_keeps_an_exclusion(pairs):
    candidate = pairs.excluded()
    pairs.told(candidate.person, hair="fair", last_seen_from=None)

    pairs.sought(candidate.case)

    assert again(candidate).state == CandidateState.EXCLUDED
    assert again(candidate).weighings.count() == 2


def test_an_exclusion_is_taken_back_with_a_reason(pairs):
    candidate = again(pairs.excluded())

    do(take_back_exclusion, by=pairs.examiner, candidate=candidate, because="Misread")

    exclusion = exclusion_of(candidate)
    assert again(candidate).state == CandidateState.OPEN
    assert (exclusion.ending, exclusion.ended_because) == (Ending.TAKEN_BACK, "Misread")


def test_without_a_reason_no_exclusion_is_taken_back(pairs):
    candidate = again(pairs.excluded())

    with pytest.raises(RuleBroken, match="Say why"):
        do(take_back_exclusion, by=pairs.examiner, candidate=candidate, because=" ")


@pytest.mark.parametrize(
    ("ground", "fields"),
    [
        (Ground.STATURE, ["stature_cm"]),
        (Ground.AGE, ["born_on", "surname"]),
        (Ground.SEX, ["sex"]),
        (Ground.MARKS, ["features"]),
        (Ground.ODONTOLOGY, ["teeth"]),
        (Ground.CIRCUMSTANCES, ["last_seen_from"]),
        (Ground.STATURE, None),
    ],
)
def test_it_returns_when_what_it_rests_on_is_corrected(pairs, ground, fields):
    candidate = pairs.excluded(ground)

    changed(pairs, candidate, fields=fields)

    exclusion = exclusion_of(candidate)
    assert again(candidate).state == CandidateState.OPEN
    assert exclusion.returned_because == Change.PERSON
    assert exclusion.ended_at is None


@pytest.mark.parametrize(
    ("ground", "fields"),
    [(Ground.STATURE, ["surname"]), (Ground.DNA, None), (Ground.FRICTION_RIDGES, None)],
)
def test_it_stays_when_something_else_is_corrected(pairs, ground, fields):
    candidate = pairs.excluded(ground)

    changed(pairs, candidate, fields=fields)

    assert again(candidate).state == CandidateState.EXCLUDED


def test_an_examination_returns_what_it_has_excluded(pairs):
    candidate = pairs.excluded(Ground.ODONTOLOGY)

    changed(pairs, candidate, Change.EXAMINATION)

    assert exclusion_of(candidate).returned_because == Change.EXAMINATION


def test_a_result_returns_what_dna_has_excluded_and_nothing_else(pairs):
    by_dna, by_teeth = pairs.excluded(Ground.DNA), pairs.excluded(Ground.ODONTOLOGY)

    changed(pairs, by_dna, Change.RESULT)
    changed(pairs, by_teeth, Change.RESULT)

    assert again(by_dna).state == CandidateState.OPEN
    assert again(by_teeth).state == CandidateState.EXCLUDED


def test_what_has_returned_is_excluded_anew_or_taken_back(pairs):
    candidate = pairs.excluded()
    changed(pairs, candidate)
    returned = exclusion_of(candidate)

    pairs.exclude(again(candidate))

    returned.refresh_from_db()
    assert returned.ending == Ending.EXCLUDED_ANEW
    assert exclusion_of(candidate) != returned
    assert again(candidate).state == CandidateState.EXCLUDED


def test_a_person_who_reads_old_terms_does_not_exclude(pairs):
    seen = pairs.candidate()
    pairs.told(seen.person, last_seen_from=None, last_seen_to=None)
    pairs.sought(seen.case)

    with pytest.raises(Stale):
        do(exclude_candidate, by=pairs.examiner, candidate=seen, **EVIDENCE)


def test_who_has_looked_leaves_it_open_until_it_is_weighed_otherwise(pairs):
    candidate = pairs.candidate()

    do(look_at_candidate, by=pairs.examiner, candidate=candidate)
    looked = again(candidate)
    pairs.told(candidate.person, last_seen_from=None, last_seen_to=None)
    pairs.sought(candidate.case)

    assert looked.looked_by == pairs.examiner
    assert again(candidate).looked_at is None


def test_from_case_and_person_to_an_exclusion_and_back_in_review(pairs):
    """By operations, and by what a worker does after them."""
    case, person = pairs.case(), pairs.near()
    pairs.sought(case)
    candidate = pairs.exclude(case.candidates.get(person=person), Ground.AGE)

    do(correct_person, by=pairs.examiner, person=again(person), surname="Інша", born_on="1990")
    announced()

    exclusion = exclusion_of(candidate)
    assert again(candidate).state == CandidateState.OPEN
    assert exclusion.returned_because == Change.PERSON
    assert exclusion.ended_at is None
