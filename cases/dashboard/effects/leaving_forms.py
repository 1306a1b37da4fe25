"""What a person fills in when a personal effect leaves, is held, or is destroyed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.dashboard.deed_forms import written
from cases.dashboard.effects.forms import TIME, EffectForm, Second
from cases.dashboard.forms import Late
from cases.dashboard.person_forms import one_of
from cases.models.container import Hazard
from repatriation.accounts.models import Agency
from repatriation.dashboard.forms import choose_among


class LeaveForm(EffectForm, Second, Late):
    receipt = forms.CharField(label=_("Number of the receipt"), max_length=60)
    receiver = forms.CharField(
        label=_("Who received it"),
        max_length=120,
        help_text=_("Read by effects custodians and release officers of the house alone."),
    )
    field_order = ["receipt", "receiver", "witness", *TIME]


class BureauForm(EffectForm, Second, Late):
    bureau = forms.ModelChoiceField(Agency.objects.none(), label=_("Information bureau"))
    receipt = forms.CharField(label=_("Number of the receipt"), max_length=60)
    field_order = ["bureau", "receipt", "witness", *TIME]

    def offer(self) -> None:
        own = Agency.objects.filter(party=self.user.party_id, is_active=True)
        bureaux = own.filter(kind=Agency.Kind.INFORMATION_BUREAU)
        choose_among(self, bureau=bureaux.order_by("name"))


class DestroyForm(EffectForm, Second, Late):
    hazard = one_of(_("Hazard"), Hazard)
    note = written(_("What was seen, and how it was destroyed"), 300)
    field_order = ["hazard", "note", "witness", *TIME]

    def clean_hazard(self) -> Hazard:
        return Hazard(self.cleaned_data["hazard"])


class HoldForm(EffectForm):
    order = forms.CharField(label=_("Number of your order"), max_length=120)
    note = written(_("Why it is held"), 300)


class LiftForm(EffectForm):
    note = written(_("Why the hold ends"), 300)
