"""How far a decision on an identity has come, and what can become of it."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class IdentificationState(States):
    PROPOSED = "proposed", _("proposed")  # by an examiner, with the evidence for each case
    UNDER_REVIEW = "under_review", _("under review")  # before a board whose votes are blind
    IDENTIFIED = "identified", _("identified")  # the scientific decision
    CERTIFIED = "certified", _("certified")  # the legal one
    CONTESTED = "contested", _("contested")  # stands, but nothing may rest on it
    UPHELD = "upheld", _("upheld")
    REVOKED = "revoked", _("revoked")
    RETURNED = "returned", _("returned")  # to the examiner, who may submit it again
    DEFERRED = "deferred", _("deferred")
    NOT_ESTABLISHED = "not_established", _("not established")
    EXCLUDED = "excluded", _("excluded")


# The person is taken: no second identification may stand beside one of these.
STANDING = (
    IdentificationState.IDENTIFIED,
    IdentificationState.CERTIFIED,
    IdentificationState.CONTESTED,
    IdentificationState.UPHELD,
)

_BOARD = (IdentificationState.UNDER_REVIEW,)
_OUTCOME = _("A board decides on what is under review; this identification is %(state)s.")

identification_workflow = Workflow(
    "identification",
    Transition(
        "submit",
        (IdentificationState.RETURNED, IdentificationState.DEFERRED),
        IdentificationState.PROPOSED,
        label=_("Submit again"),
        refusal=_(
            "Only what the board returned or deferred is submitted again; this is %(state)s."
        ),
    ),
    Transition(
        "call_board",
        (IdentificationState.PROPOSED,),
        IdentificationState.UNDER_REVIEW,
        label=_("Call a board"),
        refusal=_("A board is called on a proposed identification; this one is %(state)s."),
    ),
    Transition(
        "recall_board",
        _BOARD,
        IdentificationState.PROPOSED,
        label=_("Recall the board"),
        refusal=_("Only a board that is voting is recalled; this identification is %(state)s."),
    ),
    Transition(
        "identify",
        _BOARD,
        IdentificationState.IDENTIFIED,
        label=_("Identify"),
        refusal=_OUTCOME,
        is_outcome=True,
    ),
    Transition(
        "return",
        _BOARD,
        IdentificationState.RETURNED,
        label=_("Return"),
        refusal=_OUTCOME,
        is_outcome=True,
    ),
    Transition(
        "defer",
        _BOARD,
        IdentificationState.DEFERRED,
        label=_("Defer"),
        refusal=_OUTCOME,
        is_outcome=True,
    ),
    Transition(
        "not_establish",
        _BOARD,
        IdentificationState.NOT_ESTABLISHED,
        label=_("Record as not established"),
        refusal=_OUTCOME,
        is_outcome=True,
    ),
    Transition(
        "exclude",
        _BOARD,
        IdentificationState.EXCLUDED,
        label=_("Exclude"),
        refusal=_OUTCOME,
        is_outcome=True,
    ),
    Transition(
        "certify",
        (IdentificationState.IDENTIFIED, IdentificationState.UPHELD),
        IdentificationState.CERTIFIED,
        label=_("Certify"),
        refusal=_("Only an identification the board has decided is certified; this is %(state)s."),
    ),
    Transition(
        "contest",
        (
            IdentificationState.IDENTIFIED,
            IdentificationState.CERTIFIED,
            IdentificationState.UPHELD,
        ),
        IdentificationState.CONTESTED,
        label=_("Contest"),
        refusal=_("Only an identification that stands is contested; this one is %(state)s."),
    ),
    Transition(
        "review_again",
        (IdentificationState.CONTESTED,),
        IdentificationState.CONTESTED,
        label=_("Call a board"),
        refusal=_("Only a contested identification is voted on again; this one is %(state)s."),
    ),
    Transition(
        "recall_review",
        (IdentificationState.CONTESTED,),
        IdentificationState.CONTESTED,
        label=_("Recall the board"),
        refusal=_("Only a board that is voting is recalled; this identification is %(state)s."),
    ),
    Transition(
        "annul",
        (IdentificationState.CONTESTED,),
        IdentificationState.CONTESTED,
        label=_("Annul the certificate"),
        refusal=_("A certificate is annulled while it is contested; this one is %(state)s."),
    ),
    Transition(
        "uphold",
        (IdentificationState.CONTESTED,),
        IdentificationState.UPHELD,
        label=_("Uphold"),
        refusal=_("Only a contested identification is upheld; this one is %(state)s."),
        is_outcome=True,
    ),
    Transition(
        "revoke",
        (IdentificationState.CONTESTED,),
        IdentificationState.REVOKED,
        label=_("Revoke"),
        refusal=_("Only a contested identification is revoked; this one is %(state)s."),
        is_outcome=True,
    ),
    states=IdentificationState.messages(),
    initial=(IdentificationState.PROPOSED,),
    final=(
        IdentificationState.REVOKED,
        IdentificationState.NOT_ESTABLISHED,
        IdentificationState.EXCLUDED,
    ),
)
