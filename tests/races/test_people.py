"""Links, administrators and work at the same moment: one wins, and somebody is left."""

import threading
import time

import pytest
from django.urls import reverse

from repatriation.accounts import administrators
from repatriation.accounts.giving_roles import give_roles
from repatriation.accounts.inviting import mint, send_link, use_link
from repatriation.accounts.models import OneTimeLink, User, WorkSession
from repatriation.accounts.models.link import Reason
from repatriation.accounts.models.work import Kind
from repatriation.accounts.stepping_up import Work
from repatriation.accounts.suspending import suspend
from repatriation.accounts.work import open_work
from repatriation.ledger.writing import acting_as
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.steps import do
from tests.factories.work import at_work
from tests.races.at_once import CROWD, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agency():
    return AgencyFactory()


def administrator(agency) -> User:
    return UserFactory(role="administrator", is_staff=True, agency=agency)


def test_one_link_used_by_sixteen_at_once_sets_one_password(agency):
    person, system = UserFactory(agency=agency), User.objects.system()
    link = do(send_link, by=administrator(agency), person=person, reason=Reason.INVITATION)
    key = mint(link)
    passwords = [f"number {number} of many staples" for number in range(CROWD)]

    outcomes = at_once(
        [lambda one=one: do(use_link, by=system, key=key, password=one) for one in passwords]
    )

    assert (len(outcomes.done), len(outcomes.refused)) == (1, CROWD - 1)
    assert outcomes.broken == outcomes.caught == []
    person.refresh_from_db()
    assert sum(person.check_password(one) for one in passwords) == 1
    assert person.times_shut_out == 1


def test_of_links_ordered_at_once_one_stands(agency):
    person, by = UserFactory(agency=agency), administrator(agency)

    outcomes = at_once(
        [lambda: do(send_link, by=by, person=person, reason=Reason.INVITATION)] * CROWD
    )

    assert (len(outcomes.done), outcomes.broken) == (CROWD, [])
    assert OneTimeLink.objects.standing().count() == 1


def test_two_administrators_who_take_each_other_away_leave_one(agency):
    first, second = administrator(agency), administrator(agency)

    outcomes = at_once(taking_away(first, second))

    assert (len(outcomes.done), len(outcomes.refused), outcomes.broken) == (1, 1, [])
    assert administrators.administrators_of(first).count() == 1


def test_without_waiting_for_each_other_they_would_leave_nobody(agency, monkeypatch):
    """Taken away: what makes the second count after the first is gone."""
    first, second = administrator(agency), administrator(agency)
    meeting = threading.Barrier(2, timeout=30)
    without = administrators.why_not_without

    def counted_before_either_acts(person):
        why_not = without(person)
        meeting.wait()
        return why_not

    for module in ("suspending", "giving_roles"):
        place = f"repatriation.accounts.{module}"
        monkeypatch.setattr(f"{place}.hold_administrators", lambda _: None)
        monkeypatch.setattr(f"{place}.why_not_without", counted_before_either_acts)

    at_once(taking_away(first, second))

    assert administrators.administrators_of(first).count() == 0


def taking_away(first: User, second: User) -> list:
    """One suspends, the other takes the role."""
    return [
        lambda: do(suspend, by=first, person=second, reason="left"),
        lambda: do(give_roles, by=second, person=first, roles=[], is_staff=False),
    ]


def test_a_form_saved_while_somebody_is_suspended_does_not_let_them_in_again(agency, client):
    by, person = administrator(agency), UserFactory(agency=agency)
    page = reverse("admin:accounts_user_change", args=[person.pk])
    client.force_login(by)
    at_work(client, page)
    is_suspended = threading.Event()

    def suspending():
        with acting_as(by):
            suspend(person=person, reason="left", by=by)
            is_suspended.set()
            time.sleep(1)  # as long as the form has to read what stands, and to wait

    def saving():
        is_suspended.wait(30)
        form = {"name": "Renamed", "email": person.email, "agency": agency.pk, "language": "en"}
        return client.post(page, form).status_code

    outcomes = at_once([suspending, saving])

    assert (set(outcomes.done), outcomes.broken) == ({None, 302}, [])
    person.refresh_from_db()
    assert (person.name, person.is_active, person.times_shut_out) == ("Renamed", False, 1)


def test_of_work_opened_at_once_in_a_browser_one_is_open(agency):
    person = UserFactory(agency=agency)
    work = Work(Kind.ADMINISTRATION)

    outcomes = at_once([lambda: do(open_work, by=person, browser="x", work=work)] * CROWD)

    assert outcomes.done
    assert outcomes.broken == []
    assert WorkSession.objects.open().filter(browser="x").count() == 1
