"""What a dossier is refused for: every reason at once, each with its sentence."""

from decimal import Decimal

import pytest

from cases.models import (
    Association,
    Candidate,
    Examination,
    Exclusion,
    Merge,
    MissingPerson,
    Outcome,
    RemainsCase,
    Weighing,
)
from cases.models.board import Choice
from cases.models.identification import Basis, Evidence, Identifier
from cases.models.remains import RemainsKind
from cases.operations.identifying import cover_case, propose_identification
from cases.operations.results import correct_result, withdraw_result
from cases.operations.voting import vote
from cases.policies.bases import dossier_of
from cases.policies.identifications import why_not_establish
from repatriation.errors import RuleBroken
from repatriation.ledger.clock import now
from tests.factories.boards import given
from tests.factories.examinations import Examinations
from tests.factories.samples import Laboratory, supports
from tests.factories.steps import do

AGAINST = Evidence.Finding.CONTRADICTS


def proposed_with(boards, evidence, person=None):
    person = person or boards.person()
    boards.reviewed(*evidence)
    return do(propose_identification, by=boards.examiner, person=person, evidence=evidence)


def codes(identification) -> list[str]:
    return [lack.code for lack in dossier_of(identification).lacks]


def accepted(boards, one, other, **more) -> Association:
    first, second = sorted([one, other], key=lambda case: case.pk)
    said = {
        "reference": f"AS-26-{Association.objects.count() + 1:04}-X",
        "first": first,
        "second": second,
        "basis": "physical_fit",
        "note": "the edges fit",
        "state": "accepted",
        "agency": boards.examiner.agency,
        "proposed_by": boards.examiner,
        "decided_by": boards.side.person("forensic examiner", name="second"),
        "decided_at": now(),
    }
    return Association.objects.create(**said | more)


@pytest.mark.parametrize(
    ("identifiers", "number"),
    [
        (["implant", "implant", "marks"], 2),
        (["disc", "clothing", "documents", "effects"], 1),
        (["disc", "clothing", "implant"], 2),
        (["disc", "implant", "marks"], 3),
    ],
)
def test_secondary_identifiers_count_where_they_are_independent(boards, identifiers, number):
    identification = boards.proposed(*map(Identifier, identifiers))

    is_enough = why_not_establish(identification) is None

    assert is_enough is (number >= 3)
    if not is_enough:
        assert f"there are {number}." in why_not_establish(identification)


def test_how_many_secondary_identifiers_is_the_deployments(boards, settings):
    identification = boards.proposed(Identifier.IMPLANT, Identifier.MARKS)

    settings.SECONDARY_IDENTIFIERS_NEEDED = 2

    assert why_not_establish(identification) is None


def test_what_contradicts_does_not_count_as_an_identifier(boards):
    evidence = [
        given(Identifier.IMPLANT),
        given(Identifier.MARKS),
        given(Identifier.OLD_INJURY, finding=AGAINST),
    ]

    identification = proposed_with(boards, {boards.case(): evidence})

    assert codes(identification) == ["contradicted", "no_basis"]


def test_a_case_may_rest_on_an_association_with_a_case_that_has_its_own(boards):
    case, leg = boards.case(), boards.case()
    association = accepted(boards, case, leg)
    identification = proposed_with(boards, {case: [given()], leg: []})

    first, second = dossier_of(identification).cases

    assert (first.basis, second.basis) == (Basis.PRIMARY, Basis.ASSOCIATION)
    assert (second.association, second.rests_on) == (association, case)
    identification = boards.voted(boards.called(identification), *[Choice.ESTABLISHED] * 2)
    kept = identification.covered.get(case=leg)
    assert (kept.stands, kept.basis, kept.association) == (True, "association", association)


def test_an_association_does_not_reach_over_a_third_case(boards):
    case, leg, foot = boards.case(), boards.case(), boards.case()
    accepted(boards, case, leg)
    accepted(boards, leg, foot)

    identification = proposed_with(boards, {case: [given()], leg: [], foot: []})

    assert [str(lack.case) for lack in dossier_of(identification).lacks] == [str(foot)]


