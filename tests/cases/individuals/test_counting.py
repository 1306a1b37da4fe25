"""How many people remains are of: figures beside each other, and none of them a count of rows."""

import pytest

from cases.models import RemainsCase
from cases.models.association import AssociationBasis
from cases.models.codes import Element, Side
from cases.models.counting import People, people_by, people_in
from cases.models.remains import RemainsKind
from cases.operations.associating import accept_association
from cases.operations.declaring import confirm_declaration, declare_non_human
from repatriation.errors import RuleBroken
from tests.factories.boards import Boards
from tests.factories.elements import examined, present
from tests.factories.steps import Steps, do

LEFT_FEMUR, RIGHT_FEMUR = (Element.FEMUR, Side.LEFT), (Element.FEMUR, Side.RIGHT)
CRANIUM = (Element.CRANIUM, Side.MIDLINE)


def counted(*cases) -> People:
    return people_in(RemainsCase.objects.filter(pk__in=[case.pk for case in cases]))


def test_of_nothing_nothing_is_counted(db):
    assert people_in(RemainsCase.objects.none()) == People()


def test_what_nobody_has_examined_is_of_no_known_number(house):
    assert counted(*house.parts(3)) == People(cases=3)


def test_people_are_counted_from_elements_that_repeat(house):
    one, two, three = house.parts(3)
    for case in (one, two):
        examined(case, house.examiner, LEFT_FEMUR, RIGHT_FEMUR)

    people = counted(one, two, three)

    assert (people.cases, people.inventoried, people.minimum) == (3, 2, 2)


def test_left_and_right_may_be_of_one_person(house):
    one, two = house.parts(2)
    examined(one, house.examiner, LEFT_FEMUR)
    examined(two, house.examiner, RIGHT_FEMUR)

    assert counted(one, two).minimum == 1


def test_a_finding_may_be_of_several(house):
    (case,) = house.cases(RemainsKind.MIXED_FRAGMENTS)
    examination = examined(case, house.examiner)
    said = {"element": Element.PATELLA, "side": Side.UNKNOWN, "count": 5}
    present(examination, 1, house.examiner, **said)

    assert counted(case).minimum == 3


@pytest.mark.parametrize(
    "said",
    [
        {"element": Element.RIBS, "side": Side.LEFT, "count": 30},
        {"element": Element.FEMUR, "side": Side.LEFT, "is_present": False},
        {"kind": "effect", "text": "a comb"},
    ],
)
def test_what_says_nothing_of_people_is_not_counted(house, said):
    (case,) = house.parts(1)
    present(examined(case, house.examiner, CRANIUM), 2, house.examiner, **said)

    assert counted(case).minimum == 1


def test_what_was_corrected_is_not_counted_twice(house):
    (case,) = house.parts(1)
    examination = examined(case, house.examiner, LEFT_FEMUR)
    wrong = examination.findings.get()
    said = {"element": Element.FEMUR, "side": Side.RIGHT, "corrects": wrong}
    present(examination, 2, house.examiner, **said)

    assert counted(case).minimum == 1


def test_the_newest_inventory_is_counted_and_not_those_before(house):
    (case,) = house.parts(1)
    examined(case, house.examiner, CRANIUM, CRANIUM)
    examined(case, house.examiner, CRANIUM)
    assert counted(case).minimum == 1

    examined(case, house.examiner)
    assert counted(case).minimum == 1


def test_a_child_and_an_adult_are_two(house):
    child, adult = house.parts(2)
    examined(child, house.examiner, LEFT_FEMUR, age_from=5, age_to=8, age_method="several")
    examined(adult, house.examiner, RIGHT_FEMUR, age_from=30, age_to=45, age_method="several")

    assert counted(child, adult).minimum == 2


def test_pieces_of_an_individual_are_of_one_person(house):
    one, two = house.parts(2)
    said = {"element": Element.FEMUR, "side": Side.LEFT, "completeness": "most"}
    for case in (one, two):
        present(examined(case, house.examiner), 1, house.examiner, **said)
    assert counted(one, two).minimum == 2

    proposed = house.proposed(one, two, basis=AssociationBasis.PHYSICAL_FIT)
    why = "Two pieces of one bone, broken at the middle."
    do(accept_association, by=house.second, association=proposed, because=why)

    assert (counted(one, two).minimum, counted(one, two).distinguished) == (1, 1)


def test_bodies_and_individuals_are_distinguished_and_parts_are_not(house):
    body, arm, leg, hand = house.cases(RemainsKind.BODY, *[RemainsKind.BODY_PART] * 3)
    assert counted(body, arm, leg, hand).distinguished == 1

    house.accepted(arm, leg)

    assert counted(body, arm, leg, hand).distinguished == 2


def test_identified_are_people_and_not_cases(house):
    boards = Boards(house.side)
    first, second = house.parts(2)
    boards.identified(case=first)

    assert counted(first, second).identified == 1


def test_what_is_not_human_is_of_nobody(house):
    bone, other = house.parts(2)
    examined(bone, house.examiner, CRANIUM)
    do(declare_non_human, by=house.examiner, case=Steps.again(bone), account="Of a dog.")
    do(confirm_declaration, by=house.second, thing=Steps.again(bone))

    assert counted(bone, other) == People(cases=1)


def test_many_places_cost_what_one_costs(house, django_assert_num_queries):
    for _ in range(4):
        examined(house.parts(1)[0], house.examiner, CRANIUM)
    cases = RemainsCase.objects.all()

    with django_assert_num_queries(2):
        by_site = people_by(cases, "recovery_site")

    assert [people.minimum for people in by_site.values()] == [1, 1, 1, 1]
    assert people_in(cases).minimum == 4


def contradicted(house):
    one, two = house.parts(2)
    examined(one, house.examiner, CRANIUM, LEFT_FEMUR)
    examined(two, house.examiner, CRANIUM, RIGHT_FEMUR)
    return one, two


def test_the_same_element_in_both_refuses_acceptance_unless_it_is_said_why(house):
    association = house.proposed(*contradicted(house))

    with pytest.raises(RuleBroken, match="Both have cranium"):
        do(accept_association, by=house.second, association=association, because=" ")
    why = "Two parts of one cranium."
    accepted = do(accept_association, by=house.second, association=association, because=why)

    assert (accepted.state, accepted.decided_because) == ("accepted", why)


def test_what_is_joined_to_one_is_joined_to_all(house):
    one, two = contradicted(house)
    (between,) = house.parts(1)
    house.accepted(one, between)

    with pytest.raises(RuleBroken, match="Both have cranium"):
        house.accepted(two, between)


def test_what_is_held_together_already_contradicts_no_second_basis(house):
    one, two = contradicted(house)
    association = house.proposed(one, two)
    do(accept_association, by=house.second, association=association, because="One cranium.")

    assert house.accepted(one, two, basis=AssociationBasis.PAIR_MATCH).state == "accepted"
