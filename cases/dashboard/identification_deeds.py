"""What is done about an identification: one table for the moves, their pages and addresses."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases.dashboard.identification_forms import (
    AddendumForm,
    AddForm,
    AnnulForm,
    BoardForm,
    CertificateForm,
    ContestForm,
    CoverForm,
    DeedForm,
    ExplainForm,
    VoteForm,
    WithdrawForm,
)
from cases.models import Identification, RemainsCase
from cases.operations.certifying import annul_certificate, certify_identification
from cases.operations.contesting import contest_identification
from cases.operations.explaining import explain_contradiction
from cases.operations.identifying import (
    Given,
    add_evidence,
    cover_case,
    propose_addendum,
    submit_again,
    withdraw_evidence,
)
from cases.operations.voting import call_board, recall_board, vote
from repatriation.accounts.models import User
from repatriation.dashboard.components import Text


@dataclass(frozen=True)
class Deed:
    """`verb` is the move of a proposal; the policies say which it is while it is contested."""

    path: str
    verb: str
    title: Text
    lead: Text  # one sentence: what will happen
    done: Text
    do: Callable[..., object]
    form: type[DeedForm] | None = None  # without one it is only asked again
    is_grave: bool = False


def add_one(
    *, identification: Identification, case: RemainsCase, by: User, given: Given | None = None
) -> Identification:
    """One case, with a first piece of evidence or on its association."""
    evidence = {case: [given] if given else []}
    return propose_addendum(identification=identification, evidence=evidence, by=by)


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
            vote,
            VoteForm,
            is_grave=True,
        ),
        Deed(
            "evidence",
            "add_evidence",
            _("Add evidence"),
            _("Each case brings its own; none inherits another's."),
            _("The evidence is added."),
            add_evidence,
            AddForm,
        ),
        Deed(
            "explain",
            "explain",
            _("Explain a contradiction"),
            _("A reviewed examination contradicts the person. The board reads how that can be."),
            _("The explanation is kept."),
            explain_contradiction,
            ExplainForm,
        ),
        Deed(
            "cover",
            "cover",
            _("Cover an associated case"),
            _("It brings no evidence; it rests on its association with a covered case."),
            _("The case is covered."),
            cover_case,
            CoverForm,
        ),
        Deed(
            "addendum",
            "add_to",
            _("Propose an addendum"),
            _("For a case that joined after the decision. It is voted on by itself."),
            _("The addendum is proposed."),
            add_one,
            AddendumForm,
        ),
        Deed(
            "submit",
            "submit",
            _("Submit again"),
            _("%(identification)s is proposed again, with the evidence that stands now."),
            _("It is submitted again."),
            submit_again,
        ),
        Deed(
            "board",
            "call_board",
            _("Call a board"),
            _("Each member votes without knowing of the others. Who submitted does not vote."),
            _("The board is called; its members are told."),
            call_board,
            BoardForm,
        ),
        Deed(
            "recall",
            "recall_board",
            _("Recall the board"),
            _("Nobody votes on %(identification)s any more. Votes already cast stay unread."),
            _("The board is recalled."),
            recall_board,
        ),
        Deed(
            "certify",
            "certify",
            _("Certify"),
            _("The legal step. The board has decided the scientific one."),
            _("The identification is certified."),
            certify_identification,
            CertificateForm,
            is_grave=True,
        ),
        Deed(
            "contest",
            "contest",
            _("Contest"),
            _("From now on nothing may rest on it, until a board upholds or revokes it."),
            _("The identification is contested."),
            contest_identification,
            ContestForm,
            is_grave=True,
        ),
        Deed(
            "annul",
            "annul",
            _("Annul the certificate"),
            _("It is revoked when the board has voted so as well, before or after."),
            _("The certificate is annulled."),
            annul_certificate,
            AnnulForm,
            is_grave=True,
        ),
        Deed(
            "withdraw",
            "withdraw_evidence",
            _("Withdraw evidence"),
            _("An identification that stands on it is contested at once."),
            _("The evidence is withdrawn."),
            withdraw_evidence,
            WithdrawForm,
            is_grave=True,
        ),
    )
}
