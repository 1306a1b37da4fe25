"""Who sees identifications, people sought with and without their names, and presumptive flags."""

import pytest

from cases.models import Identification, MissingPerson, Presumption, RemainsCase
from cases.operations.persons import correct_person, open_person
from cases.operations.presuming import lift_presumptive, set_presumptive
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken
from tests.factories.accounts import UserFactory
from tests.factories.steps import do

NAME = "Вигаданенко Остап"


def name_for(user) -> str | None:
    """None where the person does not exist for this user."""
    found = MissingPerson.objects.visible_to(user).shown_to(user).first()
    return found.name if found else None


def test_the_own_agency_reads_the_name(boards):
    boards.person()

    assert name_for(boards.examiner) == NAME


def test_coordinators_of_the_side_see_the_reference_and_no_name(boards):
    boards.person()

    assert name_for(boards.coordinator) == ""


@pytest.mark.parametrize(
    "role", ["mortuary officer", "board member", "legal authority", "administrator", "auditor"]
)
def test_no_other_role_reads_a_name(boards, role):
    boards.person()

    assert not name_for(UserFactory(agency=boards.examiner.agency, role=role))


@pytest.mark.parametrize("role", ["coordinator", "forensic examiner", "legal authority"])
def test_for_the_other_side_nobody_is_sought_here(boards, role):
    identification = boards.certified()
    stranger = UserFactory(role=role)

    assert name_for(stranger) is None
    assert not Identification.objects.visible_to(stranger).exists()
    assert identification


def test_a_board_member_sees_what_is_before_the_board_and_nothing_else(boards):
    boards.proposed()
    called = boards.under_review()
    member = boards.members[0]

    assert list(Identification.objects.visible_to(member)) == [called]
    assert list(RemainsCase.objects.visible_to(member)) == [called.covered.get().case]
    assert name_for(member) == NAME
    assert MissingPerson.objects.visible_to(member).count() == 1


def test_the_authority_sees_what_a_board_has_decided(boards):
    boards.under_review()
    identified = boards.identified()

    assert list(Identification.objects.visible_to(boards.authority)) == [identified]
    assert list(RemainsCase.objects.visible_to(boards.authority)) == [identified.covered.get().case]


def test_a_mortuary_of_the_side_sees_no_identification(boards):
    boards.identified()

    assert not Identification.objects.visible_to(boards.side.mortuary_officer).exists()


def test_a_presumptive_flag_stays_with_who_examines_and_decides(boards):
    case = boards.case()
    do(set_presumptive, by=boards.examiner, case=case, evidence="A disc in the left pocket.")
    seen = Presumption.objects.visible_to

    assert seen(boards.examiner).exists()
    for who in (
        boards.side.mortuary_officer,
        boards.coordinator,
        boards.members[0],
        UserFactory(role="forensic examiner"),
        boards.side.program("forensic examiner"),
    ):
        assert not seen(who).exists()
    boards.under_review(case=case)
    assert seen(boards.members[0]).exists()


def test_a_program_of_the_same_agency_sees_no_presumptive_flag(boards):
    do(set_presumptive, by=boards.examiner, case=boards.case(), evidence="A disc.")
    at = boards.examiner.agency
    program = UserFactory(agency=at, role="forensic examiner", program=True)

    assert not Presumption.objects.visible_to(program).exists()


def test_a_flag_is_set_with_evidence_once_and_lifted_with_a_reason(boards):
    case = boards.case()
    with pytest.raises(RuleBroken, match="what speaks for it"):
        do(set_presumptive, by=boards.examiner, case=case, evidence=" ")
    do(set_presumptive, by=boards.examiner, case=case, evidence="A disc.")
    case.refresh_from_db()
    with pytest.raises(NotPermitted, match="lift it before"):
        do(set_presumptive, by=boards.examiner, case=case, evidence="A ring.")
    with pytest.raises(RuleBroken, match="Say why"):
        do(lift_presumptive, by=boards.examiner, case=case, because="")

    do(lift_presumptive, by=boards.examiner, case=case, because="The disc is another's.")

    assert not Presumption.objects.open().exists()
    case.refresh_from_db()
    with pytest.raises(NotPermitted, match="no presumptive flag"):
        do(lift_presumptive, by=boards.examiner, case=case, because="x")


@pytest.mark.parametrize(
    ("operation", "more"),
    [(set_presumptive, {"evidence": "A disc."}), (lift_presumptive, {"because": "x"})],
)
def test_only_an_examiner_where_the_case_is_sets_and_lifts_it(boards, operation, more):
    case = boards.case()
    elsewhere = boards.side.person("forensic examiner", at=boards.side.mortuaries[1])

    with pytest.raises(NotPermitted, match="Only a forensic examiner"):
        do(operation, by=boards.side.mortuary_officer, case=case, **more)
    with pytest.raises(NotPermitted, match="neither holds"):
        do(operation, by=elsewhere, case=case, **more)


def test_a_person_is_opened_with_a_name_and_a_date_that_exists(boards):
    for wrong, said in (
        ({"surname": " "}, "surname or the given name"),
        ({"surname": "Х", "born_on": "1970-02-30"}, "Write the date"),
        ({"surname": "Х", "born_on": "30.01.1970"}, "Write the date"),
    ):
        with pytest.raises(RuleBroken, match=said):
            do(open_person, by=boards.examiner, **wrong)

    person = do(open_person, by=boards.examiner, surname="  Х   У ", born_on="1970-01")
    assert (person.surname, person.born_on) == ("Х У", "1970-01")


@pytest.mark.parametrize("role", ["mortuary officer", "board member", "administrator"])
def test_who_does_not_seek_opens_no_record(boards, role):
    with pytest.raises(NotPermitted, match="Only a family liaison"):
        do(open_person, by=UserFactory(agency=boards.examiner.agency, role=role), surname="Х")


def test_a_correction_names_the_fields_and_not_what_stood_in_them(boards):
    person = boards.person()

    do(correct_person, by=boards.examiner, person=person, surname="Інакшенко", given_name="Остап")

    told = Event.objects.get(facts__kind="cases.person_corrected")
    assert told.facts["details"] == {"changed": ["surname"]}
    assert "Інакшенко" not in told.body


def test_only_who_seeks_a_person_corrects_the_record(boards):
    person = boards.person()

    with pytest.raises(NotPermitted, match="Another agency"):
        do(correct_person, by=boards.coordinator, person=person, surname="Х")
    with pytest.raises(NotPermitted, match="Only a family liaison"):
        do(correct_person, by=boards.side.mortuary_officer, person=person, surname="Х")


def test_who_has_no_agency_opens_no_record(boards):
    with pytest.raises(NotPermitted, match="belong to no agency; ask your administrator"):
        do(open_person, by=UserFactory(agency=None, role="family liaison"), surname="Х")


def test_a_liaison_sees_the_conclusion_once_it_stands(boards):
    liaison = UserFactory(agency=boards.examiner.agency, role="family liaison")
    boards.under_review()
    identified = boards.identified()

    assert list(Identification.objects.visible_to(liaison)) == [identified]
