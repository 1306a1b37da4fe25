"""How far a decision on whose dead somebody was has come, and what can become of it."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class AffiliationState(States):
    PROPOSED = "proposed", _("proposed")
    UNDER_REVIEW = "under_review", _("under review")  # before a board whose votes are blind
    DECIDED = "decided", _("decided")
    CONTESTED = "contested", _("contested")  # stands, but nothing may rest on it
    UPHELD = "upheld", _("upheld")
    NOT_ESTABLISHED = "not_established", _("not established")
    WITHDRAWN = "withdrawn", _("withdrawn")


# The case is taken: no second decision may stand beside one of these.
AFFILIATED = (AffiliationState.DECIDED, AffiliationState.CONTESTED, AffiliationState.UPHELD)
# What may rest on it: the remains may leave.
FIRM = (AffiliationState.DECIDED, AffiliationState.UPHELD)

_BOARD = (AffiliationState.UNDER_REVIEW,)
_OUTCOME = _("A board decides on what is under review; this decision is %(state)s.")

affiliation_workflow = Workflow(
    "affiliation decision",
    Transition(
        "call_board",
        (AffiliationState.PROPOSED,),
        AffiliationState.UNDER_REVIEW,
        label=_("Call a board"),
        refusal=_("A board is called on what is proposed; this decision is %(state)s."),
    ),
    Transition(
        "recall_board",
        _BOARD,
        AffiliationState.PROPOSED,
        label=_("Recall the board"),
        refusal=_("Only a board that is voting is recalled; this decision is %(state)s."),
    ),
    Transition(
        "decide",
        _BOARD,
        AffiliationState.DECIDED,
        label=_("Decide"),
        refusal=_OUTCOME,
        is_outcome=True,
    ),
    Transition(
        "return",
        _BOARD,
        AffiliationState.PROPOSED,
        label=_("Return"),
        refusal=_OUTCOME,
        is_outcome=True,
    ),
    Transition(
        "not_establish",
        _BOARD,
        AffiliationState.NOT_ESTABLISHED,
        label=_("Record as not established"),
        refusal=_OUTCOME,
        is_outcome=True,
    ),
    Transition(
        "withdraw",
        (AffiliationState.PROPOSED,),
        AffiliationState.WITHDRAWN,
        label=_("Withdraw the proposal"),
        refusal=_(
            "Only a proposal is withdrawn; this decision is %(state)s. What stands is contested, "
            "and a board withdraws it."
        ),
    ),
    Transition(
        "contest",
        FIRM,
        AffiliationState.CONTESTED,
        label=_("Contest"),
        refusal=_("Only a decision that stands is contested; this one is %(state)s."),
    ),
    Transition(
        "review_again",
        (AffiliationState.CONTESTED,),
        AffiliationState.CONTESTED,
        label=_("Call a board"),
        refusal=_("Only a contested decision is voted on again; this one is %(state)s."),
    ),
    Transition(
        "recall_review",
        (AffiliationState.CONTESTED,),
        AffiliationState.CONTESTED,
        label=_("Recall the board"),
        refusal=_("Only a board that is voting is recalled; this decision is %(state)s."),
    ),
    Transition(
        "uphold",
        (AffiliationState.CONTESTED,),
        AffiliationState.UPHELD,
        label=_("Uphold"),
        refusal=_("Only a contested decision is upheld; this one is %(state)s."),
        is_outcome=True,
    ),
    Transition(
        "revoke",
        (AffiliationState.CONTESTED,),
        AffiliationState.WITHDRAWN,
        label=_("Withdraw the decision"),
        refusal=_("Only a contested decision is withdrawn; this one is %(state)s."),
        is_outcome=True,
    ),
    states=AffiliationState.messages(),
    initial=(AffiliationState.PROPOSED,),
    final=(AffiliationState.NOT_ESTABLISHED, AffiliationState.WITHDRAWN),
)
