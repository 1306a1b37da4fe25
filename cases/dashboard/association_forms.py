"""What an examiner fills in about two cases that may be of one person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.dashboard.deed_forms import NO_NAMES, written
from cases.dashboard.forms import MoveForm
from cases.dashboard.identification_forms import AskingForm, CaseField, shown
from cases.models.association import AssociationBasis


class AssociateForm(AskingForm):
    other = CaseField(label=_("The other case"), help_text=_("Its reference, as on its label."))
    basis = forms.ChoiceField(
        label=_("What shows it"), choices=lambda: shown(AssociationBasis), widget=forms.RadioSelect
    )
    note = written(_("What was seen"), help_text=NO_NAMES)
    report = forms.CharField(
        label=_("Report"),
        max_length=120,
        required=False,
        help_text=_("Of the laboratory, where it is the same DNA profile."),
    )

    def clean_basis(self) -> AssociationBasis:
        return AssociationBasis(self.cleaned_data["basis"])


class DecideForm(MoveForm):
    """Of what one examiner proposed. What contradicts it is shown, and asks for an answer."""

    def __init__(self, *args: Any, contradictions: list[Any], **more: Any):
        super().__init__(*args, **more)
        self.contradictions = contradictions


class AcceptForm(DecideForm):
    because = written(_("How both can be of one person although they repeat"), help_text=NO_NAMES)

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        if not self.contradictions:
            del self.fields["because"]


class RejectForm(DecideForm):
    because = written(_("Why they do not belong together"), help_text=NO_NAMES)


class WithdrawForm(DecideForm):
    because = written(_("Why it does not hold"), help_text=NO_NAMES)
