"""What asks again who one is: for what, how long, on pages and in the API."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from repatriation.accounts.models import User, WorkSession
from repatriation.accounts.models.work import Kind
from repatriation.accounts.stepping_up import COVERS, TABLE, Work
from repatriation.accounts.work import browser_of, open_work
from repatriation.audit.models import Event
from tests.accounts.signing_in import PASSWORD
from tests.accounts.stepping_up import confirm, seal_of, signed_in, step_up, with_password
from tests.api.callers import Caller, program
from tests.factories.accounts import UserFactory
from tests.factories.steps import do
from tests.factories.work import at_work

PEOPLE = reverse("admin:accounts_user_add")


def kinds() -> list[str]:
    return [event.kind for event in Event.objects.order_by("pk") if "work" in event.kind]


class TestTheTable:
    def test_every_address_in_it_exists(self):
        known = addresses_of(get_resolver())

        assert {row.address for row in TABLE} <= known

    def test_whatever_changes_a_person_in_the_admin_is_in_it(self):
        reading = {"changelist", "history", "delete"}  # nobody deletes
        changing = {
            name
            for name in addresses_of(get_resolver())
            if name.startswith("admin:accounts_user_") and name.rpartition("_")[2] not in reading
        }

        assert changing <= {row.address for row in TABLE}

    def test_every_kind_of_work_says_what_it_covers_and_ends_within_four_hours(self):
        assert {row.kind for row in TABLE} <= set(COVERS)
        assert max(cover.lasts for cover in COVERS.values()) <= timedelta(hours=4)


def addresses_of(resolver, prefix: str = "") -> set[str]:
    """Pages by their names, the API's by endpoint and action."""
    found = set()
    for one in resolver.url_patterns:
        if not isinstance(one, URLPattern):
            space = f"{prefix}{one.namespace}:" if one.namespace else prefix
            found |= addresses_of(one, space)
        elif actions := getattr(one.callback, "actions", None):
            found |= {f"{one.callback.cls.__name__}.{action}" for action in actions.values()}
        else:
            found.add(f"{prefix}{one.name}")
    return found


class TestAPage:
    def test_the_form_asks_before_it_is_filled_in(self, web, batch):
        answer = web.get(seal_of(batch))

        assert (answer.status_code, answer.url) == (302, step_up(seal_of(batch)))

    def test_after_the_proof_the_form_opens_and_the_shell_says_until_when(self, web, batch):
        opened = confirm(web, seal_of(batch))

        page = web.get(opened.url).content.decode()
        assert opened.url == seal_of(batch)
        assert f"<b>Sealing {batch.reference}</b> until" in page
        assert kinds() == ["accounts.work_session_opened"]

    def test_a_session_covers_that_batch_only(self, web, batch, steps):
        other = steps.listed("B-1")
        confirm(web, seal_of(batch))

        assert web.get(seal_of(other)).url == step_up(seal_of(other))
        assert web.post(seal_of(other), {"version": other.version}).status_code == 403

    def test_it_is_of_this_browser_and_of_this_person(self, web, batch, officer, steps):
        confirm(web, seal_of(batch))
        session = WorkSession.objects.get()

        assert signed_in(officer).get(seal_of(batch)).status_code == 302
        WorkSession.objects.update(user=steps.south.coordinator)
        assert web.get(seal_of(batch)).status_code == 302
        assert session.browser == browser_of(web.session.session_key)
        assert web.session.session_key not in session.browser

    def test_it_runs_out(self, web, batch):
        confirm(web, seal_of(batch))

        with time_machine.travel(timezone.now() + timedelta(hours=1, seconds=1)):
            assert web.get(seal_of(batch)).status_code == 302
            assert "<b>Sealing" not in web.get("/keys/").content.decode()

    def test_it_is_ended_by_hand(self, web, batch):
        confirm(web, seal_of(batch))

        web.post("/step-up/end/")

        assert web.get(seal_of(batch)).status_code == 302
        assert "<b>Sealing" not in web.get("/keys/").content.decode()
        assert kinds() == ["accounts.work_session_opened", "accounts.work_session_ended"]

    def test_another_piece_of_work_ends_the_first(self, web, batch, steps):
        other = steps.listed("B-1")
        confirm(web, seal_of(batch))

        confirm(web, seal_of(other))

        assert web.get(seal_of(batch)).status_code == 302
        assert WorkSession.objects.open().get().name == other.reference

    def test_the_shell_costs_no_query(self, web, batch):
        web.get("/keys/")
        before = queries(web, "/keys/")

        confirm(web, seal_of(batch))

        assert queries(web, "/keys/") == before

    def test_who_is_not_signed_in_is_asked_to_sign_in(self, client, batch):
        assert client.get(seal_of(batch)).url.startswith("/sign-in/")


