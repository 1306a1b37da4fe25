"""Who sees a candidate, and who is told no more than that there is a link."""

from datetime import timedelta

import pytest

from cases.models import Candidate, MissingPerson, SightRequest
from cases.operations.asking_sight import (
    ask_for_sight,
    grant_sight,
    refuse_sight,
    withdraw_sight,
)
from cases.policies.candidates import sees_both
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from repatriation.ledger.clock import clock_at, now, today
from tests.factories.accounts import UserFactory
from tests.factories.pairs import Pairs, again
from tests.factories.steps import do
from tests.factories.world import make_world

pytestmark = pytest.mark.django_db
WHY = "Two findings agree"
GRANT = {"answer": "The whole record, for this pair", "until": today() + timedelta(days=30)}


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def pairs(world):
    return Pairs(world.north)


@pytest.fixture
def linked(pairs):
    """A case of one mortuary, and a person whom the second one seeks."""
    candidate = pairs.candidate()
    pairs.told(candidate.person, agency=pairs.side.mortuaries[1])
    return candidate


@pytest.fixture
def other(pairs):
    return pairs.side.person("forensic examiner", at=pairs.side.mortuaries[1])


def sees(user):
    return Candidate.objects.visible_to(user)


ROLES = [
    "coordinator", "exchange officer", "transport lead", "mortuary officer", "explosives officer",
    "board member", "legal authority", "release officer", "effects custodian", "family liaison",
    "auditor", "administrator", "data protection officer",
]  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_nobody_but_who_examines_sees_a_candidate(pairs, role):
    pairs.candidate()
    reader = UserFactory(agency=pairs.examiner.agency, role=role)

    assert not sees(reader).exists()


def test_the_examiner_of_the_case_sees_it_whole(pairs):
    candidate = pairs.candidate()

    assert sees(pairs.examiner).for_reader(pairs.examiner).whole().get() == candidate


def test_who_is_asked_for_the_record_reads_none_either_while_its_profile_is_open(pairs, other):
    candidate = pairs.candidate()
    pairs.told(candidate.person, agency=pairs.side.mortuaries[1])
    do(ask_for_sight, by=other, candidate=again(candidate), why=WHY)
    coordinator = pairs.side.person("coordinator", at=pairs.examiner.agency)

    pairs.reopened(candidate.case)

    assert not sees(pairs.examiner).exists()
    assert sees(coordinator).exists()  # who answers without examining


def test_the_other_side_and_the_intermediary_see_none(world, pairs):
    pairs.candidate()
    south = Pairs(world.south).examiner

    assert not sees(south).exists()
    assert not sees(UserFactory(agency=world.observers, role="forensic examiner")).exists()


def test_nobody_sees_a_candidate_of_a_profile_that_is_open_again(pairs):
    candidate = pairs.candidate()

    pairs.reopened(candidate.case)

    assert not sees(pairs.examiner).exists()


def test_who_sees_one_record_is_told_of_a_link_alone(pairs, linked, other):
    of_case = sees(pairs.examiner).for_reader(pairs.examiner).get()
    of_person = sees(other).for_reader(other).get()

    assert (of_case.sees_case, of_case.sees_partner) == (True, False)
    assert (of_person.sees_case, of_person.sees_partner) == (False, True)
    assert not sees_both(pairs.examiner, linked)


def test_a_grant_shows_one_record_until_its_day(pairs, linked, other):
    do(ask_for_sight, by=pairs.examiner, candidate=linked, why=WHY)
    do(grant_sight, by=other, candidate=again(linked), **GRANT)

    assert sees_both(pairs.examiner, linked)
    assert not sees_both(other, linked)
    assert MissingPerson.objects.visible_to(pairs.examiner).filter(pk=linked.person_id).exists()
    with clock_at(now() + timedelta(days=31)):
        assert not sees_both(pairs.examiner, linked)
        assert (
            not MissingPerson.objects.visible_to(pairs.examiner)
            .filter(pk=linked.person_id)
            .exists()
        )


