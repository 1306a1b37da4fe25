"""The moves of one record that few make: what each asks, says, does, and what is said after it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.dashboard import deed_forms as asked
from cases.dashboard.forms import MoveForm
from cases.operations import (
    declaring,
    dividing,
    flagging,
    opening,
    packing,
    quarantine,
    storing,
)
from repatriation.dashboard.components import Text


@dataclass(frozen=True)
class RecordDeed:
    """`says` and `done` take %(record)s; `act` the row as it was seen, the form, and who."""

    label: Text
    form: type[MoveForm]
    act: Callable[..., Any]
    says: Text
    done: Text
    is_grave: bool = False


def _typed(form: Any, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names}


def _when(form: Any) -> dict[str, Any]:
    return {"circumstances": form.circumstances(), "occurred_at": form.moment}


MISSING = RecordDeed(
    _("Record as missing"),
    asked.MissingForm,
    lambda row, form, by: flagging.report_missing(
        thing=row, by=by, **_typed(form, "reason"), **_when(form)
    ),
    _(
        "You record that %(record)s is not where it should be. Nothing is deleted: your agency "
        "goes on answering for it, and it is moved only after it is found."
    ),
    _("%(record)s is recorded as missing."),
    is_grave=True,
)
FOUND = RecordDeed(
    _("Record as found"),
    asked.FoundForm,
    lambda row, form, by: flagging.report_found(
        thing=row, by=by, **_typed(form, "because"), **_when(form)
    ),
    _("You have %(record)s before you. Where you found it is where it lies from now on."),
    _("%(record)s is found."),
)
HOLD = RecordDeed(
    _("Place a legal hold"),
    asked.HoldForm,
    lambda row, form, by: flagging.place_hold(thing=row, by=by, **_typed(form, "order", "reason")),
    _("%(record)s is not released, and not closed, before the legal authority lifts the hold."),
    _("A legal hold is on %(record)s."),
)
LIFT_HOLD = RecordDeed(
    _("Lift the legal hold"),
    asked.BecauseForm,
    lambda row, form, by: flagging.lift_hold(thing=row, by=by, **_typed(form, "because")),
    _("The legal authority lets %(record)s go. The hold stays in its history."),
    _("The legal hold on %(record)s is lifted."),
    is_grave=True,
)
EXHUME = RecordDeed(
    _("Exhume"),
    asked.ExhumeForm,
    lambda row, form, by: storing.exhume(
        things=[row], by=by, **_typed(form, "permit", "permit_by"), **_when(form)
    ),
    _("%(record)s is taken out of its grave under the legal authority’s permit."),
    _("%(record)s is exhumed."),
    is_grave=True,
)
CONFIRM = RecordDeed(
    _("Confirm the declaration"),
    MoveForm,
    lambda row, _form, by: declaring.confirm_declaration(thing=row, by=by),
    _("You have looked yourself, and say the same of %(record)s as who declared it."),
    _("The declaration about %(record)s stands."),
    is_grave=True,
)
WITHDRAW = RecordDeed(
    _("Withdraw the declaration"),
    asked.WithdrawForm,
    lambda row, form, by: declaring.withdraw_declaration(
        thing=row, by=by, **_typed(form, "because")
    ),
    _("What was declared of %(record)s does not stand. It is kept, with your reason."),
    _("The declaration about %(record)s is withdrawn."),
)
OF_BOTH = {
    "report_missing": MISSING,
    "report_found": FOUND,
    "hold": HOLD,
    "lift_hold": LIFT_HOLD,
    "exhume": EXHUME,
    "confirm": CONFIRM,
    "withdraw_declaration": WITHDRAW,
}
OF_CONTAINER: Mapping[str, RecordDeed] = {
    "unpack": RecordDeed(
        _("Unpack"),
        asked.BecauseForm,
        lambda row, form, by: packing.unpack_container(
            container=row, by=by, **_typed(form, "because")
        ),
        _("What is packed in %(record)s lies with you again, and the container is used no more."),
        _("%(record)s is unpacked."),
        is_grave=True,
    ),
    "open_again": RecordDeed(
        _("Open again"),
        asked.OpenAgainForm,
        lambda row, form, by: opening.open_again(container=row, by=by, **_when(form)),
        _("Something in %(record)s was overlooked. What is found is numbered as before."),
        _("%(record)s is open again."),
    ),
    "quarantine": RecordDeed(
        _("Put in quarantine"),
        asked.HazardForm,
        lambda row, form, by: quarantine.quarantine_container(
            container=row, by=by, **_typed(form, "hazard"), **_when(form)
        ),
        _(
            "There is a hazard in %(record)s. Nobody moves or opens it until an explosives officer "
            "says what became of it."
        ),
        _("%(record)s is in quarantine."),
    ),
    "neutralise": RecordDeed(
        _("Record as neutralised"),
        asked.NeutraliseForm,
        lambda row, form, by: quarantine.neutralise_container(container=row, by=by, **_when(form)),
        _("The hazard in %(record)s is dealt with: it may be opened."),
        _("%(record)s is cleared."),
    ),
    "declare_destroyed": RecordDeed(
        _("Declare as destroyed"),
        asked.DestroyedForm,
        lambda row, form, by: declaring.declare_destroyed(
            container=row, by=by, occurred_at=form.moment, **_typed(form, "account")
        ),
        _(
            "You say that %(record)s was destroyed as a hazard. It stands when a second person "
            "confirms it; the exchange is told by a discrepancy."
        ),
        _("Your declaration waits for a second person."),
        is_grave=True,
    ),
    **OF_BOTH,
}
OF_CASE: Mapping[str, RecordDeed] = {
    "divide": RecordDeed(
        _("Divide"),
        asked.DivideForm,
        lambda row, form, by: dividing.divide_case(
            case=row, remains=form.remains(), by=by, **_when(form)
        ),
        _(
            "What you take out of %(record)s gets numbers of its own. The rest keeps this number, "
            "and stays the parent."
        ),
        _("%(record)s is divided. The parts have numbers of their own."),
    ),
    "quarantine": RecordDeed(
        _("Put in quarantine"),
        asked.ReasonForm,
        lambda row, form, by: flagging.quarantine_case(case=row, by=by, **_typed(form, "reason")),
        _("There is a hazard in %(record)s. Nobody moves it until an explosives officer lifts it."),
        _("%(record)s is in quarantine."),
    ),
    "lift_quarantine": RecordDeed(
        _("Lift the quarantine"),
        asked.BecauseForm,
        lambda row, form, by: flagging.lift_quarantine(case=row, by=by, **_typed(form, "because")),
        _("The hazard in %(record)s is dealt with."),
        _("The quarantine of %(record)s is lifted."),
    ),
    "declare_non_human": RecordDeed(
        _("Declare as non-human"),
        asked.AccountForm,
        lambda row, form, by: declaring.declare_non_human(
            case=row, by=by, **_typed(form, "account")
        ),
        _(
            "You say that %(record)s is not human. When a second person confirms it the case is "
            "closed, and the exchange is told by a discrepancy."
        ),
        _("Your declaration waits for a second person."),
        is_grave=True,
    ),
    "declare_human": RecordDeed(
        _("Declare as human after all"),
        asked.AccountForm,
        lambda row, form, by: declaring.declare_human(case=row, by=by, **_typed(form, "account")),
        _("You say that %(record)s is human after all. A second person confirms it."),
        _("Your declaration waits for a second person."),
        is_grave=True,
    ),
    **OF_BOTH,
}
