"""Where agreements and commitments can be, and the only moves between places."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class AgreementState(States):
    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("proposed")
    IN_FORCE = "in_force", _("in force")  # both sides accepted, each by a dated message
    ENDED = "ended", _("ended")  # by the notice of a side; what was promised under it stays
    WITHDRAWN = "withdrawn", _("withdrawn")  # before both had accepted it


class CommitmentState(States):
    DRAFT = "draft", _("draft")
    ACTIVE = "active", _("active")  # both sides accepted its terms, which stand from now on
    MET = "met", _("met")
    MET_LATE = "met_late", _("met late")
    PARTLY_MET = "partly_met", _("partly met")
    MISSED = "missed", _("missed")
    SUPERSEDED = "superseded", _("superseded")  # another, accepted by both, stands in its place
    WITHDRAWN = "withdrawn", _("withdrawn")  # before both had accepted it


# With its outcome. What was missed can still be met late.
UNMET = (CommitmentState.PARTLY_MET, CommitmentState.MISSED)
CONCLUDED = (CommitmentState.MET, CommitmentState.MET_LATE, *UNMET)

agreement_workflow = Workflow(
    "agreement",
    Transition(
        "propose",
        (AgreementState.DRAFT,),
        AgreementState.PROPOSED,
        label=_("Propose"),
        refusal=_("Only a draft is proposed; this agreement is %(state)s."),
    ),
    Transition(
        "accept",
        (AgreementState.PROPOSED,),
        AgreementState.IN_FORCE,
        label=_("Accept"),
        refusal=_("A side accepts a proposed agreement; this one is %(state)s."),
    ),
    Transition(
        "withdraw",
        (AgreementState.DRAFT, AgreementState.PROPOSED),
        AgreementState.WITHDRAWN,
        label=_("Withdraw"),
        refusal=_("An agreement is withdrawn before both accepted it; this one is %(state)s."),
    ),
    Transition(
        "end",
        (AgreementState.IN_FORCE,),
        AgreementState.ENDED,
        label=_("Give notice of its end"),
        refusal=_("Only an agreement in force is ended; this one is %(state)s."),
    ),
    states=AgreementState.messages(),
    initial=(AgreementState.DRAFT,),
    final=(AgreementState.ENDED, AgreementState.WITHDRAWN),
)


def _concluded(verb: str, target: CommitmentState) -> Transition:
    """Which of the outcomes it is, follows from the figures; nobody chooses it."""
    return Transition(
        verb,
        (CommitmentState.ACTIVE, *UNMET),
        target,
        label=_("Conclude"),
        refusal=_("Only an active commitment gets an outcome; this one is %(state)s."),
        is_outcome=True,
    )


commitment_workflow = Workflow(
    "commitment",
    Transition(
        "accept",
        (CommitmentState.DRAFT,),
        CommitmentState.ACTIVE,
        label=_("Accept"),
        refusal=_("A side accepts a proposed commitment; this one is %(state)s."),
    ),
    Transition(
        "withdraw",
        (CommitmentState.DRAFT,),
        CommitmentState.WITHDRAWN,
        label=_("Withdraw"),
        refusal=_("A commitment is withdrawn before both accepted it; this one is %(state)s."),
    ),
    _concluded("meet", CommitmentState.MET),
    _concluded("meet_late", CommitmentState.MET_LATE),
    _concluded("meet_in_part", CommitmentState.PARTLY_MET),
    _concluded("miss", CommitmentState.MISSED),
    Transition(
        "supersede",
        (CommitmentState.ACTIVE, *UNMET),
        CommitmentState.SUPERSEDED,
        label=_("Replace by another"),
        refusal=_("Only a commitment that is not met is replaced; this one is %(state)s."),
    ),
    states=CommitmentState.messages(),
    initial=(CommitmentState.DRAFT,),
    final=(
        CommitmentState.MET,
        CommitmentState.MET_LATE,
        CommitmentState.SUPERSEDED,
        CommitmentState.WITHDRAWN,
    ),
)
