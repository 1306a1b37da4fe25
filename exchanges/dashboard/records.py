"""The row a page is about, if this reader may see it; with what its policies will ask."""

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from exchanges.models import Allocation, ExchangeBatch, ExchangeRound, ListImport, Statement
from repatriation.dashboard.pages import SignedIn


def get_round(request: SignedIn, reference: str) -> ExchangeRound:
    rounds = (
        ExchangeRound.objects.visible_to(request.user)
        .for_pages()
        .with_agreement_told(request.user)
        .select_related("convenor__party", "counterpart__party")
        .prefetch_related(
            Prefetch(
                "batches", ExchangeBatch.objects.select_related("sender", "receiver", "opened_for")
            ),
            Prefetch("statements", _statements(request)),
        )
    )
    return get_object_or_404(rounds, reference=reference)


def get_batch(request: SignedIn, reference: str) -> ExchangeBatch:
    return get_object_or_404(batches_for(request), reference=reference)


def get_share(request: SignedIn, reference: str, pk: int) -> Allocation:
    shares = Allocation.objects.visible_to(request.user).select_related(
        "mortuary", "batch__round", "batch__receiver", "batch__sender"
    )
    return get_object_or_404(shares, batch__reference=reference, pk=pk)


def get_draft(request: SignedIn, reference: str, pk: int) -> ListImport:
    drafts = (
        ListImport.objects.visible_to(request.user)
        .filter(batch__in=ExchangeBatch.objects.visible_to(request.user))
        .select_related(
            "batch__sender__party",
            "batch__receiver__party",
            "batch__round",
            "file",
            "job",
            "manifest",
            "started_by",
            "read_with__saved_by",
        )
    )
    return get_object_or_404(drafts, batch__reference=reference, pk=pk)


def batches_for(request: SignedIn) -> QuerySet[ExchangeBatch]:
    return (
        ExchangeBatch.objects.visible_to(request.user)
        .for_pages()
        .select_related(
            "sender__party",
            "receiver__party",
            "opened_for",
            "round__convenor",
            "round__counterpart",
        )
        .prefetch_related(Prefetch("statements", _statements(request)))
    )


def _statements(request: SignedIn) -> QuerySet[Statement]:
    shown = Statement.objects.shown_to(request.user)
    return shown.select_related("agency", "recorded_by__agency", "checked_by", "batch").order_by(
        "pk"
    )
