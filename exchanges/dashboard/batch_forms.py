"""What is typed about a batch, its sheets and its shares."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import TallySheet
from exchanges.dashboard.when import WhenForm
from exchanges.models import Allocation, ExchangeBatch, Statement
from repatriation.accounts.models import Agency, User
from repatriation.dashboard.filters import DateInput
from repatriation.dashboard.forms import choose_among
from repatriation.ledger.clock import today

MOST = 1_000_000


class CountForm(WhenForm):
    """The count before the seal; whoever packed does not count."""

    containers = forms.IntegerField(
        label=_("Containers counted"), min_value=0, max_value=MOST, localize=False
    )
    packed_by = forms.ModelChoiceField(User.objects.none(), label=_("Packed by"))
    field_order = ["containers", "packed_by", "occurred_at"]

    def __init__(self, data=None, *, batch: ExchangeBatch):
        super().__init__(data)
        choose_among(self, packed_by=User.objects.people().filter(agency=batch.sender_id))


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


class AllocateForm(forms.Form):
    """So many of those not allocated yet, in the order of the list."""

    mortuary = forms.ModelChoiceField(Agency.objects.none(), label=_("Mortuary"))
    count = forms.IntegerField(label=_("Containers"), min_value=1, max_value=MOST, localize=False)

    def __init__(self, data=None, *, user: User, free: int):
        super().__init__(data)
        mortuaries = Agency.objects.filter(
            kind=Agency.Kind.MORTUARY, party=user.party_id, is_active=True
        )
        choose_among(self, mortuary=mortuaries)
        self.fields["count"].help_text = _("Handed over and not allocated: %(free)s.") % {
            "free": free
        }
