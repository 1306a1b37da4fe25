"""What a decision rests on falls away, and what contradicts it is told of another record."""

from decimal import Decimal

import pytest

from cases.models import Identification, MissingPerson, Sample
from cases.models.association import AssociationBasis
from cases.models.identification import Identifier
from cases.operations.identifying import Given, propose_identification
from cases.operations.merging import merge_persons
from cases.operations.results import withdraw_result
from cases.policies.bases import dossier_of
from cases.policies.identifications import why_not_seat
from tests.factories.associations import Associations
from tests.factories.boards import SIGNED_ON, given
from tests.factories.releases import Releases
from tests.factories.samples import Laboratory
from tests.factories.steps import do


@pytest.fixture
def laboratory(boards) -> Laboratory:
    return Laboratory(boards)


@pytest.fixture
def house(boards) -> Associations:
    return Associations(boards.side)


def codes(identification) -> list[str]:
    return [lack.code for lack in dossier_of(identification).lacks]


def state_of(identification) -> str:
    return Identification.objects.get(pk=identification.pk).state


def withdrawn(laboratory, result):
    return do(withdraw_result, by=laboratory.analyst, result=result, because="contaminated")


def test_a_result_withdrawn_before_the_board_is_no_basis(boards, laboratory):
    case, person = boards.case(), boards.person()
    result = laboratory.result(*laboratory.pair(case, person))
    evidence = [Given("dna", result.report, result.signed_by, SIGNED_ON, result=result)]
    proposed = do(
        propose_identification, by=boards.examiner, person=person, evidence={case: evidence}
    )
    boards.reviewed(case)
    assert codes(proposed) == []

    withdrawn(laboratory, result)

    assert codes(proposed) == ["no_basis"]


def test_a_withdrawn_result_contests_whichever_sample_was_named_first(boards, laboratory):
    case, person = boards.case(), boards.person()
    sample, reference = laboratory.pair(case, person)
    result = laboratory.result(reference, sample)
    identification = boards.identified(case=case, person=person)

    withdrawn(laboratory, result)

    assert state_of(identification) == "contested"


def test_a_withdrawn_result_contests_what_rests_on_an_association_by_dna(boards, laboratory, house):
    body, leg = house.parts(2)
    samples = laboratory.sample(body), laboratory.sample(leg)
    laboratory.sent(*samples)
    result = laboratory.result(*(Sample.objects.get(pk=one.pk) for one in samples))
    house.accepted(body, leg, basis=AssociationBasis.DNA, report=result.report)
    evidence = {body: [given(Identifier.ODONTOLOGY)], leg: []}
    proposed = do(
        propose_identification, by=boards.examiner, person=boards.person(), evidence=evidence
    )
    identification = boards.voted(boards.called(proposed), "established", "established")

    withdrawn(laboratory, result)

    assert state_of(identification) == "contested"


def test_a_result_that_excludes_a_merged_record_excludes_the_one_that_goes_on(boards, laboratory):
    case, person, other = boards.case(), boards.person(), boards.person()
    laboratory.result(*laboratory.pair(case, other), conclusion="excludes", log10_lr=Decimal("-6"))

    do(merge_persons, by=boards.examiner, person=other, into=person, because="one man")

    proposed = boards.proposed(case=case, person=MissingPerson.objects.get(pk=person.pk))
    assert codes(proposed) == ["result_excludes"]


def test_what_is_held_together_is_not_identified_as_two_people(boards, house):
    body, leg = house.parts(2)
    house.accepted(body, leg)
    boards.identified(case=body)

    proposed = boards.proposed(case=leg, person=boards.person("Інакшенко"))

    assert codes(proposed) == ["individual_is_another"]


def test_joining_what_stands_as_two_people_contests_both(boards, house):
    body, leg = house.parts(2)
    association = house.proposed(body, leg)
    one = boards.identified(case=body)
    two = boards.identified(case=leg, person=boards.person("Інакшенко"))

    house.accept(association)

    assert (state_of(one), state_of(two)) == ("contested", "contested")


def test_joining_what_stands_as_one_person_contests_nothing(boards, house):
    body, leg = house.parts(2)
    association = house.proposed(body, leg)
    identification = boards.identified(case=body)

    house.accept(association)

    assert state_of(identification) == "identified"


def test_who_released_or_certified_votes_on_no_contest(db):
    house = Releases()
    identification = house.identification_of(house.released())
    house.contested(identification)
    identification.refresh_from_db()

    for one in (house.first, house.second, house.authority):
        one.groups.add(*house.members[0].groups.all())
        member = type(one).objects.get(pk=one.pk)
        assert "certified this or released on it" in why_not_seat(member, identification)
    assert why_not_seat(house.members[0], identification) is None
