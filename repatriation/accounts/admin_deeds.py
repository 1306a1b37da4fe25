"""What an administrator does to a person beside keeping their data: each asked once more, on a page
of its own, and each an operation with its rules."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.inviting import replace_lost_device, send_link, why_not_send_link
from repatriation.accounts.models import User
from repatriation.accounts.models.link import Reason
from repatriation.accounts.suspending import (
    lift_suspension,
    suspend,
    why_not_lift,
    why_not_suspend,
)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("Read by the administrators of this side."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass(frozen=True)
class Deed:
    """`says` is what will happen, in the words of the page that asks."""

    label: Promise
    says: Promise
    done: Promise
    why_not: Callable[[User, User], str | None]
    act: Callable[..., Any]
    form: type[forms.Form] = forms.Form


def new_link(*, person: User, by: User) -> None:
    send_link(person=person, reason=Reason.PASSWORD, by=by)


DEEDS: dict[str, Deed] = {
    "link": Deed(
        _("Send a new link"),
        _(
            "A link is mailed to this person, with which they set a password once, within three "
            "days. A link sent before opens nothing any more. Nobody else learns the password."
        ),
        _("A link is on its way by mail."),
        why_not_send_link,
        new_link,
    ),
    "lost-device": Deed(
        _("Lost device"),
        _(
            "This person's second factors, password and sessions end now, and a link to begin anew "
            "is mailed to them. They and the other administrators of this side are told."
        ),
        _("Everything that was signed in has ended, and a link is on its way by mail."),
        why_not_send_link,
        replace_lost_device,
    ),
    "suspend": Deed(
        _("Suspend"),
        _(
            "All sessions of this person end now, and they cannot sign in until the suspension is "
            "lifted. They get no mail. Nothing of theirs is deleted."
        ),
        _("Suspended."),
        why_not_suspend,
        suspend,
        ReasonForm,
    ),
    "lift": Deed(
        _("Lift the suspension"),
        _("This person may sign in again, with the password and the roles they had."),
        _("The suspension is lifted."),
        why_not_lift,
        lift_suspension,
    ),
}
