"""What a person fills in for a move: before whom, when, where, and how many."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import StorageUnit
from cases.models.remains import RemainsKind
from cases.operations.custody import Circumstances
from cases.operations.labelling import WhyAgain
from repatriation.accounts.models import Agency, User
from repatriation.dashboard.forms import choose_among

MOST = 200


class MomentInput(forms.DateTimeInput):
    """The browser's own, which sends a moment in one form in every language."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MoveForm(forms.Form):
    """The fields are the circumstances of a custody event; a form has those its move can say."""

    def __init__(self, data: Any = None, *, user: User, **more: Any):
        super().__init__(data, **more)
        self.user = user
        offered = {"witness": colleagues_of, "storage_unit": units_of, "to": mortuaries_for}
        mine = {name: rows(user) for name, rows in offered.items() if name in self.fields}
        choose_among(self, **mine)

    def circumstances(self) -> Circumstances:
        said = {
            name: self.cleaned_data[name]
            for name in ("place", "storage_unit", "witness", "alone_reason", "note", "is_on_paper")
            if self.cleaned_data.get(name)
        }
        is_late = self.cleaned_data.get("is_late") or self.cleaned_data.get("is_on_paper")
        return Circumstances(**said, is_late=bool(is_late))

    @property
    def moment(self) -> Any:
        """None is now."""
        return self.cleaned_data.get("occurred_at")


class Selected(forms.Form):
    """Carries what is selected, each with the version its reader saw."""

    selection = forms.CharField(widget=forms.HiddenInput, required=False)


class Pair(forms.Form):
    """Two people, or one with a reason. Which moves take two is the register's rule, not ours."""

    witness = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Second person"),
        required=False,
        empty_label=_("Nobody"),
        help_text=_("Who sees what is done; or say below why one person does it alone."),
    )
    alone_reason = forms.CharField(
        label=_("Why one person alone"),
        max_length=200,
        required=False,
        help_text=_("Another person of your agency reviews it within a day."),
    )


class Moment(forms.Form):
    occurred_at = forms.DateTimeField(
        label=_("When it happened"),
        required=False,
        widget=MomentInput,
        help_text=_("Leave it empty for now."),
    )


class Late(Moment):
    is_late = forms.BooleanField(
        label=_("Entered late: something later is recorded already"), required=False
    )


class Unit(forms.Form):
    storage_unit = forms.ModelChoiceField(
        StorageUnit.objects.none(), label=_("Storage unit"), empty_label=_("Choose")
    )


def number_field(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, initial=0)


class Remains(forms.Form):
    """How many of each kind; anything without anatomical connection has its own number."""

    body = number_field(_("Bodies"))
    body_part = number_field(_("Body parts"))
    fragment = number_field(_("Fragments"))
    mixed_fragments = number_field(_("Mixed fragments"))

    def remains(self) -> list[RemainsKind]:
        return [kind for kind in RemainsKind for _n in range(self.cleaned_data[kind.value])]


class OpenForm(MoveForm, Remains, Pair, Moment):
    field_order = [*RemainsKind.values, "witness", "alone_reason", "occurred_at"]


class NumberForm(MoveForm, Remains, Pair, Moment):
    field_order = OpenForm.field_order

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.remains():
            self.add_error(None, _("Say how many further remains were found."))
        return self.cleaned_data


class ClearForm(MoveForm, Selected, Late):
    place = forms.CharField(label=_("Place"), max_length=120)
    field_order = ["place", "occurred_at", "is_late"]


class StoreForm(MoveForm, Selected, Unit, Pair, Late):
    field_order = ["storage_unit", "witness", "alone_reason", "occurred_at", "is_late"]


class ReceiveForm(MoveForm, Selected, Unit, Pair, Late):
    """A place may be given at once; storing it later is a move of its own."""

    field_order = StoreForm.field_order

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        self.fields["storage_unit"].required = False


class SendForm(MoveForm, Selected, Moment):
    to = forms.ModelChoiceField(Agency.objects.none(), label=_("To"), empty_label=_("Choose"))
    field_order = ["to", "occurred_at"]


class OpenManyForm(MoveForm, Selected, Remains, Pair, Moment):
    field_order = [*RemainsKind.values, "witness", "alone_reason", "occurred_at"]


class EmptyForm(MoveForm, Selected, Late):
    field_order = ["occurred_at", "is_late"]


class LabelForm(MoveForm, Selected):
    layout_name = forms.ChoiceField(
        label=_("Size"),
        choices=[
            ("small", _("70 × 37 mm, 24 on a sheet")),
            ("large", _("105 × 74 mm, 8 on a sheet")),
        ],
        initial="small",
        widget=forms.RadioSelect,
    )
    skip = forms.IntegerField(
        label=_("Places used up on the first sheet"), min_value=0, max_value=23, initial=0
    )
    again = forms.ChoiceField(
        label=_("Why again"),
        choices=[("", _("no reason given")), *WhyAgain.choices],
        required=False,
    )

    def layout(self) -> dict[str, Any]:
        return {"layout": self.cleaned_data["layout_name"], "skip": self.cleaned_data["skip"]}


def colleagues_of(user: User) -> QuerySet[User]:
    """People of the same agency who can be named as the second pair of eyes."""
    return User.objects.people().filter(agency=user.agency_id).exclude(pk=user.pk)


def units_of(user: User) -> QuerySet[StorageUnit]:
    return StorageUnit.objects.filter(agency=user.agency_id, is_active=True)


def mortuaries_for(user: User) -> QuerySet[Agency]:
    """Where remains may be sent: the other mortuaries of the own side."""
    mortuaries = Agency.objects.filter(kind=Agency.Kind.MORTUARY, is_active=True)
    return mortuaries.filter(~Q(pk=user.agency_id), party=user.party_id)
