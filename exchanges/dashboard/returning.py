"""Pages of a batch that goes to the other side: listed from what is packed, taken over on paper,
acknowledged."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.models import Container
from exchanges.dashboard.attesting_forms import MOST, SaidForm
from exchanges.dashboard.deeds import told
from exchanges.dashboard.records import get_batch
from exchanges.dashboard.trail import around_batch
from exchanges.dashboard.when import MomentInput
from exchanges.models import ExchangeBatch, Statement
from exchanges.operations.acknowledging import acknowledge_batch, record_taken_over
from exchanges.operations.packed_lists import list_packed
from exchanges.policies.moves import every_batch_move
from exchanges.policies.sides import is_of_side
from repatriation.dashboard.components import Text
from repatriation.dashboard.forms import choose_among, form_page, posted
from repatriation.dashboard.pages import SignedIn, as_seen

FORM = "exchanges/form.html"
RECEIPT = Statement._meta.get_field("receipt").max_length


class PackedForm(forms.Form):
    containers = forms.ModelMultipleChoiceField(
        Container.objects.none(),
        to_field_name="reference",
        label=_("Packed containers"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What stood on the list and is not ticked leaves it, and stays packed."),
    )

    def __init__(self, data=None, *, batch: ExchangeBatch):
        standing = batch.places.filter(left_at=None).values("container")
        packed = Container.objects.filter(
            Q(state="packed", custodian__party=batch.sender.party_id) | Q(pk__in=standing)
        )
        super().__init__(data, initial={"containers": [str(one.reference) for one in packed]})
        choose_among(self, containers=packed.order_by("pk"))


class TakenOverForm(SaidForm):
    refused = forms.ModelMultipleChoiceField(
        Container.objects.none(),
        to_field_name="reference",
        label=_("Refused, by the act"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("The others were taken over."),
    )
    occurred_at = forms.DateTimeField(
        label=_("When it happened"),
        required=False,
        widget=MomentInput,
        help_text=_("Leave it empty for now."),
    )

    def __init__(self, data=None, *, batch: ExchangeBatch):
        super().__init__(data)
        standing = batch.places.filter(left_at=None).values("container")
        choose_among(self, refused=Container.objects.filter(pk__in=standing).order_by("pk"))
        self.fields["source"].required = True


class AcknowledgeForm(SaidForm):
    containers = forms.IntegerField(
        label=_("Containers received"), min_value=0, max_value=MOST, localize=False
    )
    receipt = forms.CharField(label=_("Number of the receipt"), max_length=RECEIPT, required=False)
    field_order = ["containers", "receipt", "said_on", "source"]

    def __init__(self, data=None, *, is_own: bool):
        super().__init__(data)
        if is_own:
            del self.fields["said_on"], self.fields["source"]
        else:
            self.fields["source"].required = True


@login_required
def list_what_is_packed(request: SignedIn, reference: str) -> HttpResponse:
    seen = get_batch(request, reference)
    form = PackedForm(posted(request), batch=seen)

    def save(containers: Any) -> ExchangeBatch:
        chosen = list(containers)
        list_packed(batch=as_seen(request, seen), containers=chosen, by=request.user)
        messages.success(request, _now("The handover list is filed."))
        return seen

    lead = _now("The list names our references and how many people; no name stands on it.")
    return _page(request, seen, form, save, "list_packed", _("List what is packed"), lead)


@login_required
def take_over(request: SignedIn, reference: str) -> HttpResponse:
    """For a receiver that does not sign in."""
    seen = get_batch(request, reference)
    form = TakenOverForm(posted(request), batch=seen)

    def save(refused: Any, **typed: Any) -> ExchangeBatch:
        batch = as_seen(request, seen)
        record_taken_over(batch=batch, refused=list(refused), by=request.user, **typed)
        messages.success(request, _now("It is recorded, and waits for a second person to read it."))
        return seen

    lead = _now(
        "From the act that the other side signed. When a second person has read it, what is packed "
        "is released, and custody passes."
    )
    title = _("Record what the other side took over")
    return _page(request, seen, form, save, "take_over", title, lead, is_grave=True)


@login_required
def acknowledge(request: SignedIn, reference: str) -> HttpResponse:
    seen = get_batch(request, reference)
    form = AcknowledgeForm(posted(request), is_own=is_of_side(request.user, seen.receiver))

    def save(**typed: Any) -> ExchangeBatch:
        acknowledge_batch(batch=as_seen(request, seen), by=request.user, **typed)
        messages.success(request, _now("It is recorded."))
        return seen

    lead = _now("What the receiver says that it has. The cases that went in it are closed.")
    lead = f"{lead} {told(seen.sender)}"
    return _page(request, seen, form, save, "acknowledge", _("Acknowledge the batch"), lead)


def _page(
    request: SignedIn,
    seen: ExchangeBatch,
    form: forms.Form,
    save: Any,
    verb: str,
    title: Text,
    lead: str,
    *,
    is_grave: bool = False,
) -> HttpResponse:
    page = around_batch(seen, title) | {
        "lead": lead,
        "why_not": every_batch_move(request.user, seen)[verb],
        "submit": title,
        "is_grave": is_grave,
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)