def test_the_agency_of_the_person_asks_for_the_case(pairs, linked, other):
    request = do(ask_for_sight, by=other, candidate=linked, why=WHY)

    assert (request.case, request.person) == (linked.case, None)
    assert request.holder == linked.case.responsible


def test_a_withdrawn_grant_shows_nothing_any_more(pairs, linked, other):
    do(ask_for_sight, by=pairs.examiner, candidate=linked, why=WHY)
    do(grant_sight, by=other, candidate=again(linked), **GRANT)

    do(withdraw_sight, by=other, candidate=again(linked), because="Settled otherwise")

    assert not sees_both(pairs.examiner, linked)


def test_a_refusal_says_why_and_shows_nothing(pairs, linked, other):
    do(ask_for_sight, by=pairs.examiner, candidate=linked, why=WHY)

    do(refuse_sight, by=other, candidate=again(linked), answer="The family has not agreed")

    assert SightRequest.objects.get().state == "refused"
    assert not sees_both(pairs.examiner, linked)


def test_a_coordinator_of_the_agency_answers_without_seeing_what_was_weighed(pairs, linked):
    coordinator = pairs.side.person("coordinator", at=pairs.side.mortuaries[1])
    before = sees(coordinator).exists()
    do(ask_for_sight, by=pairs.examiner, candidate=linked, why=WHY)

    do(grant_sight, by=coordinator, candidate=again(linked), **GRANT)

    assert not before
    assert sees(coordinator).for_reader(coordinator).get().sees_partner is False


def test_who_was_not_asked_answers_nothing(pairs, linked, other):
    with pytest.raises(NotPermitted, match="was not asked"):
        do(grant_sight, by=other, candidate=linked, **GRANT)


def test_a_program_answers_nothing(pairs, linked):
    do(ask_for_sight, by=pairs.examiner, candidate=linked, why=WHY)
    agency = pairs.side.mortuaries[1]
    program = UserFactory(agency=agency, role="forensic examiner", program=True)

    with pytest.raises(NotPermitted, match="by a person"):
        do(grant_sight, by=program, candidate=again(linked), **GRANT)


def test_who_may_not_answer_for_records_does_not(pairs, linked):
    do(ask_for_sight, by=pairs.examiner, candidate=linked, why=WHY)
    liaison = pairs.side.person("family liaison", at=pairs.side.mortuaries[1])

    with pytest.raises(NotPermitted, match="Only an examiner or a coordinator"):
        do(refuse_sight, by=liaison, candidate=again(linked), answer="No")


def test_a_record_is_asked_for_once_at_a_time(pairs, linked):
    do(ask_for_sight, by=pairs.examiner, candidate=linked, why=WHY)

    with pytest.raises(NotPermitted, match="has asked already"):
        do(ask_for_sight, by=pairs.examiner, candidate=again(linked), why=WHY)


def test_who_sees_both_records_asks_for_none(pairs):
    with pytest.raises(NotPermitted, match="both records already"):
        do(ask_for_sight, by=pairs.examiner, candidate=pairs.candidate(), why=WHY)


def test_what_was_answered_is_not_answered_again(pairs, linked, other):
    do(ask_for_sight, by=pairs.examiner, candidate=linked, why=WHY)
    do(refuse_sight, by=other, candidate=again(linked), answer="No")

    with pytest.raises(TransitionNotAllowed):
        do(grant_sight, by=other, candidate=again(linked), **GRANT)


@pytest.mark.parametrize("why", ["", " "])
def test_a_request_says_why(pairs, linked, why):
    with pytest.raises(RuleBroken, match="Say why"):
        do(ask_for_sight, by=pairs.examiner, candidate=linked, why=why)


def test_a_grant_does_not_end_before_it_began(pairs, linked, other):
    do(ask_for_sight, by=pairs.examiner, candidate=linked, why=WHY)
    past = GRANT | {"until": today() - timedelta(days=1)}

    with pytest.raises(RuleBroken, match="a day to come"):
        do(grant_sight, by=other, candidate=again(linked), **past)
