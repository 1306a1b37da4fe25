"""The papers of a board: what stands on each, who issues them, and what they never tell."""

import pytest

from cases.models.identification import Evidence, Identifier
from cases.operations.board_papers.report import issue_report
from cases.operations.certifying import annul_certificate
from cases.operations.identifying import propose_identification, withdraw_evidence
from repatriation.audit.models import Event
from repatriation.documents.models import IssuedDocument
from repatriation.errors import NotPermitted, Stale
from tests.cases.identification.papers import (
    again,
    dossier,
    report,
    verified,
)
from tests.factories.associations import Associations
from tests.factories.boards import given
from tests.factories.samples import Laboratory
from tests.factories.steps import do

NAME = "Вигаданенко"


def test_a_report_says_what_was_decided_on_what_by_whom_and_who_certified(boards, text_of):
    row = boards.certified()

    said = text_of(report(boards, row))

    case = row.covered.get().case
    for part in (
        f"Person sought {row.person}",
        f"1 {case} body a primary identifier of its own",
        f"1 {case} DNA concordant Report 7-2025, signed by Specialist One, 2025-03-01",
        f"C-17, {boards.authority.agency}, {boards.authority.name}",
        "Question Is this the person?",
        "Outcome established",
        "quorum and votes for: at least 2",
        "independent secondary identifiers: at least 3",
        "Nobody dissented.",
        f"Board member: {boards.members[0].name}",
        f"For the legal authority: {boards.authority.agency}",
    ):
        assert part in said


def test_a_report_prints_no_name_of_the_dead(boards, text_of):
    said = text_of(report(boards, boards.identified(person=boards.person(NAME))))

    assert NAME not in said
    assert "not certified: this is the scientific decision alone" in said
    assert "For the legal authority" not in said


def test_dissent_stands_with_its_reason(boards, text_of):
    boards.members.append(boards.side.person("board member", name="c"))
    row = boards.voted(boards.under_review(), "established", "established", "not_established")

    said = text_of(report(boards, row))

    assert "not established as read" in said
    assert "Dissent: 1." in said


def test_the_rules_are_those_of_the_decision(boards, text_of, settings):
    settings.SECONDARY_IDENTIFIERS_NEEDED, settings.IDENTIFIERS_ALWAYS_REQUIRED = 4, ["dna"]
    row = boards.identified()

    settings.SECONDARY_IDENTIFIERS_NEEDED, settings.IDENTIFIERS_ALWAYS_REQUIRED = 2, []

    said = text_of(report(boards, row))
    assert "independent secondary identifiers: at least 4" in said
    assert "always required: DNA" in said


def test_a_laboratorys_result_stands_with_all_it_rests_on(boards, text_of):
    house = Laboratory(boards)
    case, person = boards.case(), boards.person()
    sample, reference = house.pair(again(case), person)
    result = house.result(sample, reference, prior="even", software="Kinship 2.1")
    evidence = {again(case): [given(result=result)]}
    row = do(propose_identification, by=boards.examiner, person=person, evidence=evidence)
    decided = boards.voted(boards.called(row), "established", "established")

    said = text_of(report(boards, decided))

    for part in (
        f"Laboratory {house.agency}",
        f"Sample number {sample}",
        f"Compared with {reference}",
        "Marker system autosomal STR",
        "Hypothesis of one person",
        "Alternative hypothesis of two unrelated people",
        "Likelihood ratio 2.51 × 10^9 (log10 = 9.4)",
        "Prior, as the laboratory states it even",
        "Software and version Kinship 2.1",
        "Signed report Report 12, Specialist One, 2025-03-01",
        "It is not a probability of identity",
    ):
        assert part in said


def test_withdrawn_evidence_is_printed_as_withdrawn(boards, text_of):
    row = boards.proposed(Identifier.DNA, Identifier.MARKS)
    marks = Evidence.objects.get(covered__identification=row, identifier="marks")
    do(withdraw_evidence, by=boards.examiner, identification=again(row), evidence=marks,
       because="another man's tattoo")  # fmt: skip

    said = text_of(dossier(boards, row))

    assert "withdrawn: another man's tattoo" in said


