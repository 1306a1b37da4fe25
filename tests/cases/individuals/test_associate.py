"""Who says that two cases are of one person, and on what."""

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, IntegrityError, transaction

from cases.models import Association
from cases.models.association import AssociationBasis
from cases.models.remains import RemainsKind
from cases.operations.associating import (
    accept_association,
    reject_association,
    withdraw_association,
)
from cases.operations.declaring import confirm_declaration, declare_non_human
from cases.operations.presuming import lift_presumptive, set_presumptive
from cases.policies.associations import associated_cases
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from tests.factories.accounts import UserFactory
from tests.factories.boards import Boards
from tests.factories.steps import Steps, do
from tests.factories.world import make_world


def test_one_proposes_and_another_accepts(house):
    first, second = house.parts(2)

    association = house.accepted(second, first)

    assert (association.state, association.first, association.second) == ("accepted", first, second)
    assert association.reference.startswith("AS-")
    assert (association.proposed_by, association.decided_by) == (house.examiner, house.second)
    assert list(associated_cases(first)) == [second]
    assert list(associated_cases(second)) == [first]
    assert list(Association.objects.accepted()) == [association]


def test_a_case_is_associated_with_those_it_is_joined_to_and_not_with_theirs(house):
    first, second, third = house.parts(3)
    house.chain(first, second, third)

    assert list(associated_cases(first)) == [second]
    assert list(associated_cases(second)) == [first, third]


@pytest.mark.parametrize("role", ["mortuary officer", "coordinator", "board member"])
def test_who_does_not_examine_does_not_associate(house, role):
    by = UserFactory(agency=house.examiner.agency, role=role)

    with pytest.raises(NotPermitted, match="Only a forensic examiner"):
        house.proposed(*house.parts(2), by=by)


def test_a_program_does_not_associate(house):
    program = UserFactory(agency=house.examiner.agency, role="forensic examiner", program=True)
    association = house.proposed(*house.parts(2))

    with pytest.raises(NotPermitted, match="not by a program"):
        house.proposed(*house.parts(2), by=program)
    with pytest.raises(NotPermitted, match="not by a program"):
        do(accept_association, by=program, association=association)


def test_who_holds_neither_does_not_propose(house):
    other = house.side.person("forensic examiner", at=house.side.mortuaries[1])

    with pytest.raises(NotPermitted, match="neither holds one of these cases"):
        house.proposed(*house.parts(2), by=other)


def test_remains_are_not_associated_with_themselves(house):
    (case,) = house.parts(1)

    with pytest.raises(NotPermitted, match="Name another case"):
        house.proposed(case, case)


def test_mixed_fragments_are_not_associated_as_one_person(house):
    mixed, part = house.cases(RemainsKind.MIXED_FRAGMENTS, RemainsKind.BODY_PART)

    with pytest.raises(NotPermitted, match="Mixed fragments may be of several people"):
        house.proposed(part, mixed)


def test_the_database_associates_no_mixed_fragments(house):
    mixed, part = house.cases(RemainsKind.MIXED_FRAGMENTS, RemainsKind.BODY_PART)
    row = {"agency": house.examiner.agency, "proposed_by": house.examiner, "note": "x"}
    row |= {"reference": "AS-26-0001-X", "basis": "articulation", "first": mixed, "second": part}

    with pytest.raises(IntegrityError, match="mixed fragments"), transaction.atomic():
        Association.objects.create(**row)


def test_what_is_declared_as_non_human_is_of_nobody(house):
    bone, part = house.parts(2)
    association = house.proposed(bone, part)
    do(declare_non_human, by=house.examiner, case=Steps.again(bone), account="A bone of a cow.")
    confirmer = house.side.person("forensic examiner", name="third")
    do(confirm_declaration, by=confirmer, thing=Steps.again(bone))

    with pytest.raises(NotPermitted, match="declared as non-human"):
        house.proposed(Steps.again(bone), part, basis=AssociationBasis.PHYSICAL_FIT)
    with pytest.raises(NotPermitted, match="declared as non-human"):
        do(accept_association, by=house.second, association=association)


