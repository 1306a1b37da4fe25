"""What is done about a pair: one table for the moves, their pages and addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.dashboard.forms import MoveForm
from cases.dashboard.identification_forms import shown
from cases.models.exclusion import Ground
from cases.operations.asking_sight import (
    ask_for_sight,
    grant_sight,
    refuse_sight,
    withdraw_sight,
)
from cases.operations.excluding import exclude_candidate, look_at_candidate, take_back_exclusion
from repatriation.dashboard.components import Text


def words(label: Any, *, longest: int = 500, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=longest, widget=area, **more)


class ExcludeForm(MoveForm):
    ground = forms.ChoiceField(
        label=_("Evidence"), choices=lambda: [("", _now("Choose")), *shown(Ground)]
    )
    note = words(
        _("What excludes the pair"),
        help_text=_("It is kept with your name. When this evidence changes, the pair comes back."),
    )

    def clean_ground(self) -> Ground:
        return Ground(self.cleaned_data["ground"])


class TakeBackForm(MoveForm):
    because = words(_("Why the exclusion is taken back"), longest=200)


class AskForm(MoveForm):
    why = words(
        _("Why your agency has to see the record"),
        help_text=_("The other agency reads it. Write nothing of your own findings here."),
    )


class GrantForm(MoveForm):
    answer = words(_("What you grant, and what for"))
    until = forms.DateField(
        label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class RefuseForm(MoveForm):
    answer = words(_("Why it is refused"))


class WithdrawForm(MoveForm):
    because = words(_("Why the grant is withdrawn"), longest=200)


@dataclass(frozen=True)
class Deed:
    path: str
    verb: str
    title: Text
    lead: Text  # one sentence: what will happen
    done: Text
    do: Callable[..., object]
    form: type[MoveForm] | None = None  # without one it is a button
    is_grave: bool = False
    is_between_agencies: bool = False


# In the order in which they are offered.
DEEDS = {
    deed.path: deed
    for deed in (
        Deed(
            "look",
            "look",
            _("Leave open, looked at"),
            "",
            _("Left open. It comes back to Today when it is weighed otherwise."),
            look_at_candidate,
        ),
        Deed(
            "exclude",
            "exclude",
            _("Exclude this pair"),
            _(
                "Only a person excludes. The pair stays on the list of what is excluded, and "
                "returns to review by itself when the evidence changes."
            ),
            _("The pair is excluded."),
            exclude_candidate,
            ExcludeForm,
            is_grave=True,
        ),
        Deed(
            "take-back",
            "take_back",
            _("Take the exclusion back"),
            _("The pair is open again. The exclusion is kept, with your reason."),
            _("The exclusion is taken back."),
            take_back_exclusion,
            TakeBackForm,
        ),
        Deed(
            "ask",
            "ask",
            _("Ask to see the other record"),
            _("A request opens at the other agency. It reads your agency’s name and your reason."),
            _("The other agency is asked."),
            ask_for_sight,
            AskForm,
            is_between_agencies=True,
        ),
        Deed(
            "grant",
            "grant",
            _("Grant sight of the record"),
            _("The other agency reads this one record until the day you name, and no other."),
            _("Sight is granted."),
            grant_sight,
            GrantForm,
            is_grave=True,
            is_between_agencies=True,
        ),
        Deed(
            "refuse",
            "refuse",
            _("Refuse the request"),
            _("The other agency reads your reason, and nothing of the record."),
            _("The request is refused."),
            refuse_sight,
            RefuseForm,
            is_between_agencies=True,
        ),
        Deed(
            "withdraw",
            "withdraw",
            _("Withdraw the grant"),
            _("From now on the other agency reads the record no more."),
            _("The grant is withdrawn."),
            withdraw_sight,
            WithdrawForm,
            is_between_agencies=True,
        ),
    )
}
