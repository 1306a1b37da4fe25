"""Cases that join later: decided by themselves, and falling with what they were added to."""

import pytest
from django.db import IntegrityError, transaction

from cases.models import Identification
from cases.models.board import Choice
from cases.models.identification import ContestReason, Identifier
from cases.operations.certifying import annul_certificate, certify_identification
from cases.operations.contesting import contest_identification, contest_resting_on
from cases.operations.identifying import add_evidence, propose_addendum
from cases.operations.voting import vote
from repatriation.errors import NotPermitted, RuleBroken
from tests.cases.identification.test_bases import accepted
from tests.factories.accounts import UserFactory
from tests.factories.boards import given
from tests.factories.steps import do

ESTABLISHED, UPHELD, REVOKED = Choice.ESTABLISHED, Choice.UPHELD, Choice.REVOKED


def proposed(boards, first, case=None, *, evidence=None, by=None) -> Identification:
    evidence = [given()] if evidence is None else evidence
    return do(
        propose_addendum,
        by=by or boards.examiner,
        identification=first,
        evidence={case or boards.case(): evidence},
    )


def decided(boards, first, case=None, **more) -> Identification:
    addendum = boards.called(proposed(boards, first, case, **more))
    return boards.voted(addendum, ESTABLISHED, ESTABLISHED)


def certify(boards, identification, number="C-18"):
    return do(
        certify_identification,
        by=boards.authority,
        identification=identification,
        certificate=number,
    )


def again(identification) -> Identification:
    return Identification.objects.get(pk=identification.pk)


def test_an_addendum_is_voted_like_a_decision(boards):
    first, leg = boards.identified(), boards.case()

    addendum = decided(boards, first, leg)

    assert (addendum.state, addendum.adds_to, addendum.person) == (
        "identified",
        first,
        first.person,
    )
    assert addendum.covered.get(case=leg).stands
    assert again(first).state == "identified"


def test_a_case_that_joins_does_not_inherit(boards):
    first = boards.identified()

    with pytest.raises(RuleBroken, match="none inherits another's"):
        proposed(boards, first, evidence=[])
    weak = boards.called(proposed(boards, first, evidence=[given(Identifier.MARKS)]))
    with pytest.raises(RuleBroken, match="needs friction ridges"):
        do(vote, by=boards.members[0], identification=weak, choice=ESTABLISHED)


def test_it_may_rest_on_an_association_with_a_case_that_stands(boards):
    case, leg = boards.case(), boards.case()
    first = boards.identified(case=case)
    accepted(boards, case, leg)

    addendum = decided(boards, first, leg, evidence=[])

    assert addendum.covered.get().basis == "association"


def test_a_further_case_joins_what_was_decided_by_an_addendum_only(boards):
    identified = boards.identified()
    contested = boards.contested(boards.identified())

    with pytest.raises(NotPermitted, match="Evidence is added before a board votes"):
        add(boards, identified, boards.case())
    with pytest.raises(NotPermitted, match="joins by an addendum"):
        add(boards, contested, boards.case())


def add(boards, identification, case):
    return do(
        add_evidence, by=boards.examiner, identification=identification, case=case, given=given()
    )


@pytest.mark.parametrize(
    ("make", "who", "said"),
    [
        (lambda boards: boards.proposed(), "examiner", "Only an identification that stands"),
        (lambda boards: boards.contested(), "examiner", "It is contested"),
        (
            lambda boards: decided(boards, boards.identified()),
            "examiner",
            "This is an addendum itself",
        ),
        (lambda boards: boards.identified(), "coordinator", "Only a forensic examiner"),
        (lambda boards: boards.identified(), "stranger", "of the own side"),
        (lambda boards: boards.identified(), "program", "not by a program"),
    ],
)
def test_who_adds_and_to_what(boards, make, who, said):
    people = {
        "examiner": boards.examiner,
        "coordinator": boards.coordinator,
        "stranger": UserFactory(role="forensic examiner"),
        "program": UserFactory(agency=boards.examiner.agency, role="forensic examiner", program=1),
    }
    identification = make(boards)

    with pytest.raises(NotPermitted, match=said):
        proposed(boards, identification, by=people[who])


