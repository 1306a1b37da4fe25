"""What is typed about a round."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from exchanges.agreement_states import AgreementState
from exchanges.models import Agreement, ExchangeRound, Statement, Venue
from exchanges.models.statement import Act
from exchanges.policies.sides import is_of_side
from repatriation.accounts.models import Agency, User
from repatriation.dashboard.filters import DateInput
from repatriation.dashboard.forms import choose_among
from repatriation.ledger.clock import today

ACTIVE = Agency.objects.filter(is_active=True)
ACTS = (Act.ACCEPTS, Act.CONFIRMS_DATE)  # a seal is recorded on its batch


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class PlanForm(forms.ModelForm):
    """The plan as it is typed; the sides are judged by the operation."""

    class Meta:
        model = ExchangeRound
        fields = [
            "counterpart",
            "intermediary",
            "date",
            "venue",
            "window_from",
            "window_until",
            "transport",
            "agreed_under",
            "agreement",
            "corridor",
            "cease_fire",
        ]
        widgets = {"date": DateInput, "window_from": TimeInput, "window_until": TimeInput}
        help_texts = {
            "date": _("A new date has to be confirmed anew by everybody."),
            "intermediary": _("Where one is named, it has to confirm the date too."),
            "agreed_under": _("Whose commitments it keeps; it may name the intermediary."),
            "agreement": _("In words, where it is not on record."),
        }

    def __init__(self, data=None, *, user: User, instance: ExchangeRound | None = None):
        super().__init__(data, instance=instance)
        others = ACTIVE.exclude(party=user.party_id).exclude(party=None)
        choose_among(
            self,
            counterpart=others.filter(kind__in=["coordination", "exchange"]),
            intermediary=ACTIVE.filter(kind=Agency.Kind.INTERMEDIARY),
            venue=Venue.objects.filter(is_active=True),
            agreed_under=Agreement.objects.visible_to(user).filter(state=AgreementState.IN_FORCE),
        )

    def _post_clean(self) -> None:
        """Nothing is put on the row here: the operation compares what was typed with it."""


class RecordForm(forms.Form):
    """What another side said, from its dated message."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Who said it"))
    act = forms.ChoiceField(
        label=_("What was said"),
        choices=[(act.value, capfirst(act.label)) for act in ACTS],
        widget=forms.RadioSelect,
    )
    said_on = forms.DateField(label=_("Date of the message or paper"), widget=DateInput)
    source = forms.CharField(
        label=_("Which message or paper"),
        max_length=Statement._meta.get_field("source").max_length,
        help_text=_("As it can be found again: who wrote it, its number. No names of the dead."),
    )

    def __init__(self, data=None, *, user: User, round: ExchangeRound):
        super().__init__(data, initial={"said_on": today()})
        others = [agency.pk for agency in round.speakers if not is_of_side(user, agency)]
        choose_among(self, agency=Agency.objects.filter(pk__in=others))


class BatchForm(forms.Form):
    """One direction of the round, between agencies of its two sides."""

    sender = forms.ModelChoiceField(Agency.objects.none(), label=_("Handed over by"))
    receiver = forms.ModelChoiceField(Agency.objects.none(), label=_("Received by"))

    def __init__(self, data=None, *, round: ExchangeRound):
        super().__init__(data)
        parties = [round.convenor.party_id, round.counterpart.party_id]
        kinds = ["coordination", "exchange", "search"]
        agencies = ACTIVE.filter(party__in=parties, kind__in=kinds)
        choose_among(self, sender=agencies, receiver=agencies)