def queries(web, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        web.get(address)
    return len(asked)


class TestTheApi:
    def test_a_person_is_told_where_to_prove_it(self, officer, batch):
        caller = caller_of(officer)
        address = f"/api/v1/batches/{batch.reference}/seal/"

        answer = caller.post(address, seen=batch)

        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (403, "step_up_needed")
        assert problem["where"] == step_up(address)
        assert "fresh proof" in problem["detail"]

    def test_after_it_the_same_request_is_done(self, officer, batch):
        caller = caller_of(officer)
        address = f"/api/v1/batches/{batch.reference}/seal/"
        where = caller.post(address, seen=batch).json()["where"]

        opened = caller.client.post(where, {"step-up-proof": PASSWORD})
        sealed = caller.post(address, seen=batch)

        assert opened.url == "/"
        assert (sealed.status_code, sealed.json()["state"]) == (200, "sealed")

    def test_a_page_and_the_api_share_the_session(self, officer, batch):
        caller = caller_of(officer)
        at_work(caller.client, seal_of(batch))

        assert caller.post(f"batches/{batch.reference}/seal/", seen=batch).status_code == 200

    def test_a_program_is_not_asked(self, batch, steps):
        caller = program(steps.south.program("exchange officer"), "batches:seal")

        assert caller.post(f"batches/{batch.reference}/seal/", seen=batch).status_code == 200


def caller_of(person: User) -> Caller:
    caller = Caller()
    caller.client.force_login(person)
    return caller


class TestAdministration:
    def test_one_session_covers_all_of_it(self, client):
        administrator = UserFactory(role="administrator", is_staff=True, agency=None)
        client.force_login(with_password(administrator))
        assert client.get(PEOPLE).url == step_up(PEOPLE)

        confirm(client, PEOPLE)

        person = UserFactory()
        assert client.get(PEOPLE).status_code == 200
        page = reverse("admin:accounts_user_change", args=[person.pk])
        assert "<b>Administration</b> until" in client.get(page).content.decode()

    def test_without_it_no_role_is_given(self, client):
        administrator = UserFactory(role="administrator", is_staff=True, agency=None)
        client.force_login(administrator)
        person, role = UserFactory(), Group.objects.get(name="coordinator")
        form = {"name": "Other", "email": person.email, "language": "en", "groups": [role.pk]}

        page = reverse("admin:accounts_user_change", args=[person.pk])
        answer = client.post(page, form | {"agency": person.agency_id})

        assert answer.status_code == 403
        assert person.role_names() == []


def test_no_session_of_work_outlasts_four_hours_whoever_writes_it():
    person, now = UserFactory(), timezone.now()

    with pytest.raises(IntegrityError, match="four_hours"), transaction.atomic():
        WorkSession.objects.create(
            user=person, browser="x", kind="board", began_at=now, ends_at=now + timedelta(hours=5)
        )


def test_what_a_person_calls_an_agenda_is_not_in_the_record(officer):
    agenda = Work(Kind.BOARD, "Agenda of a named soldier")

    do(open_work, by=officer, browser="x", work=agenda)

    bodies = "".join(Event.objects.values_list("body", flat=True))
    assert "named soldier" not in bodies