def test_an_association_that_was_withdrawn_carries_no_longer(boards):
    case, leg = boards.case(), boards.case()
    accepted(boards, case, leg)
    identification = proposed_with(boards, {case: [given()], leg: []})
    Association.objects.update(
        state="withdrawn",
        withdrawn_by=boards.examiner,
        withdrawn_at=now(),
        withdrawn_because="another bone",
    )

    assert codes(identification) == ["no_basis"]


def test_an_association_that_is_only_proposed_does_not_carry(boards):
    case, leg = boards.case(), boards.case()
    accepted(boards, case, leg, state="proposed", decided_by=None, decided_at=None)

    with pytest.raises(RuleBroken, match="none inherits another's"):
        proposed_with(boards, {case: [given()], leg: []})


def test_a_case_without_evidence_or_association_is_not_covered(boards):
    case = boards.case()

    with pytest.raises(RuleBroken, match="none inherits another's"):
        proposed_with(boards, {case: [given()], boards.case(): []})
    with pytest.raises(RuleBroken, match="none inherits another's"):
        cover(boards, boards.proposed(case=case), boards.case())


def cover(boards, identification, case):
    return do(cover_case, by=boards.examiner, identification=identification, case=case)


def test_an_associated_case_is_covered_later_and_once(boards):
    case, leg = boards.case(), boards.case()
    accepted(boards, case, leg)

    identification = cover(boards, boards.proposed(case=case), leg)

    boards.reviewed(leg)
    assert why_not_establish(identification) is None
    with pytest.raises(RuleBroken, match="covered already"):
        cover(boards, identification, leg)


def contradicted(boards):
    evidence = [given(), given(Identifier.MARKS, finding=AGAINST)]
    return proposed_with(boards, {boards.case(): evidence})


def excluded(boards):
    identification = boards.proposed()
    case = identification.covered.get().case
    candidate = Candidate.objects.create(
        reference="CA-26-0001-X", case=case, person=identification.person, score=1.0
    )
    weighing = Weighing.objects.create(candidate=candidate, score=1.0, terms=[], versions={})
    Exclusion.objects.create(
        candidate=candidate,
        ground="stature",
        note="20 cm apart",
        weighing=weighing,
        excluded_by=boards.examiner,
    )
    return identification


def of_mixed_fragments(boards):
    identification = boards.proposed()
    RemainsCase.objects.update(kind=RemainsKind.MIXED_FRAGMENTS)
    return identification


def of_a_case_that_stands(boards):
    case = boards.case()
    identification = boards.proposed(case=case)
    boards.identified(case=case)
    return identification


def of_a_person_who_stands(boards):
    person = boards.person()
    identification = boards.proposed(person=person)
    boards.identified(person=person)
    return identification


def of_a_person_reported_alive(boards):
    identification = boards.proposed()
    Outcome.objects.create(
        person=identification.person,
        kind="located_alive",
        evidence="a letter",
        reported_by=boards.coordinator,
    )
    return identification


def of_a_merged_record(boards):
    identification = boards.proposed()
    person, into = identification.person, boards.person()
    Merge.objects.create(person=person, into=into, because="one man", merged_by=boards.examiner)
    MissingPerson.objects.filter(pk=person.pk).update(merged_into=into)
    return identification


REASONS = {
    "no_basis": (
        lambda boards: boards.proposed(Identifier.MARKS),
        "needs friction ridges, odontology or DNA with a signed report",
    ),
    "contradicted": (contradicted, r"a finding contradicts it.*marks and tattoos"),
    "excluded": (excluded, "the pair is excluded, and that was not taken back"),
    "mixed_fragments": (of_mixed_fragments, "mixed fragments may be of several people"),
    "case_stands_elsewhere": (of_a_case_that_stands, "another identification of it stands"),
    "person": (of_a_person_who_stands, "Another identification of this person stands"),
    "person, alive": (of_a_person_reported_alive, "A report that this person is alive"),
    "person, merged": (of_a_merged_record, "was merged into"),
}


