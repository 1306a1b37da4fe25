"""Samples are taken where remains lie, travel under blind numbers, and are answered for."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from cases.models import BlindSample, Consent, Relative, Sample
from cases.models.relative import Purpose
from cases.models.sample import Remainder, Tissue
from cases.operations.sampling import (
    account_for_remainder,
    ask_repeat,
    find_sample,
    lose_sample,
    take_reference,
    take_sample,
    withdraw_sample,
)
from cases.operations.worklists import receive_worklist, send_samples
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from repatriation.ledger.clock import now, today
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.steps import do


def again(sample):
    return Sample.objects.get(pk=sample.pk)


def test_taking_a_sample_leaves_the_case_in_its_state(laboratory):
    case = laboratory.boards.case()

    sample = laboratory.sample(case)

    case.refresh_from_db()
    assert (sample.state, sample.case, case.state) == ("taken", case, "numbered")


def test_only_an_examiner_who_holds_the_remains_takes_a_sample(laboratory):
    case, side = laboratory.boards.case(), laboratory.boards.side
    program = UserFactory(agency=case.custodian, role="forensic examiner", program=True)
    elsewhere = side.person("forensic examiner", at=side.mortuaries[1])
    refused = {side.mortuary_officer: "Only a forensic examiner", program: "not by a program"}

    for who, said in refused.items():
        with pytest.raises(NotPermitted, match=said):
            do(take_sample, by=who, case=case, tissue=Tissue.FEMUR)
    with pytest.raises(NotPermitted, match="does not hold"):
        do(take_sample, by=elsewhere, case=case, tissue=Tissue.FEMUR)


def test_a_swab_is_not_taken_of_remains(laboratory):
    with pytest.raises(RuleBroken, match="not taken of remains"):
        do(
            take_sample,
            by=laboratory.examiner,
            case=laboratory.boards.case(),
            tissue=Tissue.SWAB,
        )


def test_a_sample_is_not_taken_in_the_future(laboratory):
    with pytest.raises(RuleBroken, match="in the future"):
        do(
            take_sample,
            by=laboratory.examiner,
            case=laboratory.boards.case(),
            tissue=Tissue.FEMUR,
            occurred_at=now() + timedelta(hours=1),
        )


@pytest.fixture
def relative(laboratory):
    person = laboratory.boards.person()
    return Relative.objects.create(
        person=person,
        name="Вигаданенко Приклада",
        kinship="mother",
        order=1,
        recorded_by=laboratory.examiner,
    )


def consent(relative, purpose, by):
    return Consent.objects.create(
        relative=relative, purpose=purpose, given_on=today(), paper="Form 3", recorded_by=by
    )


def test_a_relative_gives_a_sample_only_with_both_consents(laboratory, relative):
    by = laboratory.examiner
    consent(relative, Purpose.DNA_SAMPLE, by)
    with pytest.raises(NotPermitted, match="consent is missing: comparing the sample"):
        do(take_reference, by=by, relative=relative, tissue=Tissue.SWAB)

    consent(relative, Purpose.COMPARISON, by)
    sample = do(take_reference, by=by, relative=relative, tissue=Tissue.SWAB)

    assert (sample.person, sample.relative) == (relative.person, relative)


def test_references_of_one_person_share_a_family_number(laboratory):
    person, other = laboratory.boards.person(), laboratory.boards.person("Інакшенко")

    first, second = laboratory.reference(person), laboratory.reference(person)

    assert first.family == second.family != laboratory.reference(other).family


def test_samples_are_sent_to_a_laboratory_of_the_own_side(laboratory):
    sample = laboratory.sample()
    foreign = AgencyFactory(kind="laboratory")
    mortuary = laboratory.boards.side.mortuaries[1]
    due = today() + timedelta(days=1)

    for agency, said in ((mortuary, "is not a laboratory"), (foreign, "of the own side")):
        with pytest.raises(NotPermitted, match=said):
            do(
                send_samples,
                by=laboratory.examiner,
                samples=[sample],
                laboratory=agency,
                due_on=due,
            )


def test_a_sample_that_was_sent_is_not_sent_again(laboratory):
    sample = laboratory.sample()
    laboratory.sent(sample)

    with pytest.raises(TransitionNotAllowed, match="this sample is sent"):
        laboratory.sent(sample)


def test_results_are_not_due_in_the_past(laboratory):
    with pytest.raises(RuleBroken, match="lies in the past"):
        do(
            send_samples,
            by=laboratory.examiner,
            samples=[laboratory.sample()],
            laboratory=laboratory.agency,
            due_on=today() - timedelta(days=1),
        )


def test_a_laboratory_sees_only_what_was_sent_to_it(laboratory):
    sent, kept = laboratory.sample(), laboratory.sample()
    laboratory.sent(sent)
    other = UserFactory(
        agency=AgencyFactory(party=laboratory.boards.side.party, kind="laboratory"),
        role="forensic examiner",
    )

    assert list(BlindSample.objects.visible_to(laboratory.analyst)) == [again(sent)]
    assert not BlindSample.objects.visible_to(other).exists()
    assert not Sample.objects.visible_to(laboratory.analyst).exists()
    assert kept in Sample.objects.visible_to(laboratory.examiner)


def test_the_other_side_sees_no_sample(laboratory):
    laboratory.sent(laboratory.sample())
    south = UserFactory(role="coordinator")

    assert not Sample.objects.visible_to(south).exists()
    assert not BlindSample.objects.visible_to(south).exists()


def test_the_laboratory_says_what_arrived(laboratory):
    first, second, third = (laboratory.sample() for _ in range(3))
    worklist = laboratory.sent(first, second, third)

    do(
        receive_worklist,
        by=laboratory.program,
        worklist=worklist,
        damaged=[second.reference],
        missing=[third.reference],
    )

    arrivals = [line.arrival for line in worklist.lines.all()]
    assert arrivals == ["arrived", "damaged", "missing"]


def test_what_is_not_on_the_worklist_did_not_arrive_with_it(laboratory):
    worklist, other = laboratory.sent(laboratory.sample()), laboratory.sample()

    with pytest.raises(RuleBroken, match=f"{other} is not on this worklist"):
        do(
            receive_worklist,
            by=laboratory.analyst,
            worklist=worklist,
            missing=[other.reference],
        )


def test_the_sender_records_an_arrival_from_a_paper(laboratory):
    worklist = laboratory.sent(laboratory.sample())
    with pytest.raises(RuleBroken, match="Say which paper"):
        do(receive_worklist, by=laboratory.examiner, worklist=worklist)

    do(receive_worklist, by=laboratory.examiner, worklist=worklist, source="Receipt 4")

    worklist.refresh_from_db()
    assert worklist.received_from == "Receipt 4"
    with pytest.raises(NotPermitted, match="received already"):
        do(receive_worklist, by=laboratory.analyst, worklist=worklist)


def test_a_lost_sample_is_found_and_sent_again(laboratory):
    sample = laboratory.sample()
    laboratory.sent(sample)

    lost = do(lose_sample, by=laboratory.examiner, sample=again(sample), because="no parcel")
    found = do(find_sample, by=laboratory.examiner, sample=lost, because="at the depot")

    assert found.state == "taken"
    assert laboratory.sent(found).lines.count() == 1


def test_a_repeat_is_asked_by_the_laboratory_and_sent_again(laboratory):
    sample = laboratory.sample()
    laboratory.sent(sample)

    asked = do(ask_repeat, by=laboratory.program, sample=again(sample), because="degraded")

    assert asked.state == "to_repeat"
    laboratory.sent(asked)
    assert again(sample).state == "sent"


def test_what_is_left_is_accounted_for_when_the_laboratory_is_done(laboratory):
    sample = laboratory.sample()
    laboratory.sent(sample)
    with pytest.raises(NotPermitted, match="is with a laboratory"):
        do(
            account_for_remainder,
            by=laboratory.examiner,
            sample=again(sample),
            remainder=Remainder.CONSUMED,
        )

    laboratory.result(sample, laboratory.pair()[1])
    told = do(
        account_for_remainder,
        by=laboratory.examiner,
        sample=again(sample),
        remainder=Remainder.RETURNED,
        note="with the left femur",
    )

    assert told.remainder == "returned"


@pytest.mark.parametrize("operation", [withdraw_sample, lose_sample])
def test_a_sample_is_not_given_up_without_a_reason(laboratory, operation):
    with pytest.raises(RuleBroken, match="Say why"):
        do(operation, by=laboratory.examiner, sample=laboratory.sample(), because=" ")


def test_a_withdrawn_sample_stays_withdrawn(laboratory):
    sample = do(
        withdraw_sample, by=laboratory.examiner, sample=laboratory.sample(), because="wrong bag"
    )

    with pytest.raises(TransitionNotAllowed):
        laboratory.sent(sample)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases_sample SET case_id = NULL",
        "UPDATE cases_sample SET state = 'sent', laboratory_id = NULL",
        "UPDATE cases_sample SET state = 'lost', because = ''",
        "UPDATE cases_sample SET state = 'somewhere'",
        "DELETE FROM cases_sample",
    ],
)
def test_the_store_refuses_what_no_operation_does(laboratory, change):
    laboratory.sample()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
