"""People, agencies and parties, as an administrator keeps them."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from repatriation.accounts.models import Agency, User
from repatriation.accounts.passwords import set_random_password
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


def password_of(user) -> str:
    return reverse("admin:accounts_user_password", args=[user.pk])


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
    event = newest()
    assert (event.kind, event.subject_id) == ("accounts.user_added", person.pk)
    assert event.actor_id == administrator.pk


def test_a_change_is_an_event_that_names_the_fields_and_no_value(signed_in, world):
    person = UserFactory(agency=world.north.agency)
    role = Group.objects.get(name="coordinator")

    signed_in.post(page_of(person), form_of(person, name="T. Ekarsund", groups=[role.pk]))

    event = newest()
    assert event.kind == "accounts.user_changed"
    assert event.details == {"changed": ["groups", "name"]}
    assert "Ekarsund" not in event.body


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
        assert signed_in.post(password_of(user)).status_code == 403
        assert User.objects.get(pk=user.pk).name == user.name


def test_two_people_cannot_have_one_address(signed_in, world):
    UserFactory(email="one@example.org")
    person = UserFactory(agency=world.north.agency)

    page = signed_in.post(page_of(person), form_of(person, email="ONE@example.org"))

    assert "Somebody has this e-mail address already." in page.content.decode()


def test_a_random_password_is_shown_once_and_works(signed_in, client, administrator):
    person = UserFactory()
    asked = signed_in.get(password_of(person)).content.decode()

    shown = signed_in.post(password_of(person))

    password = re.search(r"<pre>([a-z2-9-]{24})</pre>", shown.content.decode())[1]
    assert "<pre>" not in asked
    assert shown.headers["Cache-Control"].count("no-store")
    assert password not in signed_in.get(password_of(person)).content.decode()
    assert (newest().kind, newest().actor_id) == ("accounts.password_set", administrator.pk)
    assert password not in "".join(Event.objects.values_list("body", flat=True))
    client.post("/sign-out/")
    form = {"email": person.email, "password": password}
    assert client.post("/sign-in/", form).status_code == 302


def test_a_new_password_signs_out_whoever_had_the_old_one(signed_in, world):
    person = UserFactory()
    person.set_password("correct horse")
    person.save()
    old = signed_in.__class__()
    old.force_login(person)

    signed_in.post(password_of(person))

    assert "_auth_user_id" in old.session
    assert old.get("/keys/").status_code == 302


def test_looking_at_the_password_page_changes_nothing(signed_in):
    person = UserFactory()
    before = person.password

    signed_in.get(password_of(person))

    person.refresh_from_db()
    assert person.password == before


def test_nobody_sets_a_random_password_for_themselves(signed_in, administrator):
    page = signed_in.post(password_of(administrator)).content.decode()

    assert "Change your own password with your present one." in page
    assert "<pre>" not in page


def test_changing_the_own_password_is_an_event(signed_in, administrator):
    administrator.set_password("correct horse battery")
    administrator.save()
    signed_in.force_login(administrator)
    fresh = "a longer staple of words"
    form = {
        "old_password": "correct horse battery",
        "new_password1": fresh,
        "new_password2": fresh,
    }

    signed_in.post(reverse("admin:password_change"), form)

    assert newest().kind == "accounts.password_changed"


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


def test_a_program_is_given_no_password_whoever_asks(world, administrator):
    with pytest.raises(NotPermitted, match="Only a person"):
        do(set_random_password, by=administrator, person=world.north.program("exchange officer"))


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
        assert client.post(password_of(theirs)).status_code == 404
        assert User.objects.get(pk=theirs.pk).name == theirs.name

    def test_puts_nobody_into_another_sides_agency(self, client, world):
        person = world.north.coordinator

        form = form_of(person, agency=world.south.agency.pk)
        page = client.post(page_of(person), form).content.decode()

        assert "Select a valid choice" in page

    def test_adds_no_party_and_no_neutral_agency(self, client):
        assert client.get(reverse("admin:accounts_party_add")).status_code == 403

        form = {"name": "Neutral", "code": "neutral", "kind": "intermediary", "is_active": "on"}
        page = client.post(reverse("admin:accounts_agency_add"), form).content.decode()

        assert "This field is required." in page
        assert not Agency.objects.filter(code="neutral").exists()

    def test_makes_nobody_who_runs_the_register(self, client, world):
        person = world.north.coordinator
        form = form_of(person, agency="")

        changed = client.post(page_of(person), form).content.decode()
        added = client.post(ADD, form | {"email": "further@example.org"}).content.decode()

        assert "This field is required." in changed
        assert "This field is required." in added
        assert User.objects.get(pk=person.pk).agency == world.north.agency
        assert not User.objects.filter(email="further@example.org").exists()

    def test_learns_no_sign_of_a_passwords_hash(self, client):
        assert client.get(USERS, {"password__startswith": "argon2"}).status_code == 400
