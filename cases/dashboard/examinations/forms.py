"""What is filled in at the table: one short form for each part, to be used with gloves on."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.chart_forms import ChartFields
from cases.dashboard.deed_forms import written
from cases.dashboard.forms import MoveForm
from cases.dashboard.identification_forms import shown
from cases.models import Attachment, Examination, Finding, RestrictedFinding
from cases.models.attachment import AttachmentKind
from cases.models.codes import (
    UNCOUNTED,
    UNPAIRED,
    AgeMethod,
    Completeness,
    Element,
    EyeColour,
    FeatureKind,
    HairColour,
    Region,
    Sex,
    SexMethod,
    Side,
    StatureMethod,
)
from cases.models.examination import OLDEST, PROFILE, TALLEST, Discipline, ItemState
from cases.models.finding import FindingKind, RestrictedKind, teeth_of
from cases.operations.examining import Profile
from cases.operations.finding import Found
from repatriation.accounts.models import Agency, User
from repatriation.dashboard.forms import choose_among

MOST_ALIKE = 50


def choices(codes: Any) -> list[tuple[str, str]]:
    return [("", _("Not known")), *shown(codes)]


def chosen(codes: Any) -> list[tuple[str, str]]:
    """Of what is recorded nothing stands there beforehand: a hurried press would record it."""
    return [("", _("Choose")), *shown(codes)]


class OfExamination(MoveForm):
    """May say what can be chosen in this examination, and begins with what stands in it."""

    def __init__(self, *args: Any, examination: Examination, **more: Any):
        super().__init__(*args, **more)
        self.offer(examination)

    def offer(self, examination: Examination) -> None:
        pass


def _years(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=OLDEST, required=False)


def _centimetres(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=TALLEST, required=False)


def _code(label: Any, codes: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=lambda: choices(codes), required=False)


class ProfileForm(OfExamination):
    sex = _code(gettext_lazy("Sex"), Sex)
    sex_method = _code(gettext_lazy("Sex found by"), SexMethod)
    age_from = _years(gettext_lazy("Age from, in years"))
    age_to = _years(gettext_lazy("Age to, in years"))
    age_method = _code(gettext_lazy("Age found by"), AgeMethod)
    stature_from = _centimetres(gettext_lazy("Stature from, in cm"))
    stature_to = _centimetres(gettext_lazy("Stature to, in cm"))
    stature_method = _code(gettext_lazy("Stature found by"), StatureMethod)
    hair = _code(gettext_lazy("Hair"), HairColour)
    eyes = _code(gettext_lazy("Eyes"), EyeColour)

    def offer(self, examination: Examination) -> None:
        for name in PROFILE:
            self.fields[name].initial = getattr(examination, name)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        return data if self.errors else {"profile": Profile(**data)}


class ItemForm(OfExamination):
    discipline = forms.ChoiceField(
        label=gettext_lazy("Discipline"), choices=lambda: chosen(Discipline)
    )
    state = forms.ChoiceField(
        label=gettext_lazy("How far it is"), choices=lambda: chosen(ItemState)
    )
    assigned_to = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Assigned to"),
        required=False,
        empty_label=gettext_lazy("Nobody"),
    )
    on = forms.DateField(
        label=gettext_lazy("On"),
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
        help_text=gettext_lazy("Empty is today."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Needed where it is not applicable or not possible: why."),
    )

    def offer(self, examination: Examination) -> None:
        examiners = User.objects.holding("cases.examine_remains").people()
        choose_among(self, assigned_to=examiners.filter(agency=examination.agency_id))

    def clean_discipline(self) -> Discipline:
        return Discipline(self.cleaned_data["discipline"])

    def clean_state(self) -> ItemState:
        return ItemState(self.cleaned_data["state"])


class FindingsForm(OfExamination):
    """Gives the operation a list of findings."""

    def found(self, data: dict[str, Any]) -> list[Found]:
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        return data if self.errors else {"findings": self.found(data)}


COUNTED = tuple(one for one in Element if one not in UNCOUNTED)


class ElementsForm(FindingsForm):
    """All elements on one page: how many of each lie here, by side."""

    completeness = forms.ChoiceField(
        label=gettext_lazy("Completeness of those you enter now"),
        choices=lambda: shown(Completeness),
    )

    def offer(self, examination: Examination) -> None:
        for element in COUNTED:
            for side in self._sides(element):
                label = capfirst(str(element.label))
                if side != Side.MIDLINE:
                    label = f"{label}, {side.label}"
                self.fields[f"{element}_{side}"] = forms.IntegerField(
                    label=label, min_value=0, max_value=MOST_ALIKE, required=False
                )

    @staticmethod
    def _sides(element: Element) -> tuple[Side, ...]:
        return (Side.MIDLINE,) if element in UNPAIRED else (Side.LEFT, Side.RIGHT, Side.UNKNOWN)

    def found(self, data: dict[str, Any]) -> list[Found]:
        return [
            Found(
                FindingKind.ELEMENT,
                Discipline.ANTHROPOLOGY,
                element=element,
                side=side,
                count=number,
                completeness=data["completeness"],
            )
            for element in COUNTED
            for side in self._sides(element)
            if (number := data.get(f"{element}_{side}"))
        ]


class FeatureForm(FindingsForm):
    feature = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=lambda: chosen(FeatureKind)
    )
    is_present = forms.TypedChoiceField(
        label=gettext_lazy("Was it there"),
        choices=[("yes", gettext_lazy("Found")), ("no", gettext_lazy("Looked for, and not there"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    region = _code(gettext_lazy("Where"), Region)
    side = _code(gettext_lazy("Side"), Side)
    serial = forms.CharField(
        label=gettext_lazy("Serial number, of an implant"), max_length=60, required=False
    )
    text = written(gettext_lazy("What it looks like"), required=False)

    def found(self, data: dict[str, Any]) -> list[Found]:
        return [Found(FindingKind.FEATURE, Discipline.ANTHROPOLOGY, **data)]


class TeethForm(ChartFields, OfExamination):
    """Begins with the chart that stands."""

    def offer(self, examination: Examination) -> None:
        self.begin_with(teeth_of(examination.findings.standing().order_by("number")))


class ThingForm(FindingsForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=lambda: chosen(
            (FindingKind.CLOTHING, FindingKind.EFFECT, FindingKind.DISC, FindingKind.DOCUMENT)
        ),
    )
    text = written(
        gettext_lazy("What it is and what is written on it"),
        help_text=gettext_lazy("As written, in its own script; size and mark of clothing."),
    )

    def found(self, data: dict[str, Any]) -> list[Found]:
        return [Found(FindingKind(data["kind"]), Discipline.EFFECTS, text=data["text"])]


class AttachmentForm(OfExamination):
    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy(
            "A picture (JPEG, PNG, WebP) or a PDF, up to 10 MB. Of a picture only the picture is "
            "kept, without the place and the camera; the name of the file is not kept."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
        max_length=200,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=lambda: chosen(AttachmentKind)
    )
    discipline = forms.ChoiceField(
        label=gettext_lazy("Discipline"), choices=lambda: chosen(Discipline)
    )
    caption = forms.CharField(
        label=gettext_lazy("What it shows"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Side, view and scale, say. No names."),
    )
    is_restricted = forms.BooleanField(
        label=gettext_lazy("For the investigator alone"),
        required=False,
        help_text=gettext_lazy("It shows the cause of death, or signs of ill-treatment."),
    )

    def clean_kind(self) -> AttachmentKind:
        return AttachmentKind(self.cleaned_data["kind"])

    def clean_discipline(self) -> Discipline:
        return Discipline(self.cleaned_data["discipline"])


class WithdrawAttachmentForm(OfExamination):
    attachment = forms.ModelChoiceField(
        Attachment.objects.none(), label=gettext_lazy("Which one"), empty_label=None
    )
    because = written(gettext_lazy("Why it is withdrawn"), 200)

    def offer(self, examination: Examination) -> None:
        rows = Attachment.objects.visible_to(self.user).filter(examination=examination)
        choose_among(self, attachment=rows.filter(withdrawn_at=None).order_by("number"))


class BecauseForm(OfExamination):
    because = written(gettext_lazy("Why, and what is asked for"))


class StrikeForm(OfExamination):
    """A correction is entered anew; what was wrong is struck out, and stays readable."""

    finding = forms.ModelChoiceField(
        Finding.objects.none(), label=gettext_lazy("Which finding"), empty_label=None
    )

    def offer(self, examination: Examination) -> None:
        choose_among(self, finding=examination.findings.standing().order_by("number"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        return data if self.errors else data | {"found": None}


class RestrictedForm(OfExamination):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=lambda: chosen(RestrictedKind))
    text = written(gettext_lazy("Finding"), 2000)

    def clean_kind(self) -> RestrictedKind:
        return RestrictedKind(self.cleaned_data["kind"])


class ReferForm(OfExamination):
    finding = forms.ModelChoiceField(
        RestrictedFinding.objects.none(), label=gettext_lazy("Which finding"), empty_label=None
    )
    to = forms.ModelChoiceField(Agency.objects.none(), label=gettext_lazy("To which authority"))

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        authorities = Agency.objects.filter(
            party=self.user.party_id, kind=Agency.Kind.LEGAL_AUTHORITY, is_active=True
        )
        choose_among(self, to=authorities)

    def offer(self, examination: Examination) -> None:
        seen = RestrictedFinding.objects.visible_to(self.user).filter(examination=examination)
        choose_among(self, finding=seen.filter(referred_at=None))
