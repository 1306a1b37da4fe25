"""What is typed about an agreement or a commitment."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.db.models import Q
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from exchanges.dashboard.round_forms import ACTIVE, TimeInput
from exchanges.models import Agreement, AgreementWord, Commitment, ExchangeBatch
from exchanges.zones import ZONES
from repatriation.accounts.models import Agency, User
from repatriation.dashboard.filters import DateInput
from repatriation.dashboard.forms import choose_among

Act = AgreementWord.Act
ROWS = 4  # of milestones on the form; the API takes more
LATEST = time(23, 59)
HIGHEST = 2_000_000_000


def _codes(choices) -> list[tuple[str, str]]:
    """Nothing is chosen before somebody chose it."""
    return [*BLANK_CHOICE_DASH, *((one.value, capfirst(one.label)) for one in choices)]


class AgreementForm(forms.ModelForm):
    class Meta:
        model = Agreement
        fields = [
            "title",
            "counterpart",
            "mediator",
            "intermediary",
            "text_reference",
            "signed_on",
            "valid_from",
            "valid_until",
            "confidentiality",
        ]
        widgets = dict.fromkeys(("signed_on", "valid_from", "valid_until"), DateInput)
        help_texts = {
            "title": _("As it is called in the talks. No names of the dead."),
            "text_reference": _("Where the signed text is kept; the text itself stays there."),
            "mediator": _("Of the talks."),
            "intermediary": _("At the handovers. Every round under it asks for its word too."),
            "confidentiality": _("Where it is for the two sides alone, nobody else sees it."),
        }

    def __init__(self, data=None, *, user: User, instance: Agreement | None = None):
        super().__init__(data, instance=instance)
        others = ACTIVE.exclude(party=user.party_id).exclude(party=None)
        neutral = ACTIVE.filter(kind=Agency.Kind.INTERMEDIARY)
        choose_among(
            self,
            counterpart=others.filter(kind__in=["coordination", "exchange"]),
            mediator=neutral,
            intermediary=neutral,
        )

    def _post_clean(self) -> None:
        """Nothing is put on the row here: the operation compares what was typed with it."""


class DeadlineForm(forms.Form):
    """A day and an hour in a named time zone make one moment."""

    due_on = forms.DateField(label=_("Deadline"), widget=DateInput)
    due_time = forms.TimeField(
        label=_("Hour"), widget=TimeInput, required=False, help_text=_("Empty: the end of the day.")
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=[*BLANK_CHOICE_DASH, *((one, one) for one in ZONES)]
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("due_on") and given.get("time_zone"):
            given["due_at"] = self.moment(given["due_on"], given.get("due_time"))
        return given

    def moment(self, day, hour=None) -> datetime:
        zone = ZoneInfo(self.cleaned_data["time_zone"])
        return datetime.combine(day, hour or LATEST, tzinfo=zone)


class CommitmentForm(DeadlineForm):
    title = forms.CharField(
        label=_("What is promised"),
        max_length=200,
        help_text=_("In a few words, as it is agreed. No names of the dead."),
    )
    debtor = forms.ModelChoiceField(Agency.objects.none(), label=_("Promised by"))
    target = forms.IntegerField(label=_("How many"), min_value=1, max_value=HIGHEST, localize=False)
    measure = forms.ChoiceField(
        label=_("Counted in"),
        choices=_codes(Commitment.Measure),
    )
    unit = forms.CharField(label=_("The unit in words"), max_length=60, required=False)
    basis = forms.ChoiceField(
        label=_("Whose count decides"),
        choices=_codes(Commitment.Basis),
    )
    ratio_to = forms.ModelChoiceField(
        Commitment.objects.none(),
        label=_("In a ratio to"),
        required=False,
        empty_label=_("none"),
        help_text=_("A promise of the other side under this agreement."),
    )
    ratio_of_this = forms.IntegerField(
        label=_("So many of this"), min_value=1, max_value=HIGHEST, required=False, localize=False
    )
    ratio_of_other = forms.IntegerField(
        label=_("for so many of that"),
        min_value=1,
        max_value=HIGHEST,
        required=False,
        localize=False,
    )
    field_order = [
        "title",
        "debtor",
        "target",
        "measure",
        "unit",
        "basis",
        "due_on",
        "due_time",
        "time_zone",
    ]

    def __init__(self, data=None, *, agreement: Agreement, commitment: Commitment | None = None):
        super().__init__(data, initial=_initial(commitment))
        sides = [agency.pk for agency in agreement.speakers]
        others = agreement.commitments.exclude(pk=commitment.pk if commitment else 0)
        choose_among(self, debtor=Agency.objects.filter(pk__in=sides), ratio_to=others)
        for row in range(1, ROWS + 1):
            self.fields[f"milestone_on_{row}"] = forms.DateField(
                label=_("Milestone %(number)s, by the end of") % {"number": row},
                widget=DateInput,
                required=False,
            )
            self.fields[f"milestone_{row}"] = forms.IntegerField(
                label=_("Milestone %(number)s, how many in all") % {"number": row},
                min_value=1,
                max_value=HIGHEST,
                required=False,
                localize=False,
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if "due_at" not in given:
            return given
        given["milestones"] = []
        for row in range(1, ROWS + 1):
            on, number = given.pop(f"milestone_on_{row}", None), given.pop(f"milestone_{row}", None)
            if on and number:
                given["milestones"].append((number, self.moment(on)))
            elif on or number:
                self.add_error(f"milestone_{row}", _now("A milestone has a day and a number."))
        return {name: value for name, value in given.items() if name not in ("due_on", "due_time")}


def _initial(commitment: Commitment | None) -> dict[str, Any]:
    if commitment is None:
        return {"time_zone": settings.TIME_ZONE, "due_time": LATEST}
    due = commitment.due_at.astimezone(commitment.zone)
    fields = ("title", "debtor", "target", "measure", "unit", "basis", "time_zone")
    ratio = ("ratio_to", "ratio_of_this", "ratio_of_other")
    given = {name: getattr(commitment, name) for name in (*fields, *ratio)}
    for row, one in enumerate(commitment.milestones.all()[:ROWS], 1):
        given[f"milestone_on_{row}"] = one.due_at.astimezone(commitment.zone).date()
        given[f"milestone_{row}"] = one.target
    return given | {"due_on": due.date(), "due_time": due.time()}


class BatchForm(forms.Form):
    batch = forms.ModelChoiceField(
        ExchangeBatch.objects.none(),
        to_field_name="reference",
        label=_("Batch"),
        help_text=_("From the side that promised to the other one."),
    )

    def __init__(self, data=None, *, commitment: Commitment, user: User):
        super().__init__(data)
        counted = commitment.fulfilments.in_force().values("batch")
        batches = ExchangeBatch.objects.visible_to(user).filter(
            Q(sender__party=commitment.debtor.party_id)
            & Q(receiver__party=commitment.creditor.party_id)
        )
        choose_among(self, batch=batches.exclude(pk__in=counted).order_by("-pk"))


class SuccessorForm(forms.Form):
    successor = forms.ModelChoiceField(
        Commitment.objects.none(),
        to_field_name="reference",
        label=_("What stands in its place"),
        help_text=_("A commitment of the same side that both accepted."),
    )

    def __init__(self, data=None, *, commitment: Commitment, user: User):
        super().__init__(data)
        seen = Commitment.objects.visible_to(user).active().filter(debtor=commitment.debtor)
        choose_among(self, successor=seen.exclude(pk=commitment.pk))
