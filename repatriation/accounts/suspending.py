"""Suspending somebody and letting them in again: at once, with a reason, and nothing deleted."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatriation.accounts.administrators import (
    held,
    hold_administrators,
    why_not_answer_for,
    why_not_without,
)
from repatriation.accounts.inviting import void_links
from repatriation.accounts.models import Agency, Suspension, User
from repatriation.accounts.sessions import end_sessions
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.writing import record

NO_REASON = gettext_noop("Say why: whoever lifts the suspension has to know it.")


def why_not_suspend(user: User, person: User) -> str | None:
    return why_not_keep(user, person) or (
        why_not_without(person)
        if person.is_active
        else _("%(person)s is suspended already.") % {"person": person}
    )


def why_not_lift(user: User, person: User) -> str | None:
    if person.is_active:
        return _("%(person)s is not suspended.") % {"person": person}
    return why_not_keep(user, person)


def why_not_keep(user: User, person: User) -> str | None:
    """Whoever keeps people keeps those of the own side, and never themselves."""
    if not person.is_person:
        return _("Programs are stopped on their own page, not here.")
    if user.pk == person.pk:
        return _("Nobody does this for themselves; another administrator does.")
    return why_not_answer_for(user, person)


@transaction.atomic
def suspend(*, person: User, reason: str, by: User) -> User:
    """Every session ends with it, and none of them comes back when it is lifted."""
    hold_administrators(person)
    person = held(person)
    require(why_not_suspend(by, person))
    if not reason.strip():
        raise RuleBroken(Sentence(NO_REASON))
    person.is_active = False
    person.times_shut_out += 1
    person.save(update_fields=["is_active", "times_shut_out"])
    end_sessions(person, by=by)
    void_links(person)
    Suspension.objects.create(person=person, reason=reason.strip(), suspended_by=by)
    record("accounts.suspended", person, by=by)
    return person


@transaction.atomic
def lift_suspension(*, person: User, by: User) -> User:
    person = held(person)
    require(why_not_lift(by, person))
    person.is_active = True
    person.save(update_fields=["is_active"])
    now = timezone.now()
    Suspension.objects.filter(person=person, lifted_at=None).update(lifted_by=by, lifted_at=now)
    record("accounts.suspension_lifted", person, by=by)
    return person


def why_not_suspend_agency(user: User, agency: Agency) -> str | None:
    if user.agency_id == agency.pk:
        return _("Nobody suspends their own agency; who runs the register does.")
    return None
