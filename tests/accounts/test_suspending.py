"""Suspending people and agencies, and who is left to keep them."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from repatriation.accounts.giving_roles import give_roles
from repatriation.accounts.models import Suspension, User
from repatriation.accounts.suspending import lift_suspension, suspend
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken
from repatriation.ledger.models import Obligation
from repatriation.notifications.announcing import announce_obligations
from repatriation.notifications.models import Delivery
from tests.accounts.signing_in import PASSWORD, is_signed_in, sign_in
from tests.api.callers import program
from tests.factories.accounts import UserFactory
from tests.factories.steps import do
from tests.factories.work import at_work
from tests.factories.world import make_world

LAST = "This is the last active administrator there"


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def administrator(world):
    return UserFactory(role="administrator", is_staff=True, agency=world.north.agency)


@pytest.fixture
def person(world):
    person = world.north.coordinator
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def keeper(client, administrator):
    client.force_login(administrator)
    at_work(client, reverse("admin:accounts_user_add"))
    return client


def another(administrator) -> User:
    return UserFactory(role="administrator", is_staff=True, agency=administrator.agency)


def suspended(person, by, reason="a device was found") -> User:
    return do(suspend, by=by, person=person, reason=reason)


def page_of(person, name: str) -> str:
    return reverse(f"admin:accounts_user_{name}", args=[person.pk])


def test_a_live_session_ends_with_its_next_request_and_nothing_is_deleted(keeper, person):
    live = Client()
    sign_in(live, person)
    assert is_signed_in(live)

    done = keeper.post(page_of(person, "suspend"), {"reason": "left the agency"})

    assert done.status_code == 302
    assert not is_signed_in(live)
    person.refresh_from_db()
    assert person.role_names() == ["coordinator"]
    assert Suspension.objects.get(person=person).reason == "left the agency"
    assert "left the agency" not in "".join(Event.objects.values_list("body", flat=True))


def test_who_is_suspended_does_not_come_in(administrator, person):
    suspended(person, administrator)

    browser = Client()
    sign_in(browser, person)

    assert not is_signed_in(browser)


def test_lifting_it_lets_them_in_again_but_no_old_session(keeper, administrator, person):
    old, fresh = Client(), Client()
    old.force_login(person)
    suspended(person, administrator)

    keeper.post(page_of(person, "lift"))
    sign_in(fresh, person)

    assert not is_signed_in(old)
    assert is_signed_in(fresh)
    row = Suspension.objects.get()
    assert (row.lifted_by, row.lifted_at is not None) == (administrator, True)


def test_a_reason_is_needed(keeper, administrator, person):
    assert keeper.post(page_of(person, "suspend"), {"reason": " "}).status_code == 422
    with pytest.raises(RuleBroken, match="Say why"):
        suspended(person, administrator, " ")


def test_nobody_suspends_themselves(administrator):
    another(administrator)

    with pytest.raises(NotPermitted, match="Nobody does this for themselves"):
        suspended(administrator, administrator)
    with pytest.raises(IntegrityError, match="nobody_suspends_themselves"), transaction.atomic():
        Suspension.objects.create(person=administrator, suspended_by=administrator, reason="x")


def test_nobody_of_the_other_side_and_nobody_without_the_role_suspends(world, person):
    theirs = UserFactory(role="administrator", is_staff=True, agency=world.south.agency)

    for by in (theirs, world.north.exchange_officer):
        with pytest.raises(NotPermitted, match="Only an administrator of this person's side"):
            suspended(person, by)


def test_who_is_suspended_already_is_not_suspended_again(administrator, person):
    suspended(person, administrator)

    with pytest.raises(NotPermitted, match="suspended already"):
        suspended(person, administrator)
    person.refresh_from_db()
    assert do(lift_suspension, by=administrator, person=person).is_active
    with pytest.raises(NotPermitted, match="is not suspended"):
        do(lift_suspension, by=administrator, person=person)


def test_the_administrators_page_says_who_is_suspended_and_why(keeper, administrator, person):
    suspended(person, administrator, "left the agency")

    page = keeper.get(page_of(person, "change")).content.decode()

    assert "left the agency" in page
    assert page_of(person, "lift") in page
    assert page_of(person, "suspend") not in page


def test_suspended_people_are_told_of_nothing(administrator, person):
    second = another(administrator)
    suspended(second, administrator)

    do(give_roles, by=administrator, person=person, roles=[], is_staff=False)
    announce_obligations(list(Obligation.objects.values_list("pk", flat=True)))

    told = set(Delivery.objects.values_list("target_id", flat=True))
    assert person.pk in told
    assert second.pk not in told


class TestASuspendedAgency:
    def test_its_sessions_and_tokens_end_and_nobody_of_it_is_told(self, world, administrator):
        person = world.south.coordinator
        live, caller = Client(), program(world.south.program("exchange officer"))
        live.force_login(person)
        assert is_signed_in(live)
        assert caller.get("rounds/").status_code == 200

        world.south.agency.is_active = False
        world.south.agency.save()

        assert not is_signed_in(live)
        assert caller.get("rounds/").status_code == 401
        assert not User.objects.holding("exchanges.speak_for_side").filter(pk=person.pk).exists()

    def test_nobody_suspends_their_own(self, keeper, administrator):
        agency = administrator.agency
        form = {"name": "Renamed", "code": agency.code, "kind": agency.kind}

        keeper.post(reverse("admin:accounts_agency_change", args=[agency.pk]), form)

        agency.refresh_from_db()
        assert (agency.name, agency.is_active) == ("Renamed", True)


class TestTheLastAdministrator:
    """By whoever runs the register, since nobody does it to themselves."""

    @pytest.fixture
    def register(self):
        return UserFactory(role="administrator", is_staff=True, agency=None)

    def test_of_a_side_stays(self, register, administrator):
        with pytest.raises(NotPermitted, match=LAST):
            suspended(administrator, register)
        with pytest.raises(NotPermitted, match=LAST):
            do(give_roles, by=register, person=administrator, roles=[], is_staff=True)
        roles = list(administrator.groups.all())
        with pytest.raises(NotPermitted, match=LAST):
            do(give_roles, by=register, person=administrator, roles=roles, is_staff=False)

    def test_is_not_the_last_where_there_is_another(self, register, administrator):
        second = another(administrator)

        suspended(administrator, register)

        with pytest.raises(NotPermitted, match=LAST):
            suspended(second, register)

    def test_counts_only_those_who_can_come_in(self, register, administrator):
        suspended(another(administrator), administrator)
        UserFactory(role="administrator", is_staff=False, agency=administrator.agency)
        UserFactory(role="administrator", is_staff=True)  # of another side

        with pytest.raises(NotPermitted, match=LAST):
            suspended(administrator, register)

    def test_of_the_register_stays(self, register):
        second = UserFactory(role="administrator", is_staff=True, agency=None)
        suspended(register, second)

        with pytest.raises(NotPermitted):
            suspended(second, User.objects.get(pk=register.pk))

    def test_does_not_leave_the_side(self, client, register, administrator, world):
        client.force_login(register)
        at_work(client, reverse("admin:accounts_user_add"))
        form = {"name": administrator.name, "email": administrator.email, "language": "en"}
        role = Group.objects.get(name="administrator")
        form |= {"agency": world.south.agency.pk, "groups": [role.pk], "is_staff": "on"}

        page = client.post(page_of(administrator, "change"), form)

        assert LAST in page.content.decode()
        administrator.refresh_from_db()
        assert administrator.agency == world.north.agency


class TestRoles:
    def test_are_recorded_by_name_and_told(self, keeper, administrator, person):
        second = another(administrator)
        officer = Group.objects.get(name="exchange officer")
        form = {"name": person.name, "email": person.email, "agency": person.agency_id}

        keeper.post(page_of(person, "change"), form | {"language": "en", "groups": [officer.pk]})
        announce_obligations(list(Obligation.objects.values_list("pk", flat=True)))

        event = Event.objects.get(facts__kind="accounts.roles_changed")
        assert (event.details["given"], event.details["taken"]) == (
            ["exchange officer"],
            ["coordinator"],
        )
        told = Delivery.objects.filter(event=event, channel="inbox")
        assert set(told.values_list("target_id", flat=True)) == {person.pk, second.pk}
        assert str(told.get(target_id=person.pk).said).startswith("Your roles were changed")
        assert told.get(target_id=second.pk).link == page_of(person, "change")

    def test_that_stay_the_same_are_no_event(self, administrator, person):
        roles = list(person.groups.all())

        do(give_roles, by=administrator, person=person, roles=roles, is_staff=False)

        assert not Event.objects.exists()

    def test_nobody_gives_them_to_themselves(self, administrator):
        another(administrator)
        roles = list(Group.objects.all())

        with pytest.raises(NotPermitted, match="Nobody gives roles to themselves"):
            do(give_roles, by=administrator, person=administrator, roles=roles, is_staff=True)

    def test_of_another_side_are_not_given(self, administrator, world):
        person = world.south.coordinator

        with pytest.raises(NotPermitted, match="Only an administrator of this person's side"):
            do(give_roles, by=administrator, person=person, roles=[], is_staff=False)