def test_contesting_the_first_contests_what_was_added(boards):
    first = boards.identified()
    addendum = decided(boards, first)

    boards.contested(again(first))

    added = again(addendum)
    assert (added.state, added.contested_because) == ("contested", "rests_on_contested")


def test_contesting_the_addendum_leaves_the_first(boards):
    first, leg = boards.identified(), boards.case()
    addendum = decided(boards, first, leg)

    contested = do(
        contest_resting_on,
        by=boards.coordinator,
        cases=[leg],
        because=ContestReason.REMAINS_MIXED,
        note="n",
    )

    assert contested == [addendum]
    assert again(first).state == "identified"


def test_a_person_reported_alive_contests_each_once(boards):
    first = boards.identified()
    addendum = decided(boards, first)

    do(
        contest_resting_on,
        by=boards.coordinator,
        person=first.person,
        because=ContestReason.REPORTED_ALIVE,
        note="n",
    )

    assert again(first).contested_because == "reported_alive"
    assert again(addendum).state == "contested"
    assert again(addendum).version == addendum.version + 1


def test_upholding_the_first_upholds_what_was_contested_with_it(boards):
    first = boards.identified()
    addendum, other = decided(boards, first), decided(boards, first)
    boards.contested(other)

    boards.contest_voted(boards.contested(again(first)), UPHELD, UPHELD)

    assert again(addendum).state == "upheld"
    assert again(other).state == "contested"  # for a reason of its own


def test_while_the_first_is_contested_no_addendum_is_decided_or_certified(boards):
    first = boards.identified()
    waiting = boards.called(proposed(boards, first))
    addendum = decided(boards, first)
    with pytest.raises(NotPermitted, match="to which it adds, is not certified"):
        certify(boards, addendum)

    boards.contested(again(first))

    with pytest.raises(RuleBroken, match="does not stand uncontested"):
        do(vote, by=boards.members[0], identification=waiting, choice=ESTABLISHED)


def test_revoking_the_first_revokes_what_was_added_and_seeks_the_person_once(boards):
    first = boards.certified()
    addendum = certify(boards, decided(boards, first))
    contested = boards.contest_voted(boards.contested(again(first)), REVOKED, REVOKED)

    do(annul_certificate, by=boards.authority, identification=contested, annulment="A-3")

    added = again(addendum)
    assert (added.state, added.annulment) == ("revoked", "A-3")
    assert not added.covered.get().stands
    first.person.refresh_from_db()
    assert first.person.state == "sought"


def test_revoking_the_addendum_leaves_the_person_identified(boards):
    first = boards.identified()
    addendum = boards.contested(decided(boards, first))

    boards.contest_voted(addendum, REVOKED, REVOKED)

    first.person.refresh_from_db()
    assert first.person.state == "deceased_identified"
    assert again(first).state == "identified"


def test_nobody_says_by_hand_that_it_falls_with_another(boards):
    with pytest.raises(RuleBroken, match="by itself"):
        do(
            contest_identification,
            by=boards.coordinator,
            identification=boards.identified(),
            because=ContestReason.RESTS_ON_CONTESTED,
            note="n",
        )


def test_the_store_takes_no_addendum_of_another_person_or_to_an_addendum(boards):
    first = boards.identified()
    addendum = proposed(boards, first)

    for adds_to, person in ((first, boards.person()), (addendum, first.person)):
        with pytest.raises(IntegrityError, match="an addendum"), transaction.atomic():
            Identification.objects.create(
                reference="ID-26-9999-X",
                adds_to=adds_to,
                person=person,
                agency=first.agency,
                proposed_by=boards.examiner,
            )


def test_what_lost_its_evidence_is_not_upheld_before_new_evidence_stands(boards):
    case = boards.case()
    contested = boards.contested(boards.identified(case=case))
    contested.covered.get().evidence.update(finding="contradicts")

    with pytest.raises(RuleBroken, match="contradicts"):
        boards.contest_voted(contested, UPHELD, UPHELD)
