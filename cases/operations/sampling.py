"""Taking samples, answering for them, and for what is left of them."""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from cases.models import LabResult, MissingPerson, Relative, RemainsCase, Sample
from cases.models.sample import DIRECT, OF_RELATIVES, OF_REMAINS, Remainder, Tissue
from cases.operations.unsettling import unsettle
from cases.policies import samples as policies
from cases.states import sample_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record
from repatriation.references import Prefix

FUTURE = gettext_noop(
    "This is said to have happened in the future. Nothing was saved; check the date and time."
)
NO_REASON = gettext_noop("Say why; whoever looks for this sample later will ask.")
OTHER_TISSUE = gettext_noop("This is not taken of %(subject)s. Choose another tissue.")
REMAINS, A_RELATIVE = gettext_noop("remains"), gettext_noop("a relative")
BELONGINGS = gettext_noop("what the person left")
OTHER_CASE = gettext_noop("%(sample)s is a sample of something else; it is not repeated by this.")


@transaction.atomic
def take_sample(
    *,
    case: RemainsCase,
    tissue: Tissue,
    by: User,
    repeats: Sample | None = None,
    occurred_at: datetime | None = None,
) -> Sample:
    """Of remains. The case stays in the state it is in, however often it is sampled."""
    case = lock_each([case])[0]
    require(policies.why_not_take(by, case))
    _require_tissue(tissue, OF_REMAINS, REMAINS)
    if repeats and repeats.case_id != case.pk:
        raise RuleBroken(Sentence(OTHER_CASE, {"sample": str(repeats)}))
    sample = _taken(Sample(case=case, tissue=tissue, repeats=repeats), by, occurred_at)
    record("cases.sample_taken", sample, by=by, occurred_at=sample.taken_at)
    record("cases.case_sampled", case, by=by, sample=sample.pk, occurred_at=sample.taken_at)
    return sample


@transaction.atomic
def take_direct_reference(
    *,
    person: MissingPerson,
    tissue: Tissue,
    by: User,
    occurred_at: datetime | None = None,
) -> Sample:
    """From what the person left: kept by a hospital, or on a thing that was used."""
    person = lock_each([person])[0]
    require(policies.why_not_take_reference(by, person))
    _require_tissue(tissue, DIRECT, BELONGINGS)
    sample = Sample(person=person, family=_family_of(person), tissue=tissue)
    return _taken_reference(sample, by, occurred_at)


@transaction.atomic
def take_reference(
    *, relative: Relative, tissue: Tissue, by: User, occurred_at: datetime | None = None
) -> Sample:
    """From a relative who agreed to giving it and to its being compared with remains."""
    person = lock_each([relative.person])[0]
    require(policies.why_not_take_of_relative(by, relative))
    _require_tissue(tissue, OF_RELATIVES, A_RELATIVE)
    family = _family_of(person)
    sample = Sample(person=person, relative=relative, family=family, tissue=tissue)
    return _taken_reference(sample, by, occurred_at)


@transaction.atomic
def withdraw_sample(*, sample: Sample, because: str, by: User, is_mistake: bool = False) -> Sample:
    """Nothing new is compared with it. Where it was a mistake (another person's, the wrong bag),
    what rests on its results is contested; where consent was withdrawn, what stands stands."""
    sample = _moved("withdraw", sample, because, by)
    if is_mistake:
        about = LabResult.objects.filter(Q(sample=sample) | Q(compared_with=sample))
        for result in about.distinct():
            unsettle(result, because=because, by=by)
    return sample


@transaction.atomic
def lose_sample(*, sample: Sample, because: str, by: User) -> Sample:
    return _moved("lose", sample, because, by)


@transaction.atomic
def find_sample(*, sample: Sample, because: str, by: User) -> Sample:
    return _moved("find", sample, because, by)


@transaction.atomic
def ask_repeat(*, sample: Sample, because: str, by: User) -> Sample:
    """The laboratory's word, or the sender's: it is sent again, or another one is taken."""
    sample = lock(sample)
    require(policies.why_not_ask_repeat(by, sample))
    return _written("ask_repeat", sample, because, by)


@transaction.atomic
def account_for_remainder(
    *, sample: Sample, remainder: Remainder, by: User, note: str = ""
) -> Sample:
    sample = lock(sample)
    require(policies.why_not_account(by, sample))
    sample.remainder, sample.remainder_note = remainder, note.strip()
    keep(sample)
    record("cases.remainder_accounted", sample, by=by, remainder=str(remainder))
    return sample


def _moved(verb: str, sample: Sample, because: str, by: User) -> Sample:
    sample = lock(sample)
    require(policies.why_not_handle(by, sample))
    return _written(verb, sample, because, by)


def _written(verb: str, sample: Sample, because: str, by: User) -> Sample:
    move = sample_workflow.require(verb, sample.state)
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    sample.state, sample.because = move.target, because.strip()
    keep(sample)
    record(EVENTS[verb], sample, by=by)
    return sample


EVENTS = {
    "withdraw": "cases.sample_withdrawn",
    "lose": "cases.sample_lost",
    "find": "cases.sample_found",
    "ask_repeat": "cases.sample_to_repeat",
}


def _require_tissue(tissue: Tissue, allowed: tuple[Tissue, ...], subject: str) -> None:
    if tissue not in allowed:
        raise RuleBroken(Sentence(OTHER_TISSUE, {"subject": Sentence(subject)}))


def _taken_reference(sample: Sample, by: User, occurred_at: datetime | None) -> Sample:
    sample = _taken(sample, by, occurred_at)
    record("cases.sample_taken", sample, by=by, occurred_at=sample.taken_at)
    record(
        "cases.reference_taken",
        sample.person,
        by=by,
        sample=sample.pk,
        occurred_at=sample.taken_at,
    )
    return sample


def _taken(sample: Sample, by: User, occurred_at: datetime | None) -> Sample:
    moment = now()
    if occurred_at and occurred_at > moment:
        raise RuleBroken(Sentence(FUTURE))
    sample.reference = next_reference(Prefix.SAMPLE)
    sample.agency, sample.taken_by = by.home, by
    sample.taken_at = occurred_at or moment
    sample.save()
    return sample


def _family_of(person: MissingPerson) -> str:
    """The same for all references of a person, and drawn by lot: it tells nothing else."""
    known = person.references.values_list("family", flat=True).first()
    return known or f"F-{secrets.token_hex(4).upper()}"
