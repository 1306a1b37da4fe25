"""What is typed about a batch, its sheets and its shares."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import TallySheet
from exchanges.dashboard.when import WhenForm
from exchanges.models import Allocation, ExchangeBatch, Statement
from exchanges.operations.room import MortuaryRoom
from exchanges.policies.batches import packers_of
from repatriation.accounts.models import Agency, User
from repatriation.dashboard.filters import DateInput
from repatriation.dashboard.formats import number_text
from repatriation.dashboard.forms import choose_among
from repatriation.ledger.clock import today

MOST = 1_000_000


class CountForm(WhenForm):
    """The count before the seal; whoever packed does not count. Of what was packed here the
    register knows who did."""

    containers = forms.IntegerField(
        label=_("Containers counted"), min_value=0, max_value=MOST, localize=False
    )
    packed_by = forms.ModelChoiceField(User.objects.none(), label=_("Packed by"))
    field_order = ["containers", "packed_by", "occurred_at"]

    def __init__(self, data=None, *, batch: ExchangeBatch):
        packers = packers_of(batch)
        super().__init__(data, initial={"packed_by": next(iter(packers), None)})
        people = User.objects.people().filter(Q(agency=batch.sender_id) | Q(pk__in=packers))
        choose_among(self, packed_by=people)


class PaperForm(forms.Form):
    """A dated message or paper, so that it can be found again."""

    said_on = forms.DateField(label=_("Date of the message or paper"), widget=DateInput)
    source = forms.CharField(
        label=_("Which message or paper"),
        max_length=Statement._meta.get_field("source").max_length,
        help_text=_("As it can be found again: who wrote it, its number. No names of the dead."),
    )

    def __init__(self, data=None):
        super().__init__(data, initial={"said_on": today()})


class SheetForm(forms.ModelForm):
    """The header of a vehicle at the venue."""

    class Meta:
        model = TallySheet
        fields = ["place", "vehicle", "handed_over_by", "outside_witness", "is_on_paper"]
        labels = {
            "handed_over_by": _("Handed over by, for the other side"),
            "outside_witness": _("Witness without an account"),
            "is_on_paper": _("Entered from a paper tally sheet"),
        }

    def __init__(self, data=None, *, venue: str = ""):
        super().__init__(data, initial={"place": venue})

    def _post_clean(self) -> None:
        """The operation makes the row."""


class ReceiptSheetForm(SheetForm):
    """The header of a bay at the mortuary: two people, or a reason."""

    class Meta(SheetForm.Meta):
        fields = [
            "place",
            "vehicle",
            "handed_over_by",
            "witness",
            "outside_witness",
            "alone_reason",
            "is_on_paper",
        ]
        labels = {"handed_over_by": _("Brought by")}
        help_texts = {"alone_reason": _("Only where nobody else is there; it is reviewed.")}

    def __init__(self, data=None, *, share: Allocation, user: User):
        super().__init__(data)
        people = User.objects.people().filter(agency=share.mortuary_id).exclude(pk=user.pk)
        choose_among(self, witness=people)


class SharesForm(forms.Form):
    """How many each mortuary is to get: one number for each, and a reason where it is too many."""

    def __init__(self, data=None, *, rooms: list[MortuaryRoom], proposal: dict[int, int]):
        super().__init__(data)
        self.rooms = rooms
        for room in rooms:
            if not room.gone:
                self.fields[f"of_{room.mortuary.pk}"] = forms.IntegerField(
                    label=room.mortuary.name,
                    min_value=0,
                    max_value=MOST,
                    required=False,
                    localize=False,
                    initial=proposal.get(room.mortuary.pk, 0),
                    help_text=room_text(room),
                )
        self.fields["because"] = forms.CharField(
            label=_("Why more than there is room for"),
            max_length=200,
            required=False,
            help_text=_("Only where a mortuary gets more than it has room for."),
        )

    def numbers(self) -> dict[Agency, int]:
        """An empty field is none."""
        offered = [room for room in self.rooms if not room.gone]
        typed = {one.mortuary: self.cleaned_data[f"of_{one.mortuary.pk}"] for one in offered}
        return {mortuary: number or 0 for mortuary, number in typed.items()}


def room_text(room: MortuaryRoom) -> str:
    """Why it is proposed what it is proposed."""
    if room.room.capacity is None:
        said = gettext("How much room it has is not known.")
    else:
        figures = {
            "capacity": number_text(room.room.capacity),
            "held": number_text(room.room.held),
            "coming": number_text(room.room.coming + room.elsewhere),
            "free": number_text(room.free or 0),
        }
        text = gettext(
            "Room for %(capacity)s: %(held)s lie there, %(coming)s coming, %(free)s free."
        )
        said = text % figures
    pace = gettext("Opened in four weeks: %(opened)s.") % {"opened": number_text(room.room.opened)}
    return f"{said} {pace}"
