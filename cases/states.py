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
    NOT_PRESENTED = "not_presented", _("not presented")  # listed, but not at the venue
    WITHDRAWN = "withdrawn", _("withdrawn")  # struck from the list by its sender


class CaseState(States):
    """Of a remains case. More follow with the examination."""

    NUMBERED = "numbered", _("numbered")


container_workflow = Workflow(
    "container",
    Transition(
        "hand_over",
        (ContainerState.LISTED, ContainerState.NOT_PRESENTED),
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
    states=ContainerState.messages(),
    initial=(ContainerState.LISTED, ContainerState.HANDED_OVER),
    final=(ContainerState.EMPTIED, ContainerState.WITHDRAWN),
)

case_workflow = Workflow(
    "remains case",
    states=CaseState.messages(),
    initial=(CaseState.NUMBERED,),
    final=(CaseState.NUMBERED,),
)
