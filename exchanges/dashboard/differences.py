"""The page of what one version of a list changed against another."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.dashboard.differences_shown import DifferencesShown, asked_of
from exchanges.dashboard.records import get_batch, get_draft
from exchanges.dashboard.trail import around_batch
from exchanges.models import ExchangeBatch, Manifest, Side
from exchanges.operations.versions import differences_of_draft, differences_since, version_before
from repatriation.accounts.models import User
from repatriation.dashboard.components import Choice
from repatriation.dashboard.pages import SignedIn

TEMPLATE = "exchanges/differences.html"


@login_required
def between(request: SignedIn, reference: str, number: int, before: int) -> HttpResponse:
    """Two versions of one side's list, whichever is the newer."""
    batch = get_batch(request, reference)
    side = request.GET.get("side", Side.SENDER)
    lists = Manifest.objects.with_lines_for(request.user).filter(batch=batch, side=side)
    new = get_object_or_404(lists, number=number)
    old = get_object_or_404(lists, number=before)
    shown = DifferencesShown(
        differences_since(old, new),
        reads_claims(request.user, batch),
        side=side,
        **asked_of(request.GET),
    )
    others = lists.exclude(pk=new.pk).order_by("-number").values_list("number", flat=True)
    says = _("What version %(new)s says otherwise than version %(old)s of %(whose)s list.")
    page = around_batch(batch, _("What changed")) | {
        "says": says % {"new": number, "old": before, "whose": Side(side).label},
        "shown": shown,
        "versions": [_version(new, other, before) for other in others],
        "back_label": _("Back to the batch"),
    }
    return render(request, TEMPLATE, page)


@login_required
def of_draft(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """What filing this draft would change."""
    draft = get_draft(request, reference, pk)
    before = version_before(draft, request.user)
    if before is None:
        return redirect(draft)  # nothing to tell apart: the preview says all there is
    reads = reads_claims(request.user, draft.batch)
    shown = DifferencesShown(differences_of_draft(before, draft), reads, **asked_of(request.GET))
    says = _("What this file says otherwise than version %(old)s of %(whose)s list.")
    page = around_batch(draft.batch, _("What would change")) | {
        "says": says % {"old": before.number, "whose": Side(draft.side).label},
        "shown": shown,
        "back": draft.get_absolute_url(),
        "back_label": _("Back to the preview"),
    }
    return render(request, TEMPLATE, page)


def reads_claims(reader: User, batch: ExchangeBatch) -> bool:
    return Manifest.objects.readable_by(reader).filter(batch=batch).exists()


def since_url(new: Manifest, before: int) -> str:
    url = reverse("exchanges:list-since", args=[new.batch.reference, new.number, before])
    return f"{url}?side={new.side}" if new.side == Side.RECEIVER else url


def _version(new: Manifest, number: int, before: int) -> Choice:
    label = (
        _("since version %(number)s") if number < new.number else _("against version %(number)s")
    )
    return Choice(label % {"number": number}, since_url(new, number), None, number == before)
