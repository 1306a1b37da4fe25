"""Proving again who one is, and the session of work that this opens."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from repatriation.accounts.models import User, WorkSession
from repatriation.accounts.second_factor import has_second_factor, is_second_factor
from repatriation.accounts.signing_in import forget_tries, is_locked_out, note_try, of_step_up
from repatriation.accounts.stepping_up import Work
from repatriation.ledger.writing import record


def browser_of(session_key: str | None) -> str:
    """The browser's session as a keyed digest: whoever reads the store cannot take it over."""
    return salted_hmac("accounts.work", session_key or "", algorithm="sha256").hexdigest()


def is_asked_for_a_code(user: User) -> bool:
    """A second factor, whoever has one; the password where this register asks for none."""
    return settings.MFA_REQUIRED and has_second_factor(user)


def is_open(user: User, browser: str, work: Work) -> bool:
    """An agenda covers each of its board's votes: then `work` names nothing."""
    rows = WorkSession.objects.open().filter(user=user, browser=browser, kind=work.kind)
    return (rows.filter(name=work.name) if work.name else rows).exists()


def is_tried_too_often(user: User) -> bool:
    return is_locked_out([of_step_up(user)])


def is_proof(user: User, typed: str) -> bool:
    """A wrong one is counted and recorded; a code works once."""
    right = is_second_factor if is_asked_for_a_code(user) else User.check_password
    if right(user, typed):
        forget_tries(of_step_up(user))
        return True
    note_try([of_step_up(user)])
    record("accounts.step_up_failed", user, by=user)
    return False


def open_work(*, browser: str, work: Work, by: User) -> WorkSession:
    """In a browser one at a time: what was open there ends."""
    end_work(browser=browser, by=by)
    began = timezone.now()
    opened = WorkSession.objects.create(
        user=by,
        browser=browser,
        kind=work.kind,
        name=work.name,
        began_at=began,
        ends_at=began + work.cover.lasts,
    )
    until = opened.ends_at.isoformat()
    details: dict[str, Any] = {"session": opened.pk, "work": str(work.kind), "until": until}
    if work.cover.by:  # a reference; what a person called an agenda is not for the record
        details["reference"] = work.name
    record("accounts.work_session_opened", by, by=by, **details)
    return opened


def end_work(*, browser: str, by: User) -> None:
    """What ran out by itself is closed too, and was over when it ran out."""
    now = timezone.now()
    for row in WorkSession.objects.select_for_update().filter(browser=browser, ended_at=None):
        is_over = row.ends_at <= now
        row.ended_at = min(row.ends_at, now)
        row.save(update_fields=["ended_at"])
        if not is_over and row.user_id == by.pk:
            record("accounts.work_session_ended", by, by=by, session=row.pk, work=row.kind)
