"""What a relative agrees to, purpose by purpose; and how the relative is reached."""

from datetime import date

from django.db import transaction

from cases.models import Consent, MissingPerson, Relative, RelativeContact
from cases.models.relative import ContactKind, Purpose
from cases.operations.relatives import lock_relative
from cases.operations.taking_back import take_back
from cases.policies import relatives as policies
from repatriation.accounts.models import User
from repatriation.audit.models import AccessLog, stream_of
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now, today
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_PAPER = gettext_noop("Name the paper by which consent was given.")
TWICE = gettext_noop("This consent stands already; withdraw it before another is recorded.")
FUTURE = gettext_noop("This lies in the future; check the date.")
NO_SUCH_CONSENT = gettext_noop("No such consent stands.")
EARLIER = gettext_noop("Consent is withdrawn on the day it was given or later; check the date.")
NO_CONTACT = gettext_noop("Give the number or the address.")


@transaction.atomic
def give_consent(
    *,
    person: MissingPerson,
    relative: Relative,
    purpose: str,
    given_on: date,
    paper: str,
    by: User,
) -> Consent:
    person, relative = lock_relative(person, relative, by)
    if policies.has_consent(relative, purpose):
        raise RuleBroken(Sentence(TWICE))
    if not paper.strip():
        raise RuleBroken(Sentence(NO_PAPER))
    if given_on > today():
        raise RuleBroken(Sentence(FUTURE))
    consent = Consent.objects.create(
        relative=relative,
        purpose=Purpose(purpose),
        given_on=given_on,
        paper=paper.strip(),
        recorded_by=by,
        recorded_at=now(),
    )
    keep(person)
    record("cases.consent_given", person, by=by, relative=relative.pk, purpose=str(purpose))
    return consent


@transaction.atomic
def withdraw_consent(
    *,
    person: MissingPerson,
    relative: Relative,
    purpose: str,
    withdrawn_on: date,
    because: str,
    by: User,
) -> Consent:
    person, relative = lock_relative(person, relative, by)
    consent = relative.consents.standing().filter(purpose=purpose).first()
    if consent is None:
        raise RuleBroken(Sentence(NO_SUCH_CONSENT))
    if withdrawn_on > today():
        raise RuleBroken(Sentence(FUTURE))
    if withdrawn_on < consent.given_on:
        raise RuleBroken(Sentence(EARLIER))
    consent = take_back(consent, because, by, withdrawn_on=withdrawn_on)
    keep(person)
    record("cases.consent_withdrawn", person, by=by, relative=relative.pk, purpose=str(purpose))
    return consent


@transaction.atomic
def add_contact(
    *, person: MissingPerson, relative: Relative, kind: str, value: str, by: User
) -> RelativeContact:
    person, relative = lock_relative(person, relative, by)
    if not value.strip():
        raise RuleBroken(Sentence(NO_CONTACT))
    contact = RelativeContact.objects.create(
        relative=relative,
        kind=ContactKind(kind),
        value=" ".join(value.split()),
        recorded_by=by,
        recorded_at=now(),
    )
    keep(person)
    record("cases.contact_added", person, by=by, relative=relative.pk)
    return contact


@transaction.atomic
def withdraw_contact(
    *, person: MissingPerson, contact: RelativeContact, because: str, by: User
) -> RelativeContact:
    person, relative = lock_relative(person, contact.relative, by)
    contact = take_back(contact, because, by)
    keep(person)
    record("cases.contact_withdrawn", person, by=by, relative=relative.pk)
    return contact


@transaction.atomic
def reveal_contacts(*, relative: Relative, by: User) -> list[RelativeContact]:
    """Each reading is written down: who, of whom, when."""
    require(policies.why_not_reveal(by, relative))
    AccessLog.objects.create(actor=by, subject=stream_of(relative), what="contacts")
    return list(relative.contacts.standing())
