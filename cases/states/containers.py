"""Where an incoming container can be, and the only moves between places."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class ContainerState(States):
    """As the side that holds it sees it."""

    PACKED = "packed", _("packed")  # with what goes back to the other party; on no list yet
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


# Not with us and not on the way to us; it may be listed again under the same reference.
EXITS = (
    ContainerState.NOT_PRESENTED,
    ContainerState.WITHDRAWN,
    ContainerState.REFUSED,
    ContainerState.TAKEN_BACK,
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
        "list_packed",
        (ContainerState.PACKED,),
        ContainerState.LISTED,
        label=_("List"),
        refusal=_("Only a packed container is put on a list; this one is %(state)s."),
        is_outcome=True,
    ),
    Transition(
        "take_off_the_list",
        (ContainerState.LISTED,),
        ContainerState.PACKED,
        label=_("Take off the list"),
        refusal=_("Only a listed container is taken off its list; this one is %(state)s."),
        is_outcome=True,
    ),
    Transition(
        "unpack",
        (
            ContainerState.PACKED,
            ContainerState.NOT_PRESENTED,
            ContainerState.REFUSED,
            ContainerState.TAKEN_BACK,
        ),
        ContainerState.WITHDRAWN,
        label=_("Unpack"),
        refusal=_("It is unpacked while it stands on no list; this container is %(state)s."),
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
    initial=(ContainerState.PACKED, ContainerState.LISTED, ContainerState.HANDED_OVER),
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
