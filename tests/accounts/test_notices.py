"""Who is told when somebody's access changes."""

import pytest
from django.test import Client
from django.urls import reverse

from repatriation.accounts.giving_roles import give_roles
from repatriation.accounts.inviting import replace_lost_device, send_link
from repatriation.accounts.models.link import Reason
from repatriation.accounts.suspending import lift_suspension, suspend
from repatriation.ledger.models import Obligation
from repatriation.notifications import notices, registry
from repatriation.notifications.announcing import announce_obligations
from repatriation.notifications.models import Delivery
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.steps import do
from tests.factories.work import at_work


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def administrator(agency):
    return UserFactory(role="administrator", is_staff=True, agency=agency)


@pytest.fixture
def second(agency):
    """Of another agency of the same side."""
    at = AgencyFactory(party=agency.party)
    return UserFactory(role="administrator", is_staff=True, agency=at)


@pytest.fixture
def stranger():
    return UserFactory(role="administrator", is_staff=True)


@pytest.fixture
def person(agency):
    return UserFactory(agency=agency)


def told(kind: str) -> set[int]:
    announce_obligations(list(Obligation.objects.filter(done_at=None).values_list("pk", flat=True)))
    rows = Delivery.objects.filter(event__facts__kind=f"accounts.{kind}")
    return set(rows.values_list("target_id", flat=True))


def test_the_other_administrators_of_the_side_are_told_of_a_suspension(
    administrator, second, stranger, person
):
    do(suspend, by=administrator, person=person, reason="left")
    person.refresh_from_db()
    do(lift_suspension, by=second, person=person)

    assert told("suspended") == {second.pk}
    assert told("suspension_lifted") == {administrator.pk}


def test_the_person_and_they_are_told_of_another_address_and_of_no_other_change(
    administrator, second, stranger, person
):
    keeper = Client()
    keeper.force_login(administrator)
    at_work(keeper, reverse("admin:accounts_user_add"))
    page = reverse("admin:accounts_user_change", args=[person.pk])
    form = {"name": "Other", "email": person.email, "agency": person.agency_id, "language": "en"}

    keeper.post(page, form)
    assert told("user_changed") == set()
    keeper.post(page, form | {"email": "other@example.org"})

    assert told("user_changed") == {person.pk, second.pk}


def test_the_person_and_they_are_told_of_roles_and_of_a_lost_device(
    administrator, second, stranger, person
):
    do(give_roles, by=administrator, person=person, roles=[], is_staff=True)
    do(replace_lost_device, by=administrator, person=person)

    assert told("roles_changed") == told("device_lost") == {person.pk, second.pk}


def test_a_link_is_told_to_nobody_but_the_person(administrator, second, person):
    do(send_link, by=administrator, person=person, reason=Reason.INVITATION)

    assert told("link_ordered") == {person.pk}


def test_every_notice_about_people_is_held_by_a_test():
    here = {"suspended", "suspension_lifted", "user_changed", "roles_changed", "device_lost"}
    declared = {
        kind
        for kind in registry.told_kinds()
        if registry._notices[kind].__module__ == notices.__name__
    }

    assert declared == {f"accounts.{kind}" for kind in here | {"link_ordered"}}
