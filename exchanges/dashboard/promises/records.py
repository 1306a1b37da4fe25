"""The row a page is about, if this reader may see it; with what its policies will ask."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from exchanges.models import Agreement, AgreementWord, Commitment
from repatriation.dashboard.pages import SignedIn

WORDS = AgreementWord.objects.order_by("pk")


def get_agreement(request: SignedIn, reference: str) -> Agreement:
    rows = Agreement.objects.visible_to(request.user).for_pages()
    return get_object_or_404(rows.prefetch_related(Prefetch("words", WORDS)), reference=reference)


def get_commitment(request: SignedIn, reference: str) -> Commitment:
    rows = Commitment.objects.visible_to(request.user).for_pages()
    rows = rows.prefetch_related(Prefetch("words", WORDS), "milestones")
    return get_object_or_404(rows, reference=reference)


def get_word(request: SignedIn, reference: str, pk: int) -> AgreementWord:
    rows = AgreementWord.objects.shown_to(request.user).select_related(
        "agency",
        "recorded_by__agency",
        "agreement__convenor__party",
        "agreement__counterpart__party",
        "commitment__agreement",
    )
    return get_object_or_404(rows, agreement__reference=reference, pk=pk)
