"""What a person fills in about an identification."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.forms import MoveForm
from cases.models import Identification, LabResult, MissingPerson, RemainsCase
from cases.models.board import CHOICES, Choice, Question
from cases.models.identification import ContestReason, Evidence, Identifier
from cases.operations.identifying import Given
from cases.policies.boards import open_ballot
from cases.policies.contradictions import ProfileContradiction, unexplained_in
from cases.policies.identifications import why_not_explain, why_not_seat
from repatriation.accounts.models import User
from repatriation.dashboard.forms import choose_among
from repatriation.dashboard.refusing import NOTHING
from repatriation.errors import DomainError
from repatriation.language import say
from repatriation.references import Prefix, parse


def shown(choices: Iterable[Any]) -> list[tuple[str, str]]:
    return [(one.value, capfirst(str(one.label))) for one in choices]


def question_of(identification: Identification) -> Question:
    """What the board that votes now is asked."""
    ballot = open_ballot(identification)
    return Question(ballot.question) if ballot else Question.IDENTIFY


class ReferenceField(forms.CharField):
    """A record by its reference, as far as who asks may see it. A typing error is told apart from
    a reference that nobody has."""

    model: Any
    kind: Prefix
    rows: Any = None  # set by the form, which knows who asks

    def __init__(self, **more: Any):
        super().__init__(max_length=20, **more)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            reference = parse(text, self.kind)
        except DomainError as error:
            raise ValidationError(str(say(error.sentence))) from error
        if row := self.rows.filter(reference=str(reference)).first():
            return row
        said = _("There is no %(reference)s, or it is not yours to see.")
        raise ValidationError(said % {"reference": reference})


class PersonField(ReferenceField):
    model, kind = MissingPerson, Prefix.MISSING_PERSON


class CaseField(ReferenceField):
    model, kind = RemainsCase, Prefix.REMAINS_CASE


class ResultField(ReferenceField):
    model, kind = LabResult, Prefix.LAB_RESULT


class AskingForm(MoveForm):
    """Its references are looked up among what who asks may see."""

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        for field in self.fields.values():
            if isinstance(field, ReferenceField):
                field.rows = field.model.objects.visible_to(self.user)


class EvidenceForm(AskingForm):
    """What is left empty of a report that a laboratory sent here is taken from its result."""

    TOLD = ("report", "signed_by", "signed_on")

    identifier = forms.ChoiceField(
        label=gettext_lazy("Identifier"),
        choices=lambda: [("", _("Choose")), *shown(Identifier)],
        help_text=gettext_lazy(
            "One of friction ridges, odontology and DNA, or several others. A name on a list or a "
            "look at the face is none."
        ),
    )
    finding = forms.ChoiceField(
        label=gettext_lazy("Finding"),
        choices=lambda: shown(Evidence.Finding),
        widget=forms.RadioSelect,
        initial=Evidence.Finding.CONCORDANT,
    )
    result = ResultField(
        label=gettext_lazy("Result of the laboratory"),
        required=False,
        help_text=gettext_lazy(
            "For DNA that was reported here, as LR-26-0001-X: the report, who signed it and when "
            "are taken from it. When it is withdrawn, this evidence falls with it."
        ),
    )
    report = forms.CharField(label=gettext_lazy("Report (its number or title)"), max_length=120)
    signed_by = forms.CharField(label=gettext_lazy("Specialist who signed it"), max_length=120)
    signed_on = forms.DateField(
        label=gettext_lazy("Signed on"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        if self.data.get("result"):
            for name in self.TOLD:
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """What the operation takes: the record it is about, and one piece of evidence."""
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        result, told = data.pop("result"), {name: data.pop(name) for name in self.TOLD}
        given = Given(
            Identifier(data.pop("identifier")),
            finding=Evidence.Finding(data.pop("finding")),
            result=result,
            **{name: value or getattr(result, name) for name, value in told.items()},
        )
        return data | {"given": given}


class ProposeForm(EvidenceForm):
    person = PersonField(
        label=gettext_lazy("Reference of the person sought"),
        help_text=gettext_lazy("As MP-26-0001-X; look it up under “People sought”."),
    )
    field_order = ["person"]


class DeedForm(MoveForm):
    """Of a deed on an identification, which may say what can be chosen."""

    def __init__(self, *args: Any, identification: Identification, **more: Any):
        super().__init__(*args, **more)
        self.offer(identification)

    def offer(self, identification: Identification) -> None:
        pass


class AddForm(DeedForm, EvidenceForm):
    case = CaseField(
        label=gettext_lazy("Case"),
        help_text=gettext_lazy("A case that is not covered yet is covered from now on."),
    )
    field_order = ["case"]

    def offer(self, identification: Identification) -> None:
        first = identification.covered.select_related("case").order_by("pk").first()
        self.fields["case"].initial = str(first.case) if first else ""


class CoverForm(DeedForm, AskingForm):
    case = CaseField(
        label=gettext_lazy("Case"),
        help_text=gettext_lazy("Its association with a covered case has to be accepted."),
    )


class ExplainForm(DeedForm):
    which = forms.ChoiceField(label=gettext_lazy("Which contradiction"), widget=forms.RadioSelect)
    because = forms.CharField(
        label=gettext_lazy("How both can be true"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "As: the stature was told from memory, at the age of 16. It is kept with your name, "
            "and you do not vote."
        ),
    )

    def offer(self, identification: Identification) -> None:
        may_read = not why_not_explain(self.user, identification)  # the choices are findings
        self.cases = {
            f"{covered.case}.{found.attribute}": (covered.case, found)
            for covered, found in unexplained_in(identification)
            if may_read
        }
        which: Any = self.fields["which"]
        which.choices = [(key, _said(*one)) for key, one in self.cases.items()]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            case, found = self.cases[data.pop("which")]
            data |= {"case": case, "attribute": found.attribute}
        return data


def _said(case: RemainsCase, found: ProfileContradiction) -> str:
    """Who explains may examine: the two values are theirs to read."""
    says = _("%(case)s, %(attribute)s: found %(found)s (%(examination)s), told %(told)s")
    return says % {
        "case": case,
        "attribute": found.attribute.label,
        "found": found.found_shown,
        "told": found.told_shown,
        "examination": found.examination,
    }


class AddendumForm(CoverForm, EvidenceForm):
    """Without an identifier it rests on an association."""

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        for name in ("identifier", "finding", *self.TOLD):
            self.fields[name].required = False
        self.fields["identifier"].help_text = gettext_lazy(
            "Leave it empty where the case rests on an accepted association with a covered one."
        )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("identifier"):
            needed = () if self.cleaned_data.get("result") else self.TOLD
            for name in ("finding", *needed):
                if name not in self.errors and not self.cleaned_data.get(name):
                    self.add_error(name, NOTHING)
            return super().clean()
        return {"case": self.cleaned_data.get("case")} if not self.errors else self.cleaned_data


class BoardForm(DeedForm):
    """Offers whom the operation would call."""

    members = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=gettext_lazy("Board members who will vote"),
        widget=forms.CheckboxSelectMultiple,
    )

    def offer(self, identification: Identification) -> None:
        holding = User.objects.holding("cases.vote_on_identification")
        of_side = holding.filter(agency__party=self.user.party_id)
        free = [one.pk for one in of_side if not why_not_seat(one, identification)]
        choose_among(self, members=of_side.filter(pk__in=free).order_by("name"))


class VoteForm(DeedForm):
    choice = forms.ChoiceField(label=gettext_lazy("Your vote"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Needed where you do not agree; kept with the decision."),
    )

    def offer(self, identification: Identification) -> None:
        choice: Any = self.fields["choice"]
        choice.choices = shown(CHOICES[question_of(identification)])

    def clean_choice(self) -> Choice:
        return Choice(self.cleaned_data["choice"])


class CertificateForm(DeedForm):
    certificate = forms.CharField(label=gettext_lazy("Number of the document"), max_length=60)


class AnnulForm(DeedForm):
    annulment = forms.CharField(label=gettext_lazy("Number of the annulment"), max_length=60)


class ContestForm(DeedForm):
    because = forms.ChoiceField(
        label=gettext_lazy("Ground"),
        choices=lambda: shown(ContestReason.by_hand()),
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("What is contested"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("A board will read it."),
    )

    def clean_because(self) -> ContestReason:
        return ContestReason(self.cleaned_data["because"])


class EvidenceField(forms.ModelChoiceField):
    def label_from_instance(self, evidence: Evidence) -> str:
        return f"{evidence.covered.case}: {evidence.get_identifier_display()}, {evidence.report}"


class WithdrawForm(DeedForm):
    evidence = EvidenceField(
        Evidence.objects.none(), label=gettext_lazy("Which evidence"), empty_label=None
    )
    because = forms.CharField(label=gettext_lazy("Why it is withdrawn"), max_length=200)

    def offer(self, identification: Identification) -> None:
        standing = Evidence.objects.standing().filter(covered__identification=identification)
        choose_among(self, evidence=standing.select_related("covered__case").order_by("pk"))
