"""Work that is open already: what a test may do without proving first who acts."""

from datetime import timedelta

from django.urls import Resolver404, resolve
from django.utils import timezone

from repatriation.accounts.models import User, WorkSession
from repatriation.accounts.work import browser_of
from repatriation.dashboard.step_up import work_of


def at_work(client, address: str) -> None:
    """Open in this signed-in client what the address needs; nothing where it needs nothing."""
    try:
        work = work_of(resolve(address.partition("?")[0]))
    except Resolver404:
        return
    if work is None:
        return
    browser, now = browser_of(client.session.session_key), timezone.now()
    WorkSession.objects.filter(browser=browser, ended_at=None).update(ended_at=now)
    WorkSession.objects.create(
        user=User.objects.get(pk=client.session["_auth_user_id"]),
        browser=browser,
        kind=work.kind,
        name=work.name or "agenda",
        ends_at=now + timedelta(minutes=30),
    )
