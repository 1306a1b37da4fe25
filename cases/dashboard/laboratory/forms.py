"""What a person fills in about samples and results."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.deed_forms import written
from cases.dashboard.forms import Moment, MoveForm, Selected
from cases.dashboard.identification_forms import shown
from cases.models import BlindSample, MissingPerson, Relative, Sample
from cases.models.result import LARGEST_LOG, Conclusion, MarkerSystem, Quality
from cases.models.sample import DIRECT, OF_RELATIVES, OF_REMAINS, Remainder, Tissue
from cases.operations.results import Reported
from repatriation.accounts.models import Agency
from repatriation.dashboard.forms import choose_among
from repatriation.errors import DomainError
from repatriation.references import Prefix, parse

MOST_COMPARED = 50


def _choices(codes: Any) -> list[tuple[str, str]]:
    return [("", _("Choose")), *shown(codes)]


class ReportFileForm(MoveForm):
    file = forms.FileField(
        label=gettext_lazy("The signed report"),
        help_text=gettext_lazy(
            "A PDF of up to 10 MB. It names blind numbers only: whoever reads the result reads it."
        ),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        max_length=200,
    )


class TakeForm(MoveForm, Moment):
    tissue = forms.ChoiceField(
        label=gettext_lazy("What is taken"), choices=lambda: _choices(OF_REMAINS)
    )
    field_order = ["tissue", "occurred_at"]

    def clean_tissue(self) -> Tissue:
        return Tissue(self.cleaned_data["tissue"])


class TakeReferenceForm(MoveForm, Moment):
    relative = forms.ModelChoiceField(
        Relative.objects.none(),
        label=gettext_lazy("From which relative"),
        required=False,
        empty_label=gettext_lazy("From none: from what the person left"),
        help_text=gettext_lazy("Relatives whose consents are recorded."),
    )
    tissue = forms.ChoiceField(
        label=gettext_lazy("What is taken"),
        choices=lambda: _choices(dict.fromkeys((*OF_RELATIVES, *DIRECT))),
    )
    field_order = ["relative", "tissue", "occurred_at"]

    def __init__(self, *args: Any, person: MissingPerson, **more: Any):
        super().__init__(*args, **more)
        kin = Relative.objects.visible_to(self.user).filter(person=person)
        choose_among(self, relative=kin.order_by("order"))

    def clean_tissue(self) -> Tissue:
        return Tissue(self.cleaned_data["tissue"])


class SendForm(MoveForm, Selected):
    laboratory = forms.ModelChoiceField(Agency.objects.none(), label=gettext_lazy("Laboratory"))
    due_on = forms.DateField(
        label=gettext_lazy("Results due on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    seal = forms.CharField(label=gettext_lazy("Seal"), max_length=60, required=False)
    carrier = forms.CharField(label=gettext_lazy("Carrier"), max_length=120, required=False)
    field_order = ["laboratory", "due_on", "seal", "carrier"]

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        own = Agency.objects.filter(party=self.user.party_id, is_active=True)
        choose_among(self, laboratory=own.filter(kind=Agency.Kind.LABORATORY).order_by("name"))


class BecauseForm(MoveForm):
    because = written(gettext_lazy("Why"))


class WithdrawForm(BecauseForm):
    is_mistake = forms.BooleanField(
        label=gettext_lazy("It was a mistake: what rests on its results is contested"),
        required=False,
    )


class RemainderForm(MoveForm):
    remainder = forms.ChoiceField(
        label=gettext_lazy("What became of what is left"),
        choices=lambda: shown(Remainder),
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)

    def clean_remainder(self) -> Remainder:
        return Remainder(self.cleaned_data["remainder"])


class ReceiveForm(MoveForm):
    damaged = forms.CharField(
        label=gettext_lazy("Arrived damaged"),
        max_length=2000,
        required=False,
        help_text=gettext_lazy("Numbers, with spaces between them."),
    )
    missing = forms.CharField(
        label=gettext_lazy("Not in the parcel"),
        max_length=2000,
        required=False,
        help_text=gettext_lazy("Numbers, with spaces between them. The others arrived."),
    )
    source = forms.CharField(
        label=gettext_lazy("Paper of the laboratory"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Needed where the sender records it in the laboratory’s place."),
    )

    def clean_damaged(self) -> list[str]:
        return self.cleaned_data["damaged"].split()

    def clean_missing(self) -> list[str]:
        return self.cleaned_data["missing"].split()


class ResultForm(MoveForm):
    conclusion = forms.ChoiceField(
        label=gettext_lazy("Conclusion"), choices=lambda: _choices(Conclusion)
    )
    compared_with = forms.CharField(
        label=gettext_lazy("Compared with"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Numbers of the other samples, with spaces between them."),
    )
    markers = forms.ChoiceField(
        label=gettext_lazy("Marker system"), choices=lambda: _choices(MarkerSystem)
    )
    loci = forms.IntegerField(
        label=gettext_lazy("Markers compared"), min_value=0, max_value=10_000, required=False
    )
    quality = forms.ChoiceField(
        label=gettext_lazy("Profile quality"), choices=lambda: _choices(Quality)
    )
    log10_lr = forms.DecimalField(
        label=gettext_lazy("Likelihood ratio, as log10"),
        min_value=-LARGEST_LOG,
        max_value=LARGEST_LOG,
        max_digits=8,
        decimal_places=4,
        required=False,
        help_text=gettext_lazy(
            "Of the hypothesis against the alternative: 9 is a thousand million times."
        ),
    )
    prior = forms.CharField(
        label=gettext_lazy("Prior, as the laboratory states it"), max_length=120, required=False
    )
    hypothesis = forms.CharField(label=gettext_lazy("Hypothesis"), max_length=300, required=False)
    alternative = forms.CharField(
        label=gettext_lazy("Alternative hypothesis"), max_length=300, required=False
    )
    software = forms.CharField(
        label=gettext_lazy("Software and version"), max_length=120, required=False
    )
    report = forms.CharField(label=gettext_lazy("Report number"), max_length=120)
    signed_by = forms.CharField(label=gettext_lazy("Specialist who signed it"), max_length=120)
    signed_on = forms.DateField(
        label=gettext_lazy("Signed on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    remarks = forms.CharField(label=gettext_lazy("Remarks"), max_length=500, required=False)
    source = forms.CharField(
        label=gettext_lazy("Paper of the laboratory"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Needed where you record the result in the laboratory’s place."),
    )

    def clean_compared_with(self) -> list[Sample]:
        numbers = self.cleaned_data["compared_with"].split()
        if len(numbers) > MOST_COMPARED:
            raise forms.ValidationError(
                _("Name at most %(most)s samples.") % {"most": MOST_COMPARED}
            )
        return [self._found(number) for number in numbers]

    def _found(self, number: str) -> Sample:
        try:
            reference = str(parse(number, Prefix.SAMPLE))
        except DomainError as error:
            raise forms.ValidationError(str(error)) from error
        for model in (BlindSample, Sample):
            if row := model.objects.visible_to(self.user).filter(reference=reference).first():
                return Sample.objects.get(pk=row.pk)
        said = _("There is no %(reference)s, or it is not yours to see.")
        raise forms.ValidationError(said % {"reference": reference})

    def clean(self) -> dict[str, Any]:
        """What the operation takes."""
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        source = data.pop("source")
        data["conclusion"] = Conclusion(data["conclusion"])
        data["markers"] = MarkerSystem(data["markers"])
        data["quality"] = Quality(data["quality"])
        return {"reported": Reported(**data), "source": source}
