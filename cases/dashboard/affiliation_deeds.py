"""What is done about whose dead remains are: one table for the moves, their pages and addresses."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases.dashboard.affiliation_forms import (
    AddSeenForm,
    AffiliationForm,
    AffiliationVoteForm,
    DisputeForm,
    MembersForm,
    WithdrawProposalForm,
    WithdrawSeenForm,
)
from cases.operations.affiliating import (
    add_affiliation_evidence,
    withdraw_affiliation,
    withdraw_affiliation_evidence,
)
from cases.operations.affiliation_boards import (
    call_affiliation_board,
    recall_affiliation_board,
    vote_on_affiliation,
)
from cases.operations.disputing import contest_affiliation
from repatriation.dashboard.components import Text


@dataclass(frozen=True)
class Deed:
    path: str
    verb: str
    title: Text
    lead: Text
    done: Text
    do: Callable[..., object]
    form: type[AffiliationForm] | None = None
    is_grave: bool = False


# In the order in which they are offered.
DEEDS = {
    deed.path: deed
    for deed in (
        Deed(
            "vote",
            "vote",
            _("Vote"),
            _(
                "%(question)s Nobody reads your vote before all have voted, and it cannot be "
                "changed."
            ),
            _("Your vote is cast."),
            vote_on_affiliation,
            AffiliationVoteForm,
            is_grave=True,
        ),
        Deed(
            "evidence",
            "add_evidence",
            _("Add evidence"),
            _("What was carried on one body, or found together, counts as one."),
            _("The evidence is added."),
            add_affiliation_evidence,
            AddSeenForm,
        ),
        Deed(
            "board",
            "call_board",
            _("Call a board"),
            _("Each member votes without knowing of the others. Who submitted does not vote."),
            _("The board is called; its members find it on their worklist."),
            call_affiliation_board,
            MembersForm,
        ),
        Deed(
            "recall",
            "recall_board",
            _("Recall the board"),
            _("Nobody votes on %(decision)s any more. Votes already cast stay unread."),
            _("The board is recalled."),
            recall_affiliation_board,
        ),
        Deed(
            "contest",
            "contest",
            _("Contest"),
            _(
                "From now on nothing may rest on it: a release to the other party is withdrawn, "
                "and what has left is to be taken back, until a board upholds or withdraws it."
            ),
            _("The affiliation is contested."),
            contest_affiliation,
            DisputeForm,
            is_grave=True,
        ),
        Deed(
            "withdraw-evidence",
            "withdraw_evidence",
            _("Withdraw evidence"),
            _("A decision that stands on it is contested at once."),
            _("The evidence is withdrawn."),
            withdraw_affiliation_evidence,
            WithdrawSeenForm,
            is_grave=True,
        ),
        Deed(
            "withdraw",
            "withdraw",
            _("Withdraw the proposal"),
            _("No board will vote on %(decision)s. It may be proposed anew."),
            _("The proposal is withdrawn."),
            withdraw_affiliation,
            WithdrawProposalForm,
        ),
    )
}
