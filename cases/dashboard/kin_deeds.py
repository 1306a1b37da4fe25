"""What is done about a relative of somebody sought: one table for the moves and their pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.deed_forms import written
from cases.dashboard.forms import MoveForm
from cases.dashboard.identification_forms import shown
from cases.dashboard.person_forms import RelativeForm, day_field, one_of
from cases.models import Relative, RelativeContact
from cases.models.relative import ContactKind, PassingReason, Purpose
from cases.operations import consents, relatives
from repatriation.dashboard.components import Text


class OnRelativeForm(MoveForm):
    def __init__(self, *args: Any, relative: Relative, **more: Any):
        super().__init__(*args, **more)
        self.relative = relative
        self.offer()

    def offer(self) -> None:
        """What depends on the relative."""


class CorrectForm(OnRelativeForm, RelativeForm):
    def offer(self) -> None:
        for field in relatives.FIELDS:
            self.initial.setdefault(field, getattr(self.relative, field))


class PassForm(OnRelativeForm):
    because = one_of(gettext_lazy("Why the next in order is asked"), PassingReason)
    note = written(gettext_lazy("How it is known"), 300)


class WhyForm(OnRelativeForm):
    because = written(gettext_lazy("Why"), 200)


class ConsentForm(OnRelativeForm):
    purpose = one_of(gettext_lazy("For what"), Purpose)
    given_on = day_field(gettext_lazy("Given on"))
    paper = forms.CharField(label=gettext_lazy("By which paper"), max_length=120)


class WithdrawConsentForm(OnRelativeForm):
    purpose = forms.ChoiceField(label=gettext_lazy("For what"))
    withdrawn_on = day_field(gettext_lazy("Withdrawn on"))
    because = written(gettext_lazy("Why"), 200)

    def offer(self) -> None:
        field: Any = self.fields["purpose"]
        standing = self.relative.consents.standing().values_list("purpose", flat=True)
        field.choices = [("", _("Choose")), *shown([Purpose(one) for one in standing])]


class ContactForm(OnRelativeForm):
    kind = one_of(gettext_lazy("What it is"), ContactKind)
    value = forms.CharField(label=gettext_lazy("Number or address"), max_length=300)


class WithdrawContactForm(OnRelativeForm):
    """By kind and day: what it says is read only on request."""

    contact = forms.ModelChoiceField(
        RelativeContact.objects.none(), label=gettext_lazy("Contact"), empty_label=None
    )
    because = written(gettext_lazy("Why"), 200)

    def offer(self) -> None:
        field: Any = self.fields["contact"]
        field.queryset = self.relative.contacts.standing().readable_by(self.user)
        field.label_from_instance = lambda one: (
            f"{one.get_kind_display()} ({one.recorded_at:%Y-%m-%d})"
        )


@dataclass(frozen=True)
class KinDeed:
    """`takes_relative` is false where what was typed names it."""

    path: str
    verb: str
    title: Text
    lead: Text
    done: Text
    do: Callable[..., object]
    form: type[OnRelativeForm]
    takes_relative: bool = True


# In the order in which they are offered.
DEEDS = {
    deed.path: deed
    for deed in (
        KinDeed(
            "correct",
            "correct",
            gettext_lazy("Correct, or record a wish"),
            gettext_lazy("The history says which fields were changed, never what stood in them."),
            gettext_lazy("The relative is corrected."),
            relatives.correct_relative,
            CorrectForm,
        ),
        KinDeed(
            "consent",
            "give_consent",
            gettext_lazy("Record consent"),
            gettext_lazy("For one purpose, by a paper that the relative signed."),
            gettext_lazy("Consent is recorded."),
            consents.give_consent,
            ConsentForm,
        ),
        KinDeed(
            "withdraw-consent",
            "withdraw_consent",
            gettext_lazy("Withdraw consent"),
            gettext_lazy("From that day on nothing may rest on it. It stays in the history."),
            gettext_lazy("Consent is withdrawn."),
            consents.withdraw_consent,
            WithdrawConsentForm,
        ),
        KinDeed(
            "pass-over",
            "pass_over",
            gettext_lazy("Pass over as next of kin"),
            gettext_lazy("From now on the next in order is the next of kin."),
            gettext_lazy("The relative is passed over."),
            relatives.pass_over,
            PassForm,
        ),
        KinDeed(
            "consider",
            "consider_again",
            gettext_lazy("Consider again as next of kin"),
            gettext_lazy("Back in the old place of the order."),
            gettext_lazy("The relative is considered again."),
            relatives.consider_again,
            WhyForm,
        ),
        KinDeed(
            "contact",
            "add_contact",
            gettext_lazy("Add a contact"),
            gettext_lazy("It is read on request only, and each reading is written down."),
            gettext_lazy("The contact is added."),
            consents.add_contact,
            ContactForm,
        ),
        KinDeed(
            "withdraw-contact",
            "withdraw_contact",
            gettext_lazy("Withdraw a contact"),
            gettext_lazy("The relative is reached by it no more."),
            gettext_lazy("The contact is withdrawn."),
            consents.withdraw_contact,
            WithdrawContactForm,
            takes_relative=False,
        ),
    )
}