@pytest.mark.parametrize("code", REASONS)
def test_a_dossier_is_refused_for_each_reason(boards, code):
    make, sentence = REASONS[code]
    identification = make(boards)
    identification.refresh_from_db()

    assert code.split(",")[0] in codes(identification)
    called = boards.called(identification)
    with pytest.raises(RuleBroken, match=sentence):
        do(vote, by=boards.members[0], identification=called, choice=Choice.ESTABLISHED)


def test_every_reason_of_every_case_is_given_at_once(boards, settings):
    settings.IDENTIFIERS_ALWAYS_REQUIRED = ["dna"]
    arm, leg = boards.case(), boards.case()
    identification = proposed_with(
        boards,
        {arm: [given(Identifier.MARKS)], leg: [given(Identifier.DISC, finding=AGAINST)]},
    )

    lacks = dossier_of(identification).lacks

    assert [(lack.case, lack.code) for lack in lacks] == [
        (arm, "always_required"),
        (arm, "no_basis"),
        (leg, "contradicted"),
        (leg, "always_required"),
        (leg, "no_basis"),
    ]
    said = why_not_establish(identification)
    assert all(str(lack) in said for lack in lacks)


def test_what_fell_away_since_the_first_votes_is_not_established_by_the_last(boards):
    boards.members.append(boards.side.person("board member", name="c"))
    identification = boards.under_review()
    for member in boards.members[:2]:
        identification = do(
            vote, by=member, identification=identification, choice=Choice.ESTABLISHED
        )
    Evidence.objects.update(finding=AGAINST)

    identification = do(
        vote,
        by=boards.members[2],
        identification=identification,
        choice=Choice.NOT_ESTABLISHED,
        reason="the marks",
    )

    assert identification.state == "deferred"


def test_remains_are_reviewed_by_a_second_person_before_a_board_decides(boards):
    case = boards.case()
    identification = do(
        propose_identification,
        by=boards.examiner,
        person=boards.person(),
        evidence={case: [given()]},
    )

    assert codes(identification) == ["not_examined"]
    boards.reviewed(case)
    assert codes(identification) == []


def test_an_examination_that_is_not_reviewed_is_not_enough(boards):
    case = boards.case()
    Examinations(boards.examiner).complete(case)

    identification = do(
        propose_identification,
        by=boards.examiner,
        person=boards.person(),
        evidence={case: [given()]},
    )

    assert codes(identification) == ["not_examined"]


def test_examined_once_is_examined_when_it_is_examined_again(boards):
    identification = boards.proposed()
    case = identification.covered.get().case
    Examination.objects.filter(case=case).update(state="reopened")

    Examinations(boards.examiner).started(case)

    assert codes(identification) == []


def test_a_result_that_excludes_blocks_until_it_is_withdrawn(boards):
    identification = boards.proposed()
    laboratory = Laboratory(boards)
    pair = laboratory.pair(identification.covered.get().case, identification.person)

    result = laboratory.result(*pair, conclusion="excludes", log10_lr=Decimal("-6"))

    assert codes(identification) == ["result_excludes"]
    assert f"{result} (Report 12)" in why_not_establish(identification)
    do(withdraw_result, by=laboratory.analyst, result=result, because="mixed up")
    assert codes(identification) == []


def test_a_result_that_excludes_blocks_until_it_is_corrected(boards):
    identification = boards.proposed()
    laboratory = Laboratory(boards)
    sample, reference = laboratory.pair(identification.covered.get().case, identification.person)
    result = laboratory.result(reference, sample, conclusion="excludes", log10_lr=Decimal("-6"))
    assert codes(identification) == ["result_excludes"]

    do(correct_result, by=laboratory.analyst, result=result, reported=supports(sample))

    assert codes(identification) == []


def test_a_result_that_excludes_another_person_blocks_nothing(boards):
    identification = boards.proposed()
    laboratory = Laboratory(boards)
    pair = laboratory.pair(identification.covered.get().case, boards.person("Іншенко"))

    laboratory.result(*pair, conclusion="excludes", log10_lr=Decimal("-6"))

    assert codes(identification) == []
