"""Every page of the admin, walked by who may and who may not: reads, keeps, and deletes nothing."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import StorageUnit
from repatriation.audit.models import Event
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps
from tests.factories.work import at_work

KEPT = {
    "accounts.Party",
    "accounts.Agency",
    "accounts.User",
    "cases.StorageUnit",
    "exchanges.Venue",
}
READ = {
    "cases.Container",
    "cases.RemainsCase",
    "cases.CustodyEvent",
    "cases.RecoverySite",
    "cases.TallySheet",
    "exchanges.ExchangeRound",
    "exchanges.ExchangeBatch",
    "exchanges.Statement",
    "exchanges.Count",
    "exchanges.Discrepancy",
    "exchanges.Allocation",
    "exchanges.Manifest",
}
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
LABELS = [model._meta.label for model in MODELS]


@pytest.fixture
def steps():
    """A batch brought to numbered remains, with one container missing, and a recovery."""
    steps = Steps()
    steps.numbered("A-1", "A-2", "A-2")
    return steps


@pytest.fixture
def administrator():
    return UserFactory(role="administrator", is_staff=True, agency=None)


@pytest.fixture
def auditor(steps):
    return UserFactory(role="auditor", is_staff=True, agency=steps.north.agency)


@pytest.fixture
def as_(client):
    def signed_in(user):
        client.force_login(user)
        at_work(client, reverse("admin:accounts_user_add"))
        return client

    return signed_in


def url(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def first_of(model):
    return model._base_manager.order_by("pk").first()


def pages_of(model) -> dict[str, str]:
    row = first_of(model)
    pages = {"list": url(model, "changelist"), "add": url(model, "add")}
    if row is not None:
        for page in ("change", "delete", "history"):
            pages[page] = url(model, page, row.pk)
    return pages


@pytest.mark.parametrize("model", MODELS, ids=LABELS)
def test_an_administrator_keeps_reference_data_and_opens_no_record(
    as_, administrator, steps, model
):
    label = model._meta.label
    client = as_(administrator)

    statuses = {page: client.get(address).status_code for page, address in pages_of(model).items()}

    if label in KEPT:
        assert statuses.pop("delete", 403) == 403
        assert set(statuses.values()) == {200}
    elif label == "auth.Group":
        assert statuses == {"list": 200, "add": 403, "change": 200, "delete": 403, "history": 200}
    else:
        assert {statuses["list"], statuses["add"], statuses.get("change", 403)} == {403}
        assert set(statuses.values()) <= {302, 403}  # 302: there is no such object


@pytest.mark.parametrize("model", MODELS, ids=LABELS)
def test_an_auditor_reads_every_record_and_nothing_else(as_, auditor, steps, model):
    label = model._meta.label
    client = as_(auditor)

    statuses = {page: client.get(address).status_code for page, address in pages_of(model).items()}

    if label in READ:
        assert (statuses["list"], statuses["add"]) == (200, 403)
        assert statuses.get("change", 200) in (200, 302)  # 302: not one they may see
        assert statuses.get("delete", 403) == 403
    else:
        assert {statuses["list"], statuses["add"], statuses.get("change", 403)} == {403}


@pytest.mark.parametrize("role", ["administrator", "auditor", "coordinator"])
@pytest.mark.parametrize("model", [m for m in MODELS if m._meta.label in READ])
def test_no_post_changes_a_record(as_, steps, role, model):
    user = UserFactory(role=role, is_staff=True, agency=steps.north.agency)
    client, row, before = as_(user), first_of(model), kept(model)
    single = [url(model, page, row.pk) for page in ("change", "delete")] if row else []
    form = {"action": "delete_selected", "_selected_action": row.pk if row else 1, "post": "yes"}

    refused = [client.post(target, form) for target in [url(model, "add"), *single]]
    listed = client.post(url(model, "changelist"), form)

    assert {answer.status_code for answer in refused} <= {302, 403}  # 302: it is not there
    assert refused[0].status_code == 403
    assert listed.status_code in (200, 302, 403)  # the list once more: it offers no action
    assert kept(model) == before


def kept(model) -> list:
    return [Event.objects.count(), *model._base_manager.order_by("pk").values()]


def test_the_admin_offers_no_deleting_to_anybody():
    assert "delete_selected" not in dict(admin.site.actions)


def test_every_record_the_auditor_is_promised_is_registered():
    assert {*LABELS} >= KEPT | READ


@pytest.mark.parametrize(
    "page", ["index", "accounts_user_changelist", "cases_container_changelist"]
)
def test_a_coordinator_is_told_that_the_admin_is_for_others(as_, steps, page):
    client = as_(steps.north.coordinator)

    answer = client.get(reverse(f"admin:{page}"), follow=True)

    assert answer.status_code == 403
    assert "for administrators and auditors" in answer.content.decode()


def test_who_is_not_signed_in_signs_in_on_the_page_of_the_site(client):
    answer = client.get("/admin/cases/container/", follow=True)

    assert answer.redirect_chain[-1][0] == "/sign-in/?next=/admin/cases/container/"


def test_an_auditor_sees_the_records_of_the_own_side_alone(as_, steps, auditor):
    other = Steps()
    other.listed("Z-1")
    client = as_(auditor)

    page = client.get(reverse("admin:exchanges_exchangebatch_changelist")).content.decode()

    assert page.count("EB-") == page.count(str(first_of_batch(steps)))
    assert str(first_of_batch(other)) not in page


def first_of_batch(steps):
    return steps.north.agency.batches_received.get()


@pytest.mark.parametrize("model", [m for m in MODELS if m._meta.label in READ | KEPT])
def test_a_longer_list_costs_no_more_queries(as_, steps, auditor, administrator, model):
    """Of an administrator who runs the register, or of an auditor, whoever may look at it."""
    client = as_(auditor if model._meta.label in READ else administrator)
    address = url(model, "changelist")
    client.get(address)  # content types and permissions are remembered from here on
    few = queries_of(client, address)

    Steps(steps.world).numbered("B-1", "B-2", "B-2")
    for number in range(5):
        StorageUnit.objects.create(agency=steps.north.mortuaries[0], name=f"Shelf {number}")
        UserFactory(role=["coordinator", "exchange officer"])

    assert queries_of(client, address) == few


def queries_of(client, address) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
