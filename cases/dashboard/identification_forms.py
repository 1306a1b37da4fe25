"""What a person fills in about an identification."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.forms import MoveForm
from cases.models import Identification, MissingPerson, RemainsCase
from cases.models.board import CHOICES, Choice, Question
from cases.models.identification import ContestReason, Evidence, Identifier
from cases.operations.identifying import Given
from repatriation.accounts.models import User
from repatriation.errors import DomainError
from repatriation.language import say
from repatriation.references import Prefix, parse


def shown(choices: Iterable[Any]) -> list[tuple[str, str]]:
    return [(one.value, capfirst(str(one.label))) for one in choices]


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


class AskingForm(MoveForm):
    """Its references are looked up among what who asks may see."""

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        for field in self.fields.values():
            if isinstance(field, ReferenceField):
                field.rows = field.model.objects.visible_to(self.user)


class EvidenceForm(AskingForm):
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
    report = forms.CharField(label=gettext_lazy("Report (its number or title)"), max_length=120)
    signed_by = forms.CharField(label=gettext_lazy("Specialist who signed it"), max_length=120)
    signed_on = forms.DateField(
        label=gettext_lazy("Signed on"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def given(self) -> Given:
        data = self.cleaned_data
        return Given(
            Identifier(data["identifier"]),
            data["report"],
            data["signed_by"],
            data["signed_on"],
            Evidence.Finding(data["finding"]),
        )


class ProposeForm(EvidenceForm):
    person = PersonField(
        label=gettext_lazy("Reference of the person sought"),
        help_text=gettext_lazy("As MP-26-0001-X; look it up under “People sought”."),
    )
    field_order = ["person"]


class AddForm(EvidenceForm):
    case = CaseField(
        label=gettext_lazy("Case"),
        help_text=gettext_lazy("A case that is not covered yet is covered from now on."),
    )
    field_order = ["case"]


class BoardForm(MoveForm):
    """`members` offers board members of the side, without who submitted."""

    members = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=gettext_lazy("Board members who will vote"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, identification: Identification, **more: Any):
        super().__init__(*args, **more)
        members: Any = self.fields["members"]
        submitted = [identification.proposed_by_id, identification.contested_by_id]
        members.queryset = (
            User.objects.holding("cases.vote_on_identification")
            .filter(agency__party=self.user.party_id)
            .exclude(pk__in=[pk for pk in submitted if pk])
            .order_by("name")
        )


class VoteForm(MoveForm):
    choice = forms.ChoiceField(label=gettext_lazy("Your vote"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Needed where you do not agree; kept with the decision."),
    )

    def __init__(self, *args: Any, question: str, **more: Any):
        super().__init__(*args, **more)
        choice: Any = self.fields["choice"]
        choice.choices = shown(CHOICES[Question(question)])

    def clean_choice(self) -> Choice:
        return Choice(self.cleaned_data["choice"])


class CertificateForm(MoveForm):
    certificate = forms.CharField(label=gettext_lazy("Number of the document"), max_length=60)


class AnnulForm(MoveForm):
    annulment = forms.CharField(label=gettext_lazy("Number of the annulment"), max_length=60)


class ContestForm(MoveForm):
    because = forms.ChoiceField(
        label=gettext_lazy("Ground"), choices=lambda: shown(ContestReason), widget=forms.RadioSelect
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


class WithdrawForm(MoveForm):
    evidence = EvidenceField(
        Evidence.objects.none(), label=gettext_lazy("Which evidence"), empty_label=None
    )
    because = forms.CharField(label=gettext_lazy("Why it is withdrawn"), max_length=200)

    def __init__(self, *args: Any, identification: Identification, **more: Any):
        super().__init__(*args, **more)
        evidence: Any = self.fields["evidence"]
        evidence.queryset = (
            Evidence.objects.standing()
            .filter(covered__identification=identification)
            .select_related("covered__case")
            .order_by("pk")
        )
