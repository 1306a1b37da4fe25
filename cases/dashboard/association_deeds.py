"""What is done about an association: one table for the moves, their pages and addresses."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases.dashboard.association_forms import AcceptForm, DecideForm, RejectForm, WithdrawForm
from cases.operations.associating import (
    accept_association,
    reject_association,
    withdraw_association,
)
from repatriation.dashboard.components import Text


@dataclass(frozen=True)
class Deed:
    """`says` is one sentence what will happen; it takes %(association)s and both cases."""

    verb: str
    title: Text
    says: Text
    done: Text
    do: Callable[..., object]
    form: type[DecideForm]


DEEDS = {
    deed.verb: deed
    for deed in (
        Deed(
            "accept",
            _("Accept"),
            _("From now on %(first)s and %(second)s are held to be of one person."),
            _("The association is accepted."),
            accept_association,
            AcceptForm,
        ),
        Deed(
            "reject",
            _("Reject"),
            _("%(first)s and %(second)s stay apart. It may be proposed again on other grounds."),
            _("The association is rejected."),
            reject_association,
            RejectForm,
        ),
        Deed(
            "withdraw",
            _("Withdraw"),
            _(
                "%(association)s holds nothing together any more. Where %(first)s and %(second)s "
                "fall apart by it, every identification that stands on them is contested at once, "
                "and who answers for it is told."
            ),
            _("The association is withdrawn."),
            withdraw_association,
            WithdrawForm,
        ),
    )
}
