"""The handover act: which versions were issued, and a new one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.dashboard.files import attachment
from exchanges.dashboard.records import get_batch
from exchanges.dashboard.trail import around_batch
from exchanges.models import ExchangeBatch
from exchanges.operations.acts.issuing import ACT, MANY, ask_for_act, issue_act
from exchanges.policies.papers import why_not_issue_act, why_not_read_names
from exchanges.querysets import of_party
from repatriation.accounts.models import User
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn, as_seen
from repatriation.dashboard.paper_forms import LanguagesForm
from repatriation.documents.models import IssuedDocument
from repatriation.files import storage
from repatriation.files.media_types import PDF

TEMPLATE = "exchanges/act.html"


@login_required
def act(request: SignedIn, reference: str) -> HttpResponse:
    return _act(request, reference, has_names=False)


@login_required
def act_with_names(request: SignedIn, reference: str) -> HttpResponse:
    """Behind a fresh proof of who asks, like every list that is taken with names."""
    return _act(request, reference, has_names=True)


@login_required
def act_file(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    return _file(request, reference, pk, has_names=False)


@login_required
def act_file_with_names(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    return _file(request, reference, pk, has_names=True)


def acts_of(batch: ExchangeBatch, reader: User) -> QuerySet[IssuedDocument]:
    """Newest first, for who sees all of the batch; one with names only for who may read them on
    the list."""
    own = Q(agency=reader.agency_id) | of_party(reader, "agency")
    issued = IssuedDocument.objects.of(ACT, batch).filter(own)
    if why_not_read_names(reader, batch):
        issued = issued.filter(has_names=False)
    return issued.select_related("issued_by", "agency", "file").with_newer()


def _act(request: SignedIn, reference: str, *, has_names: bool) -> HttpResponse:
    batch = get_batch(request, reference)
    form = LanguagesForm(posted(request))

    def save(**_typed: Any) -> Any:
        wanted: dict[str, Any] = {"languages": form.languages, "has_names": has_names}
        seen = as_seen(request, batch)
        if batch.places.count() > MANY:
            return ask_for_act(batch=seen, by=request.user, **wanted)
        issued = issue_act(batch=seen, by=request.user, **wanted)
        messages.success(request, _("Version %(number)s is issued.") % {"number": issued.number})
        return reverse("exchanges:act", args=[batch.reference])

    title = _("Issue an act with claimed names") if has_names else _("Handover act")
    page = around_batch(batch, title) | {
        "batch": batch,
        "papers": [(one, _address(batch, one)) for one in acts_of(batch, request.user)],
        "why_not": why_not_issue_act(request.user, batch, has_names=has_names),
        "submit": _("Issue a new version"),
        "lead": _lead(has_names=has_names),
        "has_names": has_names,
        "may_name": not why_not_issue_act(request.user, batch, has_names=True),
    }
    return form_page(request, form, save, template=TEMPLATE, row=batch, **page)


def _address(batch: ExchangeBatch, issued: IssuedDocument) -> str:
    name = "act-names-file" if issued.has_names else "act-file"
    return reverse(f"exchanges:{name}", args=[batch.reference, issued.pk])


def _lead(*, has_names: bool) -> str:
    if has_names:
        return _("Annex 1 names whom the sender claims to be in each container. Guard this paper.")
    return _("It names no dead: containers stand in its annex by label and reference.")


def _file(request: SignedIn, reference: str, pk: int, *, has_names: bool) -> HttpResponse:
    batch = get_batch(request, reference)
    issued = get_object_or_404(acts_of(batch, request.user), pk=pk, has_names=has_names)
    return attachment(storage.read(issued.file), PDF, issued.file.name)
