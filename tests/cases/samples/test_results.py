"""What a laboratory reports; what is corrected, withdrawn, recorded from paper and checked."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from cases.models import Evidence, Identification, LabResult, Sample
from cases.models.result import Conclusion, Quality
from cases.operations.identifying import Given, propose_identification
from cases.operations.results import (
    check_result,
    correct_result,
    report_result,
    withdraw_result,
)
from cases.operations.sampling import ask_repeat, lose_sample, withdraw_sample
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from repatriation.ledger.clock import today
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.boards import SIGNED_ON
from tests.factories.samples import no_profile, supports
from tests.factories.steps import do


@pytest.fixture
def pair(laboratory):
    return laboratory.pair()


def test_a_program_of_the_laboratory_reports_a_result(laboratory, pair):
    sample, reference = pair

    result = laboratory.result(sample, reference, by=laboratory.program)

    sample.refresh_from_db()
    assert sample.state == "resulted"
    assert result.is_standing
    assert list(result.compared_with.all()) == [reference]


def test_a_laboratory_that_was_not_sent_the_sample_reports_nothing(laboratory, pair):
    party = laboratory.boards.side.party
    other = UserFactory(
        agency=AgencyFactory(party=party, kind="laboratory"), role="forensic examiner"
    )

    with pytest.raises(NotPermitted, match="not sent to your laboratory"):
        laboratory.result(*pair, by=other)


def test_nothing_is_reported_of_a_sample_that_was_not_sent(laboratory):
    with pytest.raises(NotPermitted, match="not sent to your laboratory"):
        laboratory.result(laboratory.sample(), laboratory.pair()[1])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"report": " "}, "Name the report"),
        ({"signed_by": ""}, "Name the report"),
        ({"signed_on": today() + timedelta(days=1)}, "in the future"),
        ({"compared_with": ()}, "name the samples it was compared with"),
        ({"log10_lr": None}, "gives the likelihood ratio"),
        ({"hypothesis": ""}, "gives the likelihood ratio"),
        ({"alternative": " "}, "gives the likelihood ratio"),
        ({"log10_lr": Decimal(1001)}, "logarithm to base 10"),
        ({"quality": Quality.NONE}, "Without a profile the quality"),
        ({"conclusion": Conclusion.PROFILE}, "Without a comparison"),
    ],
)
def test_half_a_conclusion_is_refused(laboratory, pair, wrong, said):
    sample, reference = pair

    with pytest.raises(RuleBroken, match=said):
        laboratory.result(sample, **{"compared_with": [reference]} | wrong)

    assert not LabResult.objects.exists()


def test_that_no_profile_was_obtained_is_a_result(laboratory, pair):
    result = do(report_result, by=laboratory.analyst, sample=pair[0], reported=no_profile())

    assert result.conclusion == "no_profile"


def test_a_sample_is_compared_with_what_the_laboratory_has(laboratory, pair):
    sample, reference = pair
    kept = laboratory.reference()
    do(lose_sample, by=laboratory.examiner, sample=reference, because="no parcel")
    refused = {sample: "not compared with itself", kept: "not sent to", reference: "is lost"}

    for other, said in refused.items():
        with pytest.raises(NotPermitted, match=said):
            laboratory.result(Sample.objects.get(pk=sample.pk), Sample.objects.get(pk=other.pk))


def test_a_result_from_paper_stands_when_a_second_person_has_checked_it(laboratory, pair):
    sample, reference = pair
    with pytest.raises(RuleBroken, match="Say which paper"):
        laboratory.result(sample, reference, by=laboratory.examiner)
    result = laboratory.result(sample, reference, by=laboratory.examiner, source="Letter 5")
    assert result not in LabResult.objects.standing()
    with pytest.raises(NotPermitted, match="You recorded this yourself"):
        do(check_result, by=laboratory.examiner, result=result)
    with pytest.raises(NotPermitted, match="of the own side"):
        do(check_result, by=UserFactory(role="coordinator"), result=result)

    do(check_result, by=laboratory.boards.coordinator, result=result)

    assert result in LabResult.objects.standing()


def test_a_correction_is_a_new_result_that_names_the_old_one(laboratory, pair):
    sample, reference = pair
    first = laboratory.result(sample, reference)

    second = do(
        correct_result,
        by=laboratory.analyst,
        result=first,
        reported=supports(reference, log10_lr=Decimal("2.1")),
    )

    assert list(LabResult.objects.standing()) == [second]
    with pytest.raises(NotPermitted, match="corrected already"):
        do(
            correct_result,
            by=laboratory.analyst,
            result=LabResult.objects.get(pk=first.pk),
            reported=supports(reference),
        )


def test_a_laboratory_corrects_its_own_result_when_another_has_the_sample(laboratory, pair):
    sample, reference = pair
    first = laboratory.result(sample, reference)
    do(ask_repeat, by=laboratory.analyst, sample=again(sample), because="a second opinion")
    house, laboratory.agency = (
        laboratory.agency,
        AgencyFactory(party=laboratory.boards.side.party, kind="laboratory"),
    )
    laboratory.sent(again(sample))

    newer = do(correct_result, by=laboratory.analyst, result=first, reported=no_profile())

    assert (newer.laboratory, newer.recorded_from) == (house, "")


def again(sample):
    return Sample.objects.get(pk=sample.pk)


def test_only_the_laboratory_withdraws_what_it_reported(laboratory, pair):
    result = laboratory.result(*pair)
    with pytest.raises(NotPermitted, match="by the laboratory that reported it"):
        do(withdraw_result, by=laboratory.examiner, result=result, because="wrong")
    with pytest.raises(RuleBroken, match="Say why"):
        do(withdraw_result, by=laboratory.analyst, result=result, because=" ")

    do(withdraw_result, by=laboratory.analyst, result=result, because="contaminated")

    assert not LabResult.objects.standing().exists()


@pytest.fixture
def standing(laboratory):
    """An identification that a board decided on a laboratory's result."""
    case, person = laboratory.boards.case(), laboratory.boards.person()
    result = laboratory.result(*laboratory.pair(case, person))
    given = Given("dna", result.report, result.signed_by, SIGNED_ON, result=result)
    proposed = do(
        propose_identification, by=laboratory.examiner, person=person, evidence={case: [given]}
    )
    boards = laboratory.boards
    return boards.voted(boards.called(proposed), "established", "established"), result