def test_a_case_that_rests_on_an_association_says_so(boards, text_of):
    house = Associations(boards.side)
    first, second = house.parts(2)
    house.accepted(first, second)
    evidence = {again(first): [given()], again(second): []}
    person = boards.person()
    row = do(propose_identification, by=boards.examiner, person=person, evidence=evidence)
    decided = boards.voted(boards.called(row), "established", "established")

    said = text_of(report(boards, decided))

    assert "an accepted association with a covered case that has its own: AS-" in said
    assert "A case that is not named here has no evidence of its own" in said


def test_two_languages_stand_side_by_side(boards, text_of):
    said = text_of(report(boards, boards.identified(), languages=("en", "uk")))

    assert "Outcome" in said
    assert "DNA" in said
    assert "ДНК" in said
    assert "Сторінка 1 з" in said


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("proposed", "nothing to report yet"),
        ("under_review", "nothing to report yet"),
        ("contested", "no report is issued until a board has upheld it"),
        ("revoked", "It was revoked"),
    ],
)
def test_no_report_is_issued_of_what_does_not_stand(boards, state, why):
    made = {
        "proposed": boards.proposed,
        "under_review": boards.under_review,
        "contested": boards.contested,
        "revoked": lambda: boards.contest_voted(boards.contested(), "revoked", "revoked"),
    }
    row = made[state]()

    with pytest.raises(NotPermitted, match=why):
        report(boards, row)
    assert not IssuedDocument.objects.exists()


def test_a_report_of_what_was_contested_is_superseded_for_ever(boards):
    row = boards.identified()
    first = report(boards, row)
    assert "Issued here. No newer" in verified(first)

    boards.contested(again(row))
    assert "superseded" in verified(first)

    upheld = boards.contest_voted(again(row), "upheld", "upheld")
    second = report(boards, upheld)

    assert "superseded" in verified(first)
    assert "superseded" not in verified(second)


def test_a_report_of_what_was_revoked_is_never_valid_again(boards):
    row = boards.certified()
    issued = report(boards, row)
    boards.contest_voted(boards.contested(again(row)), "revoked", "revoked")
    do(annul_certificate, by=boards.authority, identification=again(row), annulment="A-1")

    page = verified(issued)

    assert again(row).state == "revoked"
    assert "What this paper states no longer holds." in page
    assert "No newer version" not in page


def test_withdrawn_evidence_supersedes_the_report(boards):
    row = boards.identified()
    issued = report(boards, row)

    evidence = Evidence.objects.get(covered__identification=row)
    withdrawing = {"evidence": evidence, "because": "mixed up"}
    do(withdraw_evidence, by=boards.examiner, identification=again(row), **withdrawing)

    assert "superseded" in verified(issued)


@pytest.mark.parametrize("role", ["coordinator", "forensic examiner", "legal authority"])
def test_who_issues_reports(boards, role):
    by = {
        "coordinator": boards.coordinator,
        "forensic examiner": boards.examiner,
        "legal authority": boards.authority,
    }[role]

    assert report(boards, boards.identified(), by=by).number == 1


@pytest.mark.parametrize("role", ["auditor", "board member", "release officer", "family liaison"])
def test_who_issues_none(boards, role):
    row, by = boards.identified(), boards.side.person(role)

    with pytest.raises(NotPermitted, match="is issued by a coordinator"):
        report(boards, row, by=by)


def test_a_program_and_the_other_side_issue_none(boards, other_side):
    row, called = boards.identified(), boards.under_review()
    for by, why in (
        (boards.side.program("coordinator"), "not by a program"),
        (other_side.coordinator, "by its own side"),
    ):
        with pytest.raises(NotPermitted, match=why):
            report(boards, row, by=by)
        with pytest.raises(NotPermitted, match=why):
            dossier(boards, called, by=by)


def test_a_stale_page_issues_none(boards):
    row = boards.identified()
    row.version -= 1

    with pytest.raises(Stale):
        do(issue_report, by=boards.coordinator, identification=row, languages=["en"])


def test_each_issue_is_recorded(boards):
    row = boards.identified()
    report(boards, row)

    said = Event.objects.of(row).first().facts

    assert said["kind"] == "cases.report_issued"
    assert said["details"]["number"] == 1
