"""What a person fills in when remains leave, and when they come back."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.dashboard.deed_forms import NO_NAMES, written
from cases.dashboard.forms import Late, MoveForm, Pair
from cases.dashboard.identification_forms import shown
from cases.models.release import ReleaseTo, WhyBack
from cases.models.releasing import KinReferral, PartsWish, WhyReferred
from repatriation.accounts.models import Agency, User
from repatriation.dashboard.forms import choose_among

CHOOSE = ("", _("Choose"))


class LabelScan(forms.Form):
    label = forms.CharField(
        label=_("Label on the remains"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Scan it, or type the reference that is on it. Do not copy it from here."),
    )


class AuthoriseForm(MoveForm, LabelScan):
    whom = forms.ChoiceField(label=_("To whom"), choices=[])
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label=_("Agency"),
        required=False,
        empty_label=_("None: to the family"),
    )
    decision = forms.CharField(
        label=_("Number of the decision"),
        max_length=120,
        required=False,
        help_text=_("For another agency or the other party."),
    )
    field_order = ["whom", "agency", "decision", "label"]

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        whom: Any = self.fields["whom"]
        whom.choices = [CHOOSE, *shown(ReleaseTo)]
        choose_among(self, agency=agencies_for(self.user))

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "to": ReleaseTo(given["whom"]),
            "label": given["label"],
            "agency": given["agency"],
            "decision": given["decision"],
        }


class ReleaseForm(MoveForm, LabelScan, Late):
    receipt = forms.CharField(label=_("Number of the receipt"), max_length=60)
    receiver = forms.CharField(
        label=_("Who received the remains"),
        max_length=120,
        help_text=_("As on the receipt. Only your agency and the responsible one read it."),
    )
    burial_place = forms.CharField(label=_("Burial place"), max_length=200, required=False)
    witness = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Second person"),
        empty_label=_("Choose"),
        help_text=_("Who sees the label read, and the remains handed over."),
    )
    field_order = [
        "label",
        "receipt",
        "receiver",
        "burial_place",
        "witness",
        "occurred_at",
        "is_late",
    ]


class TakeBackForm(MoveForm, LabelScan, Pair, Late):
    because = forms.ChoiceField(label=_("Why"), choices=[])
    note = written(_("What happened, and how you know"), help_text=NO_NAMES)
    permit = forms.CharField(
        label=_("Number of the exhumation permit"),
        max_length=120,
        required=False,
        help_text=_("Where they were exhumed."),
    )
    permit_by = forms.CharField(label=_("Who issued the permit"), max_length=120, required=False)
    field_order = [
        "label",
        "because",
        "note",
        "permit",
        "permit_by",
        "witness",
        "alone_reason",
        "occurred_at",
        "is_late",
    ]

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        because: Any = self.fields["because"]
        because.choices = [CHOOSE, *shown(WhyBack)]

    def said(self) -> dict[str, Any]:
        names = ("label", "note", "permit", "permit_by", "witness", "alone_reason")
        said = {name: self.cleaned_data[name] for name in names}
        because = WhyBack(self.cleaned_data["because"])
        when = {"occurred_at": self.moment, "is_late": self.cleaned_data["is_late"]}
        return said | when | {"because": because}


class PartsForm(MoveForm):
    wish = forms.ChoiceField(label=_("The family wishes"), choices=[], widget=forms.RadioSelect)
    asked_on = forms.DateField(
        label=_("Asked on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        wish: Any = self.fields["wish"]
        wish.choices = shown(PartsWish)


class ReferForm(MoveForm):
    because = forms.ChoiceField(label=_("Why"), choices=[], widget=forms.RadioSelect)
    note = written(_("What they disagree on, or how they were sought"), help_text=NO_NAMES)

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        because: Any = self.fields["because"]
        because.choices = shown(WhyReferred)


class DecideForm(MoveForm):
    decision = forms.ChoiceField(label=_("Decision"), choices=[], widget=forms.RadioSelect)
    order = forms.CharField(label=_("Number of the order"), max_length=120)

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        decision: Any = self.fields["decision"]
        decision.choices = shown(KinReferral.Decision)


class ReasonForm(MoveForm):
    because = written(_("Why"), help_text=NO_NAMES)


class CloseForm(MoveForm):
    effects_stay = written(
        _("Why personal effects stay"),
        300,
        required=False,
        help_text=_(
            "Needed where effects of these remains are still held; the page of the release lists "
            "them. No names."
        ),
    )


class ShortReasonForm(MoveForm):
    because = written(_("Why"), 200, help_text=NO_NAMES)


def agencies_for(user: User) -> QuerySet[Agency]:
    """Where remains may be sent for good: any active agency but the own one."""
    active = Agency.objects.filter(is_active=True, party__isnull=False)
    return active.exclude(pk=user.agency_id or 0)