def test_what_rests_on_a_withdrawn_result_is_contested(laboratory, standing):
    identification, result = standing

    do(withdraw_result, by=laboratory.program, result=result, because="contaminated")

    identification.refresh_from_db()
    assert identification.state == "contested"
    assert identification.contested_because == "evidence_withdrawn"


def test_what_rests_on_a_corrected_result_is_contested(laboratory, standing):
    identification, result = standing
    reported = supports(*result.compared_with.all(), log10_lr=Decimal("1.0"))

    do(correct_result, by=laboratory.analyst, result=result, reported=reported)

    identification.refresh_from_db()
    assert identification.state == "contested"


@pytest.mark.parametrize(("is_mistake", "state"), [(True, "contested"), (False, "identified")])
def test_a_sample_taken_by_mistake_takes_what_rests_on_it(laboratory, standing, is_mistake, state):
    identification, result = standing
    reference = result.compared_with.get()

    do(
        withdraw_sample,
        by=laboratory.examiner,
        sample=reference,
        because="of a neighbour",
        is_mistake=is_mistake,
    )

    identification.refresh_from_db()
    assert identification.state == state


def test_evidence_that_names_no_result_rests_on_all_dna_of_its_case(laboratory):
    boards = laboratory.boards
    case = boards.case()
    result = laboratory.result(*laboratory.pair(case))
    identification = boards.identified(case=case)
    other = boards.identified(person=boards.person("Інакшенко"))

    do(withdraw_result, by=laboratory.analyst, result=result, because="contaminated")

    states = [Identification.objects.get(pk=one.pk).state for one in (identification, other)]
    assert states == ["contested", "identified"]


def test_a_result_about_another_case_is_no_evidence(laboratory):
    result = laboratory.result(*laboratory.pair())
    given = Given("dna", result.report, result.signed_by, SIGNED_ON, result=result)

    with pytest.raises(RuleBroken, match="no standing result about DNA of"):
        do(
            propose_identification,
            by=laboratory.examiner,
            person=laboratory.boards.person(),
            evidence={laboratory.boards.case(): [given]},
        )

    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases_labresult SET log10_lr = 12",
        "UPDATE cases_labresult SET conclusion = 'excludes'",
        "UPDATE cases_labresult SET withdrawn_at = now()",
        "UPDATE cases_labresult SET checked_by_id = reported_by_id, checked_at = now()",
        "DELETE FROM cases_labresult",
        "DELETE FROM cases_labresult_compared_with",
    ],
)
def test_the_store_keeps_what_was_reported(laboratory, pair, change):
    laboratory.result(*pair)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_nothing_is_reported_of_a_withdrawn_sample(laboratory, pair):
    sample, reference = pair
    do(withdraw_sample, by=laboratory.examiner, sample=sample, because="wrong bag")

    with pytest.raises(TransitionNotAllowed):
        laboratory.result(Sample.objects.get(pk=sample.pk), reference)


def proposed_on(laboratory, case, person, result, finding="concordant"):
    given = Given("dna", result.report, result.signed_by, SIGNED_ON, finding, result)
    evidence = {case: [given]}
    return do(propose_identification, by=laboratory.examiner, person=person, evidence=evidence)


@pytest.fixture
def both(laboratory):
    return laboratory.boards.case(), laboratory.boards.person()


def test_what_the_laboratory_named_first_does_not_matter(laboratory, both):
    sample, reference = laboratory.pair(*both)
    result = laboratory.result(reference, sample)

    assert proposed_on(laboratory, *both, result).state == "proposed"


def test_a_result_with_another_person_does_not_speak_for_this_one(laboratory, both):
    case, person = both
    result = laboratory.result(*laboratory.pair(case, laboratory.boards.person("Інакшенко")))

    with pytest.raises(RuleBroken, match="may be this person"):
        proposed_on(laboratory, case, person, result)

    assert not Identification.objects.exists()


def test_what_is_inconclusive_agrees_with_nothing(laboratory, both):
    result = laboratory.result(*laboratory.pair(*both), conclusion=Conclusion.INCONCLUSIVE)

    with pytest.raises(RuleBroken, match="or does not support it"):
        proposed_on(laboratory, *both, result)


def test_what_contradicts_may_be_named_as_a_contradiction(laboratory, both):
    excludes = {"conclusion": Conclusion.EXCLUDES, "log10_lr": Decimal("-6")}
    result = laboratory.result(*laboratory.pair(*both), **excludes)

    assert proposed_on(laboratory, *both, result, "contradicts").state == "proposed"
