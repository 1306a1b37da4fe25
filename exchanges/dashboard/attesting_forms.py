"""What is typed at the handover: a count, a sample, what it showed, a remark."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.models import Container
from exchanges.models import BatchPlace, Discrepancy, ExchangeBatch, Remark, SpotCheck, Statement
from exchanges.models.spot_check import SpotFinding
from exchanges.policies.attesting import concerned, own_of
from repatriation.accounts.models import Agency, User
from repatriation.dashboard.filters import DateInput
from repatriation.dashboard.forms import choose_among

MOST = 100_000
MOST_SAMPLED = 200


class SaidForm(forms.Form):
    """For the own side, or recorded for another: then the paper is named."""

    said_on = forms.DateField(
        label=_("Date of the message or paper"), widget=DateInput, required=False
    )
    source = forms.CharField(
        label=_("Which message or paper"),
        max_length=Statement._meta.get_field("source").max_length,
        required=False,
        help_text=_(
            "Only where you write down what another side said: as it can be found again. A second "
            "person reads it before it stands."
        ),
    )


class AtHandoverForm(SaidForm):
    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("For"), empty_label=None)

    def __init__(self, data=None, *, batch: ExchangeBatch, user: User):
        super().__init__(data)
        there = Agency.objects.filter(pk__in=[one.pk for one in concerned(batch)])
        own = own_of(user, batch)
        choose_among(self, agency=there)
        self.fields["agency"].initial = own and own.pk


class AttestForm(AtHandoverForm):
    containers = forms.IntegerField(
        label=_("Containers counted"), min_value=0, max_value=MOST, localize=False
    )
    digest = forms.CharField(
        label=_("Digest on the paper"),
        max_length=80,
        required=False,
        help_text=_("Its first characters are enough. It is compared with the sealed list."),
    )
    field_order = ["agency", "containers", "digest", "said_on", "source"]


class RemarkForm(AtHandoverForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=Remark.Kind.choices)
    text = forms.CharField(
        label=_("Text"),
        max_length=Remark._meta.get_field("text").max_length,
        widget=forms.Textarea,
        help_text=_("Word for word as it was made. No names of the dead."),
    )
    is_for_intermediary = forms.BooleanField(
        label=_("The neutral intermediary reads it too"), required=False
    )
    field_order = ["agency", "kind", "text", "is_for_intermediary", "said_on", "source"]


class SampleForm(AtHandoverForm):
    size = forms.IntegerField(
        label=_("Containers to look at"), min_value=1, max_value=MOST_SAMPLED, localize=False
    )
    nonce = forms.CharField(
        label=_("A word of whoever asks"),
        max_length=64,
        required=False,
        help_text=_(
            "Said aloud before the draw; with the sealed digest it decides the sample, and either "
            "side can draw it again. Left empty, chance gives one."
        ),
    )
    field_order = ["agency", "size", "nonce"]

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        del self.fields["said_on"], self.fields["source"]


class FindingsForm(SaidForm):
    """One choice for each container of the sample."""

    def __init__(self, data=None, *, check: SpotCheck, labels: dict[int, str]):
        super().__init__(data)
        for position in check.positions:
            self.fields[f"line_{position}"] = forms.ChoiceField(
                label=_now("Line %(position)s %(label)s")
                % {"position": position, "label": labels.get(position, "")},
                choices=[("", "–"), *SpotFinding.What.choices],
            )
        self.order_fields([f"line_{position}" for position in check.positions])


class DiscrepancyForm(forms.Form):
    code = forms.ChoiceField(label=_("What"), choices=Discrepancy.Code.choices)
    container = forms.ModelChoiceField(
        Container.objects.none(),
        to_field_name="reference",
        label=_("Container"),
        required=False,
        widget=forms.TextInput,
        help_text=_("Its reference. Left empty, it is of the whole batch."),
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=Discrepancy._meta.get_field("note").max_length,
        required=False,
        widget=forms.Textarea,
        help_text=_("The other side reads it when it is told. No names of the dead."),
    )

    def __init__(self, data=None, *, batch: ExchangeBatch, user: User):
        super().__init__(data)
        places = BatchPlace.objects.visible_to(user).filter(batch=batch)
        choose_among(self, container=Container.objects.filter(places__in=places).distinct())
