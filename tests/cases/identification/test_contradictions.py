"""A reviewed examination that contradicts the person blocks a board until it is explained."""

from dataclasses import replace
from datetime import date

import pytest

from cases.models import Explanation, MissingPerson, RemainsCase
from cases.models.board import Choice
from cases.models.codes import Sex, SexMethod
from cases.models.explanation import Attribute
from cases.operations.certifying import certify_identification
from cases.operations.explaining import explain_contradiction
from cases.operations.identifying import propose_identification
from cases.operations.persons import correct_person
from cases.operations.voting import vote
from cases.policies.bases import dossier_of
from repatriation.errors import NotPermitted, RuleBroken
from tests.factories.accounts import UserFactory
from tests.factories.boards import Boards, given
from tests.factories.examinations import PROFILE, Examinations
from tests.factories.steps import do


@pytest.fixture
def boards():
    return Boards()


def lacks(identification) -> list[str]:
    return [lack.code for lack in dossier_of(identification).lacks]


def told(boards, **facts) -> MissingPerson:
    name = {"surname": "Вигаданенко", "given_name": "Остап"}
    return do(correct_person, by=boards.examiner, person=boards.person(), **name, **facts)


def proposed(boards, profile=PROFILE, **facts):
    """Of a case whose profile was reviewed, to be a person of whom this is told."""
    case = boards.case()
    Examinations(boards.examiner).reviewed(case, profile)
    return boards.proposed(case=case, person=told(boards, **facts))


def of_two_roles(boards, role):
    return UserFactory(agency=boards.examiner.agency, role=["forensic examiner", role])


def explained(boards, identification, attribute=Attribute.STATURE, by=None):
    return do(
        explain_contradiction,
        by=by or boards.examiner,
        identification=identification,
        case=identification.covered.get().case,
        attribute=attribute,
        because="Told from memory, at the age of 16.",
    )


@pytest.mark.parametrize(
    ("facts", "attribute"),
    [
        ({"sex": Sex.FEMALE}, "sex"),
        ({"stature_cm": 150}, "stature"),
        ({"stature_cm": 199}, "stature"),
        ({"born_on": "1950", "last_seen_from": date(2022, 3, 1)}, "age"),
        ({"born_on": "2020-05"}, "age"),
    ],
)
def test_a_reviewed_profile_that_contradicts_the_person_blocks_a_board(boards, facts, attribute):
    identification = proposed(boards, **facts)

    lack = dossier_of(identification).lacks[0]

    assert lacks(identification) == ["profile_contradicts"]
    assert f"{attribute}. An examiner explains" in lack.says


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"sex": Sex.MALE, "stature_cm": 190, "born_on": "1990"},  # 180 and 12 tolerated
        {"stature_cm": 160},
        {"born_on": "1977", "last_seen_from": date(2022, 3, 1)},  # 45, the profile says 25 to 35
        {"sex": Sex.UNDETERMINED},
    ],
)
def test_what_overlaps_or_is_near_contradicts_nothing(boards, facts):
    assert lacks(proposed(boards, **facts)) == []


def test_how_far_apart_is_the_deployments_to_say(boards, settings):
    settings.TOLERATED_STATURE_CM = 5

    assert lacks(proposed(boards, stature_cm=190)) == ["profile_contradicts"]


def test_a_sex_that_is_only_probable_contradicts_nothing(boards):
    profile = replace(PROFILE, sex=Sex.PROBABLY_MALE, sex_method=SexMethod.SKULL)

    assert lacks(proposed(boards, profile, sex=Sex.FEMALE)) == []


def test_a_profile_that_nobody_reviewed_does_not_count(boards):
    case = boards.case()
    Examinations(boards.examiner).complete(case)

    person = told(boards, stature_cm=150)
    asked = {"person": person, "evidence": {RemainsCase.objects.get(pk=case.pk): [given()]}}
    identification = do(propose_identification, by=boards.examiner, **asked)

    assert lacks(identification) == ["not_examined"]


def test_nobody_votes_for_it_before_it_is_explained(boards):
    identification = boards.called(proposed(boards, stature_cm=150))

    with pytest.raises(RuleBroken, match="contradicts what is told of the person: stature"):
        do(
            vote,
            by=boards.members[0],
            identification=identification,
            choice=Choice.ESTABLISHED,
        )


def test_the_sentence_tells_neither_value(boards):
    said = str(dossier_of(proposed(boards, stature_cm=150)).lacks[0])

    assert not {"150", "172", "180"} & set(said.replace("–", " ").split())


def test_a_named_person_explains_it_and_the_board_decides(boards):
    identification = explained(boards, proposed(boards, stature_cm=150))

    decided = boards.voted(boards.called(identification), *[Choice.ESTABLISHED] * 2)

    kept = Explanation.objects.get()
    assert (kept.found, kept.told, kept.explained_by) == ("172–180", "150", boards.examiner)
    assert decided.state == "identified"


def test_each_contradiction_is_explained_by_itself(boards):
    identification = explained(boards, proposed(boards, stature_cm=150, sex=Sex.FEMALE))

    assert "person: sex. An" in dossier_of(identification).lacks[0].says


def test_an_explanation_answers_for_the_values_it_names(boards):
    identification = explained(boards, proposed(boards, stature_cm=150))
    person = MissingPerson.objects.get(pk=identification.person_id)

    told_anew = {"surname": "Вигаданенко", "stature_cm": 140}
    do(correct_person, by=boards.examiner, person=person, **told_anew)

    identification.person.refresh_from_db()
    assert lacks(identification) == ["profile_contradicts"]


def test_who_explains_does_not_vote(boards):
    member = of_two_roles(boards, "board member")
    identification = explained(boards, proposed(boards, stature_cm=150), by=member)

    with pytest.raises(NotPermitted, match="gave evidence for this, so does not vote"):
        boards.called(identification, members=[member, boards.members[0]])


def test_who_explains_does_not_certify(boards):
    authority = of_two_roles(boards, "legal authority")
    identification = explained(boards, proposed(boards, stature_cm=150), by=authority)
    decided = boards.voted(boards.called(identification), *[Choice.ESTABLISHED] * 2)

    with pytest.raises(NotPermitted, match="gave evidence for this, so you do not certify"):
        do(certify_identification, by=authority, identification=decided, certificate="C-1")


def test_only_an_examiner_explains_and_only_with_a_reason(boards):
    identification = proposed(boards, stature_cm=150)

    with pytest.raises(NotPermitted, match="another agency"):
        explained(boards, identification, by=boards.coordinator)
    with pytest.raises(RuleBroken, match="how both can be true"):
        do(
            explain_contradiction,
            by=boards.examiner,
            identification=identification,
            case=identification.covered.get().case,
            attribute=Attribute.STATURE,
            because="  ",
        )


def test_what_does_not_contradict_is_not_explained(boards):
    identification = proposed(boards, stature_cm=150)

    with pytest.raises(RuleBroken, match="nothing in this contradicts"):
        explained(boards, identification, Attribute.SEX)
    with pytest.raises(NotPermitted, match="No reviewed examination contradicts"):
        explained(boards, explained(boards, identification))


def test_what_the_deployment_asked_stands_with_the_decision(boards, settings):
    settings.SECONDARY_IDENTIFIERS_NEEDED = 4

    decided = boards.identified()

    assert decided.ballots.get().rules["secondary"] == 4
