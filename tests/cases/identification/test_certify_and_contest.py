"""The legal step, and the way back."""

import pytest

from cases.models.board import Choice
from cases.models.identification import ContestReason, Evidence
from cases.operations.certifying import annul_certificate, certify_identification
from cases.operations.contesting import contest_identification
from cases.operations.voting import call_board
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from tests.factories.accounts import UserFactory
from tests.factories.steps import do

REVOKED, UPHELD = Choice.REVOKED, Choice.UPHELD


def certify(identification, by, number="C-17"):
    return do(certify_identification, by=by, identification=identification, certificate=number)


def annul(identification, by, number="A-3"):
    return do(annul_certificate, by=by, identification=identification, annulment=number)


def test_the_authority_certifies_what_the_board_decided(boards):
    identification = boards.certified()

    assert identification.state == "certified"
    assert identification.certified_by == boards.authority


def test_only_the_authority_of_the_side_certifies(boards):
    identification = boards.identified()
    program = UserFactory(agency=boards.authority.agency, role="legal authority", program=True)
    refused = {
        boards.coordinator: "Only the legal authority",
        program: "not by a program",
        UserFactory(role="legal authority"): "outside the jurisdiction",
    }

    for who, said in refused.items():
        with pytest.raises(NotPermitted, match=said):
            certify(identification, who)


def test_who_proposed_or_voted_does_not_certify(boards):
    roles = ["legal authority", "board member", "forensic examiner"]
    many = UserFactory(agency=boards.examiner.agency, role=roles)
    boards.members[0] = many
    with pytest.raises(NotPermitted, match="You voted"):
        certify(boards.identified(), many)

    boards.members[0] = boards.side.person("board member", name="c")
    boards.examiner = many
    with pytest.raises(NotPermitted, match="Who proposed"):
        certify(boards.identified(), many)


def test_who_gave_evidence_does_not_certify(boards):
    roles = ["legal authority", "forensic examiner"]
    giver = UserFactory(agency=boards.examiner.agency, role=roles)
    identification = boards.identified()
    Evidence.objects.update(added_by=giver)

    with pytest.raises(NotPermitted, match="You gave evidence"):
        certify(identification, giver)


def test_a_certificate_has_a_number_and_is_given_once(boards):
    identification = boards.identified()
    with pytest.raises(RuleBroken, match="number of the document"):
        certify(identification, boards.authority, " ")
    identification = certify(identification, boards.authority)

    with pytest.raises(NotPermitted, match="certified already, by number C-17"):
        certify(identification, boards.authority)


def test_what_no_board_decided_is_not_certified(boards):
    with pytest.raises(TransitionNotAllowed, match="Only an identification the board has decided"):
        certify(boards.proposed(), boards.authority)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("mortuary_officer", "contested by an examiner"),
        ("program", "not by a program"),
        ("stranger", "own side"),
    ],
)
def test_who_may_not_contest(boards, who, said):
    by = {
        "mortuary_officer": boards.side.mortuary_officer,
        "program": boards.side.program("coordinator"),
        "stranger": UserFactory(role="coordinator"),
    }[who]

    with pytest.raises(NotPermitted, match=said):
        do(
            contest_identification,
            by=by,
            identification=boards.identified(),
            because=ContestReason.CONTRADICTION,
            note="n",
        )


def test_a_contest_says_why(boards):
    with pytest.raises(RuleBroken, match="Say what is contested"):
        do(
            contest_identification,
            by=boards.coordinator,
            identification=boards.identified(),
            because=ContestReason.CONTRADICTION,
            note=" ",
        )


def test_two_votes_uphold_it(boards):
    identification = boards.contest_voted(boards.contested(), UPHELD, UPHELD)

    assert identification.state == "upheld"
    assert identification.covered.get().stands
    assert certify(identification, boards.authority).state == "certified"


def test_two_votes_revoke_it_and_the_person_is_sought_again(boards):
    case, person = boards.case(), boards.person()
    contested = boards.contested(boards.identified(case=case, person=person))

    identification = boards.contest_voted(contested, REVOKED, REVOKED)

    assert identification.state == "revoked"
    assert not identification.covered.get().stands
    person.refresh_from_db()
    assert person.state == "sought"
    assert boards.identified(case=case, person=person).is_standing


def test_a_board_that_disagrees_leaves_it_contested(boards):
    identification = boards.contest_voted(boards.contested(), UPHELD, REVOKED)

    assert identification.state == "contested"
    assert boards.contest_voted(identification, UPHELD, UPHELD).state == "upheld"


def test_who_contests_does_not_vote_on_it(boards):
    both = UserFactory(agency=boards.coordinator.agency, role=["board member", "coordinator"])
    identified, caller = boards.identified(), boards.coordinator
    boards.coordinator = both
    contested = boards.contested(identified)

    with pytest.raises(NotPermitted, match="submitted this"):
        do(call_board, by=caller, identification=contested, members=[both, boards.members[0]])


def test_a_certified_one_is_revoked_by_board_and_annulment(boards):
    contested = boards.contested(boards.certified())

    voted = boards.contest_voted(contested, REVOKED, REVOKED)

    assert voted.state == "contested"
    with pytest.raises(NotPermitted, match="what is missing is the annulment"):
        boards.contest_voted(voted, UPHELD, UPHELD)
    assert annul(voted, boards.authority).state == "revoked"


def test_the_annulment_may_come_first(boards):
    contested = annul(boards.contested(boards.certified()), boards.authority)

    assert contested.state == "contested"
    assert boards.contest_voted(contested, REVOKED, REVOKED).state == "revoked"


def test_an_earlier_revocation_does_not_count_for_a_later_contest(boards):
    upheld = boards.contest_voted(boards.contested(boards.certified()), UPHELD, UPHELD)
    contested = boards.contested(upheld)

    assert annul(contested, boards.authority).state == "contested"


def test_what_was_annulled_and_upheld_is_certified_anew(boards):
    contested = annul(boards.contested(boards.certified()), boards.authority)
    upheld = boards.contest_voted(contested, UPHELD, UPHELD)

    assert certify(upheld, boards.authority, "C-18").certificate == "C-18"


def test_only_a_certificate_in_force_is_annulled(boards):
    contested = boards.contested()
    with pytest.raises(NotPermitted, match="never certified"):
        annul(contested, boards.authority)
    certified = boards.certified()
    with pytest.raises(TransitionNotAllowed, match="while it is contested"):
        annul(certified, boards.authority)
    annulled = annul(boards.contested(certified), boards.authority)
    with pytest.raises(NotPermitted, match="annulled already"):
        annul(annulled, boards.authority)
    with pytest.raises(NotPermitted, match="Only the legal authority"):
        annul(annulled, boards.coordinator)
