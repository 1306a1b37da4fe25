"""Sending samples to a laboratory under their blind numbers, and their arrival."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction

from cases.models import RemainsCase, Sample, Worklist, WorklistLine
from cases.operations.lines import require_each
from cases.policies import samples as policies
from cases.states import sample_workflow
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now, today
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep, keep_each
from repatriation.ledger.writing import record, record_each
from repatriation.references import Prefix

NO_SAMPLES = gettext_noop("Choose at least one sample to send.")
PAST = gettext_noop("The day the results are due lies in the past; choose a later one.")
NO_SOURCE = gettext_noop(
    "Say which paper or message of the laboratory says so; you record it in its place."
)
NOT_ON_IT = gettext_noop("%(sample)s is not on this worklist.")
Arrival = WorklistLine.Arrival
LONGEST = 40


@transaction.atomic
def send_samples(
    *,
    samples: Sequence[Sample],
    laboratory: Agency,
    due_on: date,
    by: User,
    seal: str = "",
    carrier: str = "",
) -> Worklist:
    """On one worklist. The laboratory is told blind number, tissue, sex and kinship: neither a
    name nor a case, nor the round the remains came in."""
    samples = lock_each(list(samples))
    if not samples:
        raise RuleBroken(Sentence(NO_SAMPLES))
    require(policies.why_not_send_to(laboratory, by))
    if due_on < today():
        raise RuleBroken(Sentence(PAST))
    require_each(
        samples,
        policy=lambda one: policies.why_not_handle(by, one) or policies.why_not_use(one),
    )
    for sample in samples:
        sample.state = sample_workflow.require("send", sample.state).target
        sample.laboratory, sample.due_on = laboratory, due_on
    keep_each(samples, ["state", "laboratory", "due_on"])
    worklist = Worklist.objects.create(
        reference=next_reference(Prefix.WORKLIST),
        agency=by.home,
        laboratory=laboratory,
        due_on=due_on,
        seal=seal.strip(),
        carrier=carrier.strip(),
        sent_by=by,
        sent_at=now(),
    )
    _write_lines(worklist, samples)
    said: dict[str, object] = {"worklist": worklist.pk, "laboratory": laboratory.pk}
    record_each("cases.sample_sent", samples, by=by, details=lambda _sample: said)
    record("cases.worklist_sent", worklist, by=by, samples=len(samples), laboratory=laboratory.pk)
    return worklist


def _write_lines(worklist: Worklist, samples: Sequence[Sample]) -> None:
    """The sex goes with a sample once the profile is locked: what is still judged stays here."""
    sexes = dict(
        RemainsCase.objects.with_locked_profile()
        .filter(samples__in=samples)
        .values_list("pk", "profile_sex")
    )
    WorklistLine.objects.bulk_create(
        WorklistLine(
            worklist=worklist,
            sample=sample,
            position=position,
            sex=sexes.get(sample.case_id, ""),
        )
        for position, sample in enumerate(samples, 1)
    )


@transaction.atomic
def receive_worklist(
    *,
    worklist: Worklist,
    by: User,
    damaged: Collection[str] = (),
    missing: Collection[str] = (),
    source: str = "",
) -> Worklist:
    """Each sample arrived, damaged or not, or was not in the parcel: those are named by their
    numbers, and the sender is asked."""
    worklist = lock(worklist)
    require(policies.why_not_receive(by, worklist))
    if worklist.laboratory_id != by.agency_id and not source.strip():
        raise RuleBroken(Sentence(NO_SOURCE))
    lines = {str(line.sample): line for line in worklist.lines.select_related("sample")}
    if unknown := sorted({*damaged, *missing} - set(lines)):
        raise RuleBroken(Sentence(NOT_ON_IT, {"sample": unknown[0][:LONGEST]}))
    for number, line in lines.items():
        line.arrival = Arrival.MISSING if number in missing else Arrival.ARRIVED
        if number in damaged and number not in missing:
            line.arrival = Arrival.DAMAGED
    WorklistLine.objects.bulk_update(lines.values(), ["arrival"])
    worklist.received_by, worklist.received_at = by, now()
    if worklist.laboratory_id != by.agency_id:
        worklist.received_from = source.strip()
    keep(worklist)
    record("cases.worklist_received", worklist, by=by, missing=len(missing), damaged=len(damaged))
    return worklist
