"""Every page of the admin, walked by everybody: what is kept, what is read, and nothing else."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.test import RequestFactory
from django.urls import get_resolver, reverse

from repatriation.audit.models import Event
from repatriation.roles import ROLES
from tests.admin import table
from tests.factories.steps import Steps

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
LABELS = [model._meta.label for model in MODELS]
PAGES = ("change", "delete", "history")
OURS = {"READ": "our auditor", "KEPT": "our administrator", "LOOKED_AT": "our administrator"}


def set_of(label: str) -> str:
    sets = [name for name in ("KEPT", "LOOKED_AT", "READ") if label in getattr(table, name)]
    assert len(sets) == 1, f"{label} stands in {sets or 'no row of tests/admin/table.py'}"
    return sets[0]


def url(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def row_of(model, principals):
    """One that our side sees."""
    request = RequestFactory().get("/")
    request.user = principals[OURS[set_of(model._meta.label)]]
    return admin.site._registry[model].get_queryset(request).order_by("pk").first()


def pages_of(model, row) -> dict[str, str]:
    pages = {page: url(model, page, row.pk) for page in PAGES}
    return {"list": url(model, "changelist"), "add": url(model, "add")} | pages


def test_what_is_registered_and_what_is_not_stands_in_the_table():
    domain = {
        model._meta.label
        for app in ("cases", "exchanges")
        for model in apps.get_app_config(app).get_models()
    }

    assert set(LABELS) == table.KEPT | table.LOOKED_AT | table.READ
    assert domain - set(LABELS) == set(table.NOT_IN_IT)


def verbs_of(role: str, model) -> set[str]:
    opts, verbs = model._meta, set()
    for label in ROLES[role]:
        app, _dot, codename = label.partition(".")
        verb, _underscore, noun = codename.partition("_")
        if (app, noun) == (opts.app_label, opts.model_name):
            verbs.add(verb)
    return verbs


@pytest.mark.parametrize("role", ROLES)
def test_no_role_may_more_in_the_admin_than_the_table_says(role):
    may = {
        model._meta.label: verbs_of(role, model) & {"view", "add", "change", "delete"}
        for model in MODELS
    }

    for label, verbs in may.items():
        allowed = table.MAY.get((role, set_of(label)), set())
        assert verbs == allowed | table.ELSEWHERE.get((role, label), set()), label


def test_no_role_deletes_anything():
    deleting = Permission.objects.filter(codename__startswith="delete_")

    assert [p for p in deleting if p.group_set.exists() or p.user_set.exists()] == []
    assert "delete_selected" not in dict(admin.site.actions)


@pytest.mark.parametrize("principal", table.PRINCIPALS)
def test_each_page_answers_each_principal_as_the_table_says(as_, principals, principal):
    client = as_(principals[principal])
    answers, should = {}, {}
    for model in MODELS:
        row = row_of(model, principals)
        assert row is not None, f"no row of {model._meta.label} to walk to"
        should[model._meta.label] = table.expected(principal, model._meta.label)
        answers[model._meta.label] = {
            page: client.get(address).status_code for page, address in pages_of(model, row).items()
        }

    assert answers == should


@pytest.mark.parametrize("principal", table.PRINCIPALS)
def test_no_post_changes_a_record(as_, principals, principal):
    client = as_(principals[principal])
    for model in [model for model in MODELS if model._meta.label in table.READ]:
        row, before = row_of(model, principals), kept(model)
        form = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
        targets = [url(model, "add"), url(model, "change", row.pk), url(model, "delete", row.pk)]

        refused = [client.post(target, form).status_code for target in targets]
        listed = client.post(url(model, "changelist"), form).status_code

        assert refused == [403, 403, 403], model
        assert listed in (200, 302, 403)  # the list once more: it offers no action
        assert kept(model) == before


def kept(model) -> list:
    return [Event.objects.count(), *model._base_manager.order_by("pk").values()]


def other_pages() -> list[str]:
    """Those that are not the five pages of a model."""
    names = get_resolver("repatriation.urls").namespace_dict["admin"][1].reverse_dict
    usual = {
        f"{model._meta.app_label}_{model._meta.model_name}_{page}"
        for model in MODELS
        for page in ("changelist", "add", *PAGES)
    }
    return sorted({name for name in names if isinstance(name, str)} - usual)


def test_there_are_no_pages_but_these():
    assert other_pages() == table.OTHER_PAGES


@pytest.mark.parametrize(
    "page", ["index", "accounts_user_changelist", "cases_container_changelist"]
)
def test_who_is_no_staff_is_told_that_the_admin_is_for_others(as_, steps, page):
    client = as_(steps.north.coordinator)

    answer = client.get(reverse(f"admin:{page}"), follow=True)

    assert answer.status_code == 403
    assert "for administrators and auditors" in answer.content.decode()


def test_who_is_not_signed_in_signs_in_on_the_page_of_the_site(client, principals):
    for model in MODELS:
        for address in pages_of(model, row_of(model, principals)).values():
            answer = client.get(address, follow=True)
            assert answer.redirect_chain[-1][0] == f"/sign-in/?next={address}"


def test_an_auditor_sees_the_records_of_the_own_side_alone(as_, steps, principals):
    other = Steps()
    other.listed("Z-1")
    client = as_(principals["our auditor"])

    page = client.get(reverse("admin:exchanges_exchangebatch_changelist")).content.decode()

    assert str(steps.north.agency.batches_received.get()) in page
    assert str(other.north.agency.batches_received.get()) not in page


def test_the_way_to_a_record_of_the_site_asks_who_may_see_it(as_, steps, principals):
    """Django's own detour, which tells the address of any row to any staff, is not there."""
    batch = steps.north.agency.batches_received.get()
    client = as_(principals["who runs the register"])

    assert client.get(f"/admin/r/1/{batch.pk}/").status_code == 404
    page = as_(principals["our auditor"]).get(url(type(batch), "change", batch.pk)).content.decode()
    assert f'href="{batch.get_absolute_url()}"' in page
