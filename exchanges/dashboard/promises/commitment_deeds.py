"""The moves of a commitment: those that ask again, and those that are a side's word."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from exchanges.dashboard.deeds import Deed, told, told_nobody
from exchanges.dashboard.promises.saying import Saying
from exchanges.dashboard.promises.saying_forms import (
    AcceptForm,
    BreachForm,
    ExtensionForm,
    FigureForm,
    SayForm,
)
from exchanges.models import Commitment
from exchanges.operations import commitments as operations
from exchanges.operations import concluding
from exchanges.operations.agreement_words import say_of_commitment
from exchanges.policies.promise_words import SAYING as ACTS


def _to_both(commitment: Commitment) -> str:
    return told(*commitment.speakers)


DEEDS = {
    "propose": Deed(
        "propose",
        _("Propose the commitment"),
        lambda row, by: operations.propose_commitment(commitment=row, by=by),
        says=_("The other side sees commitment %(record)s, and its terms stand as they are read."),
        done=_("Commitment %(record)s is proposed."),
        told=lambda row: told(row.counterpart),
    ),
    "withdraw": Deed(
        "withdraw",
        _("Withdraw the commitment"),
        lambda row, by: operations.withdraw_commitment(commitment=row, by=by),
        says=_("Commitment %(record)s comes to nothing. It stays on record as withdrawn."),
        done=_("Commitment %(record)s is withdrawn."),
        told=told_nobody,
        is_grave=True,
    ),
    "conclude": Deed(
        "conclude",
        _("Conclude the commitment"),
        lambda row, by: concluding.conclude_commitment(commitment=row, by=by),
        says=_(
            "Commitment %(record)s gets the outcome that its figures say: met, met late, met in "
            "part or missed. Both sides see it."
        ),
        done=_("Commitment %(record)s is concluded."),
        told=_to_both,
    ),
}


def _says(verb: str) -> Callable[..., Any]:
    def act(row: Commitment, by: Any, **said: Any) -> Commitment:
        return say_of_commitment(commitment=row, act=ACTS[verb], by=by, **said)

    return act


def _saying(verb: str, title: Any, lead: Any, form: Any = SayForm) -> Saying:
    return Saying(verb, title, lead, form, _says(verb))


SAYING = {
    one.verb.replace("_", "-"): one
    for one in (
        _saying(
            "accept",
            _("Accept the commitment"),
            _("When both sides have accepted its terms, it is active."),
            AcceptForm,
        ),
        _saying(
            "claim",
            _("Say how many so far"),
            _("Your side's own figure. It stands beside what is verified, and is never added."),
            FigureForm,
        ),
        _saying(
            "verify",
            _("Say how many are verified"),
            _("The receiving side's word; it decides on this commitment."),
            FigureForm,
        ),
        _saying(
            "ask_extension",
            _("Ask for a later deadline"),
            _("The deadline moves when the other side agrees, and not before."),
            ExtensionForm,
        ),
        _saying(
            "agree_extension",
            _("Agree to the later deadline"),
            _("The deadline moves to the one that was asked for. The first one stays on record."),
        ),
        _saying(
            "refuse_extension",
            _("Refuse the later deadline"),
            _("The deadline stays. That another was asked for stays on record."),
        ),
        _saying(
            "claim_breach",
            _("Claim a breach"),
            _("It stands as contested until you drop it. The other side is asked to answer."),
            BreachForm,
        ),
        _saying(
            "answer_breach",
            _("Answer the claim of a breach"),
            _("Your answer stands beside the claim."),
            BreachForm,
        ),
        _saying(
            "drop_breach",
            _("Drop the claim of a breach"),
            _("The claim and its answers stay on record."),
        ),
    )
}
