"""Who proposes, on which cases, with what evidence."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.models import Identification
from cases.models.identification import Evidence, Identifier
from cases.models.remains import RemainsKind
from cases.operations.identifying import (
    Given,
    add_evidence,
    propose_identification,
    submit_again,
    withdraw_evidence,
)
from cases.operations.voting import recall_board
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from repatriation.ledger.clock import today
from tests.factories.accounts import UserFactory
from tests.factories.boards import SIGNED_ON, given
from tests.factories.steps import do


def propose(boards, by=None, case=None, evidence=None):
    case = case or boards.case()
    rows = [given()] if evidence is None else evidence
    person = boards.person()
    return do(
        propose_identification, by=by or boards.examiner, person=person, evidence={case: rows}
    )


def test_an_examiner_proposes_with_the_evidence_of_each_case(boards):
    identification = propose(boards)

    assert identification.state == "proposed"
    assert identification.reference.startswith("ID-")
    assert list(identification.covered.values_list("evidence__identifier", flat=True)) == ["dna"]


@pytest.mark.parametrize("role", ["mortuary officer", "coordinator", "board member"])
def test_who_does_not_examine_does_not_propose(boards, role):
    at = boards.side.mortuaries[0]

    with pytest.raises(NotPermitted, match="Only a forensic examiner"):
        propose(boards, by=UserFactory(agency=at, role=role))


def test_a_program_does_not_propose(boards):
    program = UserFactory(agency=boards.examiner.agency, role="forensic examiner", program=True)

    with pytest.raises(NotPermitted, match="not by a program"):
        propose(boards, by=program)


def test_an_examiner_elsewhere_does_not_propose_for_a_case_held_here(boards):
    other = boards.side.person("forensic examiner", at=boards.side.mortuaries[1])

    with pytest.raises(NotPermitted, match="neither holds"):
        propose(boards, by=other)


def test_mixed_fragments_are_not_identified_as_one(boards):
    with pytest.raises(NotPermitted, match="several people"):
        propose(boards, case=boards.case(RemainsKind.MIXED_FRAGMENTS))


def test_a_case_that_is_identified_is_not_proposed_again(boards):
    case = boards.case()
    boards.identified(case=case)

    with pytest.raises(NotPermitted, match="stands already"):
        propose(boards, case=case)


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ([], "none inherits"),
        ([Given(Identifier.DNA, " ", "Specialist", SIGNED_ON)], "Name the report"),
        ([Given(Identifier.DNA, "R", "", SIGNED_ON)], "Name the report"),
        ([Given(Identifier.DNA, "R", "S", today() + timedelta(days=1))], "in the future"),
    ],
)
def test_evidence_is_a_signed_report_for_each_case(boards, evidence, said):
    with pytest.raises(RuleBroken, match=said):
        propose(boards, evidence=evidence)

    assert not Identification.objects.exists()


def test_an_identification_is_about_a_case(boards):
    with pytest.raises(RuleBroken, match="at least one case"):
        do(propose_identification, by=boards.examiner, person=boards.person(), evidence={})


def add(boards, identification, case=None, by=None):
    return do(
        add_evidence,
        by=by or boards.examiner,
        identification=identification,
        case=case or identification.covered.get().case,
        given=given(Identifier.IMPLANT),
    )


@pytest.mark.parametrize("outcome", ["returned", "deferred"])
def test_what_came_back_is_submitted_again_with_more(boards, outcome):
    identification = add(boards, boards.voted(boards.under_review(), outcome, outcome))

    identification = do(submit_again, by=boards.examiner, identification=identification)

    assert identification.state == "proposed"
    assert Evidence.objects.filter(covered__identification=identification).count() == 2


def test_evidence_of_a_further_case_covers_it(boards):
    identification = add(boards, boards.proposed(), case=boards.case())

    assert identification.covered.count() == 2


def test_a_further_case_is_one_that_could_be_proposed(boards):
    with pytest.raises(NotPermitted, match="several people"):
        add(boards, boards.proposed(), case=boards.case(RemainsKind.MIXED_FRAGMENTS))


def test_evidence_is_not_added_under_a_board_nor_by_others(boards):
    with pytest.raises(NotPermitted, match="Recall the board first"):
        add(boards, boards.under_review())
    with pytest.raises(NotPermitted, match="Evidence is added before a board votes"):
        add(boards, boards.identified())
    with pytest.raises(NotPermitted, match="another agency"):
        add(boards, boards.proposed(), by=boards.coordinator)


def test_another_agency_does_not_submit_it_again(boards):
    identification = boards.voted(boards.under_review(), "deferred", "deferred")
    other = boards.side.person("forensic examiner", at=boards.side.mortuaries[1])

    with pytest.raises(NotPermitted, match="another agency"):
        do(submit_again, by=other, identification=identification)


def test_only_an_examiner_submits_it_again(boards):
    identification = boards.voted(boards.under_review(), "deferred", "deferred")

    with pytest.raises(NotPermitted, match="Only a forensic examiner"):
        do(submit_again, by=boards.side.mortuary_officer, identification=identification)


def test_what_is_before_a_board_is_not_submitted_again(boards):
    with pytest.raises(TransitionNotAllowed):
        do(submit_again, by=boards.examiner, identification=boards.under_review())


def withdraw(boards, identification, because="The sample was mislabelled.", by=None):
    evidence = Evidence.objects.get(covered__identification=identification)
    return do(
        withdraw_evidence,
        by=by or boards.examiner,
        identification=identification,
        evidence=evidence,
        because=because,
    )


@pytest.mark.parametrize("standing", ["identified", "certified"])
def test_withdrawn_evidence_contests_what_rests_on_it(boards, standing):
    identification = getattr(boards, standing)()

    withdraw(boards, identification)

    identification.refresh_from_db()
    assert identification.state == "contested"
    assert identification.contested_because == "evidence_withdrawn"
    assert identification.contested_by == boards.examiner


def test_withdrawn_evidence_of_a_proposal_contests_nothing(boards):
    identification = boards.proposed()

    withdraw(boards, identification)

    identification.refresh_from_db()
    assert identification.state == "proposed"


def test_evidence_is_withdrawn_once_and_with_a_reason(boards):
    identification = boards.proposed()
    with pytest.raises(RuleBroken, match="Say why"):
        withdraw(boards, identification, because=" ")
    withdraw(boards, identification)
    identification.refresh_from_db()

    with pytest.raises(RuleBroken, match="no evidence of it that still stands"):
        withdraw(boards, identification)


def test_the_evidence_of_another_identification_is_not_withdrawn_with_this_one(boards):
    other = boards.proposed().covered.get().evidence.get()

    with pytest.raises(RuleBroken, match="no evidence of it"):
        do(
            withdraw_evidence,
            by=boards.examiner,
            identification=boards.proposed(),
            evidence=other,
            because="x",
        )


def test_evidence_does_not_change_under_a_board_that_votes(boards):
    identification = boards.under_review()
    with pytest.raises(NotPermitted, match="Recall the board first"):
        withdraw(boards, identification)

    identification = do(recall_board, by=boards.coordinator, identification=identification)
    withdraw(boards, identification)


@pytest.mark.parametrize(
    ("who", "said"),
    [("mortuary_officer", "Only a forensic examiner"), ("coordinator", "another agency")],
)
def test_evidence_is_withdrawn_by_an_examiner_of_the_agency(boards, who, said):
    with pytest.raises(NotPermitted, match=said):
        withdraw(boards, boards.proposed(), by=getattr(boards.side, who))


def test_the_store_takes_no_identification_that_was_never_proposed(boards):
    with pytest.raises(IntegrityError, match="begins as a proposal"), transaction.atomic():
        Identification.objects.create(
            reference="ID-26-0001-X",
            person=boards.person(),
            agency=boards.examiner.agency,
            proposed_by=boards.examiner,
            state="identified",
        )
