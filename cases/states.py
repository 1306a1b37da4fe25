"""Where containers and remains cases can be, and the only moves between places."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class ContainerState(States):
    """Of an incoming container."""

    LISTED = "listed", _("listed")  # on the sender's list; nobody of ours has seen it
    HANDED_OVER = "handed_over", _("handed over")  # ours, on the way to a mortuary
    RECEIVED = "received", _("received")  # at a mortuary, not yet cleared of explosives
    CLEARED = "cleared", _("cleared")  # an explosives officer says it may be opened
    OPENED = "opened", _("opened")  # remains in it are being numbered
    EMPTIED = "emptied", _("emptied")  # nothing is left in it
    QUARANTINED = "quarantined", _("quarantined")  # a hazard: nobody moves or opens it
    DESTROYED = "destroyed", _("destroyed")  # as a hazard; what happened is declared by two
    NOT_PRESENTED = "not_presented", _("not presented")  # listed, but not at the venue
    WITHDRAWN = "withdrawn", _("withdrawn")  # struck from the list by its sender
    REFUSED = "refused", _("refused")  # at the venue, by the receiving side
    TAKEN_BACK = "taken_back", _("taken back")  # it went home with its sender


class CaseState(States):
    """Of a remains case. More follow with the examination."""

    NUMBERED = "numbered", _("numbered")
    CLOSED = "closed", _("closed")  # nothing more is done for it; two people say why


class PersonState(States):
    """Of somebody sought. What becomes of the living follows with the search for them."""

    SOUGHT = "sought", _("sought")
    IDENTIFIED = "deceased_identified", _("deceased, identified")


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


# Not with us and not on the way to us; it may be listed again under the same reference.
EXITS = (
    ContainerState.NOT_PRESENTED,
    ContainerState.WITHDRAWN,
    ContainerState.REFUSED,
    ContainerState.TAKEN_BACK,
)

# The person is taken: no second identification may stand beside one of these.
STANDING = (
    IdentificationState.IDENTIFIED,
    IdentificationState.CERTIFIED,
    IdentificationState.CONTESTED,
    IdentificationState.UPHELD,
)

container_workflow = Workflow(
    "container",
    Transition(
        "hand_over",
        (
            ContainerState.LISTED,
            ContainerState.NOT_PRESENTED,
            ContainerState.REFUSED,
            ContainerState.TAKEN_BACK,
        ),
        ContainerState.HANDED_OVER,
        label=_("Hand over"),
        refusal=_("Only a listed container is handed over; this one is %(state)s."),
    ),
    Transition(
        "receive",
        (ContainerState.HANDED_OVER,),
        ContainerState.RECEIVED,
        label=_("Receive"),
        refusal=_("Only a container that was handed over is received; this one is %(state)s."),
    ),
    Transition(
        "clear",
        (ContainerState.RECEIVED,),
        ContainerState.CLEARED,
        label=_("Clear"),
        refusal=_("Only a received container is cleared of explosives; this one is %(state)s."),
    ),
    Transition(
        "open",
        (ContainerState.CLEARED,),
        ContainerState.OPENED,
        label=_("Open"),
        refusal=_("Only a cleared container is opened; this one is %(state)s."),
    ),
    Transition(
        "number",
        (ContainerState.OPENED,),
        ContainerState.OPENED,
        label=_("Number further remains"),
        refusal=_("Remains are numbered while the container is open; this one is %(state)s."),
    ),
    Transition(
        "empty",
        (ContainerState.OPENED,),
        ContainerState.EMPTIED,
        label=_("Record as emptied"),
        refusal=_("Only an open container is recorded as emptied; this one is %(state)s."),
    ),
    Transition(
        "open_again",
        (ContainerState.EMPTIED,),
        ContainerState.OPENED,
        label=_("Open again"),
        refusal=_("Only an emptied container is opened again; this one is %(state)s."),
    ),
    Transition(
        "quarantine",
        (ContainerState.RECEIVED, ContainerState.CLEARED, ContainerState.OPENED),
        ContainerState.QUARANTINED,
        label=_("Put in quarantine"),
        refusal=_("A hazard is recorded of what lies at a mortuary; this one is %(state)s."),
    ),
    Transition(
        "neutralise",
        (ContainerState.QUARANTINED,),
        ContainerState.CLEARED,
        label=_("Record as neutralised"),
        refusal=_("Only what is in quarantine is neutralised; this one is %(state)s."),
    ),
    Transition(
        "destroy",
        (ContainerState.QUARANTINED,),
        ContainerState.DESTROYED,
        label=_("Destroyed"),
        refusal=_("Only what is in quarantine is recorded as destroyed; this one is %(state)s."),
    ),
    Transition(
        "withdraw",
        (ContainerState.LISTED,),
        ContainerState.WITHDRAWN,
        label=_("Withdraw"),
        refusal=_("Only a listed container is withdrawn; this one is %(state)s."),
    ),
    Transition(
        "not_present",
        (ContainerState.LISTED,),
        ContainerState.NOT_PRESENTED,
        label=_("Record as not presented"),
        refusal=_("Only a listed container can be not presented; this one is %(state)s."),
    ),
    Transition(
        "refuse",
        (ContainerState.LISTED, ContainerState.HANDED_OVER),
        ContainerState.REFUSED,
        label=_("Refuse"),
        refusal=_("A container is refused at the handover; this one is %(state)s."),
    ),
    Transition(
        "take_back",
        (ContainerState.LISTED, ContainerState.HANDED_OVER),
        ContainerState.TAKEN_BACK,
        label=_("Record as taken back"),
        refusal=_("A container is taken back before a mortuary has it; this one is %(state)s."),
    ),
    Transition(
        "list_again",
        EXITS,
        ContainerState.LISTED,
        label=_("List again"),
        refusal=_("Only a container that did not pass is listed again; this one is %(state)s."),
    ),
    states=ContainerState.messages(),
    initial=(ContainerState.LISTED, ContainerState.HANDED_OVER),
    final=(ContainerState.EMPTIED, ContainerState.DESTROYED, *EXITS),
)

# At a mortuary, by its state: forwarding and storing leave the state as it is.
AT_A_MORTUARY = (
    ContainerState.RECEIVED,
    ContainerState.CLEARED,
    ContainerState.OPENED,
    ContainerState.EMPTIED,
)
# Whatever became of it there, it came.
ARRIVED = (*AT_A_MORTUARY, ContainerState.QUARANTINED, ContainerState.DESTROYED)
# What lies in it has no numbers yet, so that the container itself stands for its remains.
UNOPENED = (
    ContainerState.HANDED_OVER,
    ContainerState.RECEIVED,
    ContainerState.CLEARED,
    ContainerState.QUARANTINED,
)

case_workflow = Workflow(
    "remains case",
    Transition(
        "divide",
        (CaseState.NUMBERED,),
        CaseState.NUMBERED,
        label=_("Divide"),
        refusal=_("Only remains in custody are divided; this case is %(state)s."),
    ),
    Transition(
        "close",
        (CaseState.NUMBERED,),
        CaseState.CLOSED,
        label=_("Declare as non-human"),
        refusal=_("Only remains in custody are closed; this case is %(state)s."),
    ),
    Transition(
        "reopen",
        (CaseState.CLOSED,),
        CaseState.NUMBERED,
        label=_("Declare as human after all"),
        refusal=_("Only a closed case is opened again; this case is %(state)s."),
    ),
    states=CaseState.messages(),
    initial=(CaseState.NUMBERED,),
    final=(CaseState.CLOSED,),
)

person_workflow = Workflow(
    "missing person",
    Transition(
        "identify",
        (PersonState.SOUGHT,),
        PersonState.IDENTIFIED,
        label=_("Identify"),
        refusal=_("Another identification of this person stands; the person is %(state)s."),
    ),
    Transition(
        "seek_again",
        (PersonState.IDENTIFIED,),
        PersonState.SOUGHT,
        label=_("Seek again"),
        refusal=_("This person is sought already."),
    ),
    states=PersonState.messages(),
    initial=(PersonState.SOUGHT,),
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
