"""How an individual begins, grows, is merged and split, and what it keeps of that."""

import pytest
from django.db import IntegrityError, transaction

from cases.models import Identification, Individual, Membership
from cases.models.association import AssociationBasis
from cases.operations.associating import withdraw_association
from cases.policies.associations import associated_cases
from repatriation.errors import RuleBroken
from repatriation.ledger.clock import now
from tests.cases.test_history import told
from tests.factories.boards import Boards
from tests.factories.steps import do


def held(individual) -> list:
    return [row.case for row in individual.members.now().select_related("case")]


def of(case) -> Individual:
    return Individual.objects.get(members__case=case, members__left_at=None)


def test_an_accepted_association_distinguishes_an_individual(house):
    first, second = house.parts(2)

    house.accepted(first, second)

    individual = Individual.objects.get()
    assert individual.reference.startswith("IN-")
    assert individual.state == "distinguished"
    assert held(individual) == [first, second]


def test_a_proposed_one_does_not(house):
    house.proposed(*house.parts(2))

    assert not Individual.objects.exists()


def test_it_grows_by_a_further_case(house):
    first, second, third = house.parts(3)

    house.chain(first, second, third)

    assert held(Individual.objects.get()) == [first, second, third]


def test_a_second_basis_of_the_same_two_changes_nothing(house):
    first, second = house.parts(2)
    house.accepted(first, second)

    house.accepted(first, second, basis=AssociationBasis.PHYSICAL_FIT)

    assert held(Individual.objects.get()) == [first, second]
    assert Membership.objects.count() == 2


def test_of_two_individuals_the_older_number_goes_on(house):
    one, two, three, four = house.parts(4)
    house.accepted(three, four)
    older = Individual.objects.get()
    house.accepted(one, two)
    newer = Individual.objects.exclude(pk=older.pk).get()

    joining = house.accepted(one, four)

    older.refresh_from_db()
    newer.refresh_from_db()
    assert {case.pk for case in held(older)} == {one.pk, two.pk, three.pk, four.pk}
    assert (newer.state, newer.merged_into, held(newer)) == ("merged", older, [])
    left = newer.members.get(case=one)
    assert (left.left_through, left.left_at >= left.joined_at) == (joining, True)


def test_it_is_split_where_nothing_holds_it_together(house):
    cases = house.parts(5)
    second_link = house.chain(*cases)[1]
    whole = Individual.objects.get()

    house.withdrawn(second_link)

    assert of(cases[2]) == of(cases[4]) == whole
    assert held(whole) == cases[2:]
    new = of(cases[0])
    assert (held(new), new.split_from) == (cases[:2], whole)
    assert whole.members.count() == 5


def test_of_equal_parts_that_with_the_case_numbered_first_keeps_the_number(house):
    cases = house.parts(4)
    middle = house.chain(*cases)[1]
    whole = Individual.objects.get()

    house.withdrawn(middle)

    assert held(whole) == cases[:2]


def test_a_case_that_nothing_holds_is_of_no_individual(house):
    cases = house.parts(3)
    last = house.chain(*cases)[1]

    house.withdrawn(last)

    assert held(Individual.objects.get()) == cases[:2]
    assert not cases[2].memberships.now().exists()


def test_an_individual_of_which_nothing_holds_is_dissolved(house):
    first, second = house.parts(2)

    house.withdrawn(house.accepted(first, second))

    individual = Individual.objects.get()
    assert (individual.state, held(individual)) == ("dissolved", [])
    assert individual.members.count() == 2
    assert not associated_cases(first).exists()
    house.accepted(first, second)
    assert of(first) != individual


def test_what_another_association_holds_is_not_split(house):
    first, second, third = house.parts(3)
    link = house.accepted(first, second)
    house.accepted(second, third)
    house.accepted(first, third)

    house.withdrawn(link)

    assert len(held(Individual.objects.get())) == 3


def test_it_is_withdrawn_with_a_reason(house):
    association = house.accepted(*house.parts(2))

    with pytest.raises(RuleBroken, match="Say why"):
        do(withdraw_association, by=house.second, association=association, because=" ")


def test_a_split_contests_what_rests_on_it_and_nothing_else(house):
    boards = Boards(house.side)
    first, second, apart = house.parts(3)
    association = house.accepted(first, second)
    resting = boards.identified(case=second)
    other = boards.identified(case=apart, person=boards.person("Іншенко"))

    house.withdrawn(association)

    resting, other = (Identification.objects.get(pk=row.pk) for row in (resting, other))
    assert (resting.state, resting.contested_because) == ("contested", "remains_mixed")
    assert association.reference in resting.contested_note
    assert other.state == "identified"


def test_what_is_contested_already_stays_as_it_was_contested(house):
    boards = Boards(house.side)
    first, second = house.parts(2)
    association = house.accepted(first, second)
    contested = boards.contested(boards.identified(case=second))

    house.withdrawn(association)

    assert Identification.objects.get().contested_note == contested.contested_note


def test_the_database_holds_a_case_in_one_individual_at_a_time(house):
    first, second = house.parts(2)
    association = house.accepted(first, second)
    row = {"reference": "IN-26-9999-X", "agency": house.examiner.agency}
    other = Individual.objects.create(**row)

    with pytest.raises(IntegrityError, match="one_individual_at_a_time"), transaction.atomic():
        other.members.create(case=first, joined_through=association, joined_at=now())


def test_its_history_is_told(house):
    cases = house.parts(3)
    links = house.chain(*cases)
    house.withdrawn(links[1])
    individual = Individual.objects.get()

    assert told(individual, house.examiner) == [
        f"Split into 2 parts: {links[1]} does not hold",
        f"{cases[2]} is of it, by {links[1]}",
        f"{cases[1]} is of it, by {links[0]}",
        f"{cases[0]} is of it, by {links[0]}",
        f"Distinguished by {links[0]}",
    ]
    assert f"No longer held to be of {individual}" in told(cases[2], house.examiner)
    assert f"Held to be of {individual}" in told(cases[0], house.examiner)


def test_an_association_that_a_decision_names_is_not_withdrawn_unnoticed(house):
    """Another one holds the two together, so nothing is split; but the board read this one."""
    boards = Boards(house.side)
    first, second = house.parts(2)
    named = house.accepted(first, second)
    house.accepted(first, second, basis=AssociationBasis.PHYSICAL_FIT)
    identification = boards.identified(case=first)
    identification.covered.create(case=second, basis="association", association=named, stands=True)

    house.withdrawn(named)

    contested = Identification.objects.get()
    assert (contested.state, contested.contested_because) == ("contested", "evidence_withdrawn")
    assert held(Individual.objects.get()) == [first, second]