def test_another_side_s_remains_are_not_associated(house):
    first, second = house.parts(2)
    second.responsible = make_world().south.agency
    second.save()

    with pytest.raises(NotPermitted, match="answered for by another side"):
        house.proposed(first, second)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"note": "  "}, "Say what was seen"),
        ({"basis": AssociationBasis.DNA}, "name its report"),
    ],
)
def test_it_says_what_it_rests_on(house, given, says):
    with pytest.raises(RuleBroken, match=says):
        house.proposed(*house.parts(2), **given)


def test_who_proposed_does_not_decide(house):
    association = house.proposed(*house.parts(2))

    with pytest.raises(NotPermitted, match="Who proposed an association does not decide"):
        do(accept_association, by=house.examiner, association=association)
    with pytest.raises(NotPermitted, match="Who proposed an association does not decide"):
        do(reject_association, by=house.examiner, association=association, because="x")


def test_the_database_knows_two_people(house):
    association = house.accepted(*house.parts(2))
    proposed = house.proposed(*house.parts(2))
    proposed.state, proposed.decided_at = "accepted", association.decided_at
    proposed.decided_by = proposed.proposed_by

    with pytest.raises(IntegrityError, match="does_not_decide_on_it"), transaction.atomic():
        proposed.save()


@pytest.mark.parametrize("is_lifted", [False, True])
def test_who_set_or_lifted_a_presumptive_flag_is_not_blind(house, is_lifted):
    first, second = house.parts(2)
    other = house.side.person("forensic examiner", name="third")
    setter = other if is_lifted else house.second
    do(set_presumptive, by=setter, case=first, evidence="a tattoo")
    if is_lifted:
        do(lift_presumptive, by=house.second, case=Steps.again(first), because="a mistake")

    with pytest.raises(NotPermitted, match="you are not blind to it"):
        house.proposed(second, first, by=house.second)
    association = house.proposed(first, second)
    with pytest.raises(NotPermitted, match="you are not blind to it"):
        do(accept_association, by=house.second, association=association)
    assert Association.objects.get().state == "proposed"


def test_who_proposed_an_identification_of_one_is_not_blind_to_it(house):
    boards = Boards(house.side)
    first, second = house.parts(2)
    boards.proposed(case=first)

    with pytest.raises(NotPermitted, match=f"{first}: You have worked on"):
        house.proposed(first, second, by=boards.examiner)


def test_who_sits_on_a_board_on_one_is_not_blind_to_it(house):
    boards = Boards(house.side)
    first, second = house.parts(2)
    examiner_too = house.side.person("forensic examiner", name="both")
    examiner_too.groups.add(Group.objects.get(name="board member"))
    boards.called(boards.proposed(case=first), members=[examiner_too, boards.members[0]])

    with pytest.raises(NotPermitted, match="you are not blind to it"):
        house.proposed(first, second, by=examiner_too)


def test_whoever_is_not_blind_may_still_say_that_it_does_not_hold(house):
    first, second = house.parts(2)
    association = house.accepted(first, second)
    do(set_presumptive, by=house.second, case=Steps.again(first), evidence="a tattoo")

    do(withdraw_association, by=house.second, association=association, because="An error.")

    assert Association.objects.get().state == "withdrawn"


def test_it_is_rejected_with_a_reason_and_may_be_proposed_again(house):
    first, second = house.parts(2)
    association = house.proposed(first, second)

    with pytest.raises(RuleBroken, match="Say why"):
        do(reject_association, by=house.second, association=association, because=" ")
    rejected = do(reject_association, by=house.second, association=association, because="No fit.")

    assert (rejected.state, rejected.decided_because) == ("rejected", "No fit.")
    assert house.proposed(first, second).state == "proposed"
    with pytest.raises(TransitionNotAllowed, match="this one is rejected"):
        do(accept_association, by=house.second, association=rejected)


def test_two_cases_are_associated_once_on_one_basis(house):
    first, second = house.parts(2)
    house.accepted(first, second)

    with pytest.raises(IntegrityError, match="one_association"), transaction.atomic():
        house.proposed(second, first)
    fit = house.proposed(second, first, basis=AssociationBasis.PHYSICAL_FIT)
    assert fit.state == "proposed"


def test_what_was_said_stays_as_it_was_said(house):
    association = house.accepted(*house.parts(2))
    association.note = "something else"

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        association.save()
