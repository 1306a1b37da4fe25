"""People, agencies and parties, as an administrator keeps them."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from repatriation.accounts.inviting import send_link
from repatriation.accounts.models import Agency, User
from repatriation.accounts.models.link import Reason
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted
from tests.factories.accounts import UserFactory
from tests.factories.steps import do
from tests.factories.work import at_work
from tests.factories.world import make_world

USERS = reverse("admin:accounts_user_changelist")
ADD = reverse("admin:accounts_user_add")


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def administrator():
    """Of no agency: who runs the register."""
    return UserFactory(role="administrator", is_staff=True, agency=None)


@pytest.fixture
def own_administrator(world):
    """Of the northern side."""
    return UserFactory(role="administrator", is_staff=True, agency=world.north.agency)


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    at_work(client, ADD)
    return client


def page_of(user) -> str:
    return reverse("admin:accounts_user_change", args=[user.pk])


def link_of(user) -> str:
    return reverse("admin:accounts_user_link", args=[user.pk])


def form_of(user, **changes):
    form = {
        "name": user.name,
        "email": user.email,
        "agency": user.agency_id or "",
        "language": user.language,
        "groups": [group.pk for group in user.groups.all()],
        "is_active": "on",
    }
    return form | changes


def newest() -> Event:
    return Event.objects.order_by("pk").last()


def test_a_person_is_added_with_roles_and_without_a_password(signed_in, world, administrator):
    role = Group.objects.get(name="exchange officer")
    form = {
        "name": "N. Holmarin",
        "email": "holmarin@example.org",
        "agency": world.north.agency.pk,
        "language": "uk",
        "groups": [role.pk],
        "is_active": "on",
    }

    assert signed_in.post(ADD, form).url == USERS

    person = User.objects.get(email="holmarin@example.org")
    assert (person.kind, person.role_names()) == (User.Kind.PERSON, ["exchange officer"])
    assert not person.has_usable_password()
    added = Event.objects.get(facts__kind="accounts.user_added")
    given = Event.objects.get(facts__kind="accounts.roles_changed")
    assert (added.subject_id, added.actor_id) == (person.pk, administrator.pk)
    assert given.details == {"given": ["exchange officer"], "taken": [], "opens_admin": False}


def test_a_change_is_an_event_that_names_the_fields_and_no_value(signed_in, world):
    person = UserFactory(agency=world.north.agency)
    role = Group.objects.get(name="coordinator")

    signed_in.post(page_of(person), form_of(person, name="T. Ekarsund", groups=[role.pk]))

    changed = Event.objects.get(facts__kind="accounts.user_changed")
    assert changed.details == {"changed": ["name"]}
    assert "Ekarsund" not in changed.body


def test_a_form_that_changes_nothing_is_no_event(signed_in, world):
    person = UserFactory(agency=world.north.agency)

    signed_in.post(page_of(person), form_of(person))

    assert Event.objects.count() == 0


def test_an_agency_is_changed_but_never_changes_sides(signed_in, world):
    agency = world.north.agency
    form = {"name": "Renamed", "code": agency.code, "kind": agency.kind, "is_active": "on"}
    form |= {"party": world.south.party.pk}

    signed_in.post(reverse("admin:accounts_agency_change", args=[agency.pk]), form)

    agency.refresh_from_db()
    assert (agency.name, agency.party) == ("Renamed", world.north.party)
    assert (newest().kind, newest().details) == ("accounts.agency_changed", {"changed": ["name"]})


def test_nobody_gives_a_role_to_themselves(signed_in, administrator):
    coordinator = Group.objects.get(name="coordinator")

    signed_in.post(page_of(administrator), form_of(administrator, groups=[coordinator.pk]))

    administrator.refresh_from_db()
    assert administrator.role_names() == ["administrator"]
    assert administrator.is_staff


def test_programs_and_the_system_itself_are_only_shown(signed_in, world):
    for user in (world.north.program("exchange officer"), User.objects.system()):
        assert signed_in.get(page_of(user)).status_code == 200
        assert signed_in.post(page_of(user), form_of(user, name="Other")).status_code == 403
        assert signed_in.post(link_of(user)).status_code == 403
        assert User.objects.get(pk=user.pk).name == user.name


def test_two_people_cannot_have_one_address(signed_in, world):
    UserFactory(email="one@example.org")
    person = UserFactory(agency=world.north.agency)

    page = signed_in.post(page_of(person), form_of(person, email="ONE@example.org"))

    assert "Somebody has this e-mail address already." in page.content.decode()


def test_no_page_of_the_admin_sets_or_shows_a_password(signed_in):
    person = UserFactory()

    assert signed_in.get(f"/admin/accounts/user/{person.pk}/password/").status_code in (302, 404)


def test_signing_out_of_the_admin_is_signing_out_of_the_register(signed_in):
    signed_in.post(reverse("admin:logout"))

    assert newest().kind == "accounts.signed_out"
    assert "_auth_user_id" not in signed_in.session


def test_people_of_an_agency_that_is_no_longer_active_are_out_at_once(client, world):
    person = world.north.coordinator
    person.set_password("correct horse battery staple")
    person.save()
    form = {"email": person.email, "password": "correct horse battery staple"}
    client.post("/sign-in/", form)

    Agency.objects.filter(pk=person.agency_id).update(is_active=False)

    assert client.get("/keys/").status_code == 302
    assert "do not belong together" in client.post("/sign-in/", form).content.decode()


def test_a_program_is_sent_no_link_to_a_password_whoever_asks(world, administrator):
    person = world.north.program("exchange officer")

    with pytest.raises(NotPermitted, match="Only a person"):
        do(send_link, by=administrator, person=person, reason=Reason.PASSWORD)


class TestAnAdministratorOfOneSide:
    @pytest.fixture(autouse=True)
    def sign_in(self, client, own_administrator):
        client.force_login(own_administrator)
        at_work(client, ADD)

    def test_sees_the_people_and_agencies_of_that_side_alone(self, client, world):
        ours, theirs = world.north.coordinator, world.south.coordinator

        people = client.get(USERS).content.decode()
        agencies = client.get(reverse("admin:accounts_agency_changelist")).content.decode()

        assert ours.email in people
        assert theirs.email not in people
        assert world.north.agency.name in agencies
        assert world.south.agency.name not in agencies

    def test_can_neither_open_nor_change_another_sides_person(self, client, world):
        theirs = world.south.coordinator

        assert client.get(page_of(theirs)).status_code == 302  # there is no such person
        assert client.post(page_of(theirs), form_of(theirs, name="Other")).status_code == 302
        assert client.post(link_of(theirs)).status_code == 404
        assert User.objects.get(pk=theirs.pk).name == theirs.name

    def test_puts_nobody_into_another_sides_agency(self, client, world):
        person = world.north.coordinator

        form = form_of(person, agency=world.south.agency.pk)
        page = client.post(page_of(person), form).content.decode()

        assert "This cannot be chosen here" in page

    def test_adds_no_party_and_no_neutral_agency(self, client):
        assert client.get(reverse("admin:accounts_party_add")).status_code == 403

        form = {"name": "Neutral", "code": "neutral", "kind": "intermediary", "is_active": "on"}
        page = client.post(reverse("admin:accounts_agency_add"), form).content.decode()

        assert "Nothing is chosen here." in page
        assert not Agency.objects.filter(code="neutral").exists()

    def test_makes_nobody_who_runs_the_register(self, client, world):
        person = world.north.coordinator
        form = form_of(person, agency="")

        changed = client.post(page_of(person), form).content.decode()
        added = client.post(ADD, form | {"email": "further@example.org"}).content.decode()

        assert "Nothing is chosen here." in changed
        assert "Nothing is chosen here." in added
        assert User.objects.get(pk=person.pk).agency == world.north.agency
        assert not User.objects.filter(email="further@example.org").exists()

    def test_learns_no_sign_of_a_passwords_hash(self, client):
        assert client.get(USERS, {"password__startswith": "argon2"}).status_code == 400
