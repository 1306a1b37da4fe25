"""How far a sample has come, and the only moves between."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class SampleState(States):
    TAKEN = "taken", _("taken")
    SENT = "sent", _("sent")  # to a laboratory, under its blind number
    RESULTED = "resulted", _("resulted")
    TO_REPEAT = "to_repeat", _("to be repeated")  # what came of it is not enough
    WITHDRAWN = "withdrawn", _("withdrawn")  # by mistake, or because consent was withdrawn
    LOST = "lost", _("lost")


# With a laboratory, or on the way there, and something is still to come of it.
AWAITED = (SampleState.SENT,)

sample_workflow = Workflow(
    "sample",
    Transition(
        "send",
        (SampleState.TAKEN, SampleState.TO_REPEAT),
        SampleState.SENT,
        label=_("Send to a laboratory"),
        refusal=_("What was taken, or is to be repeated, is sent; this sample is %(state)s."),
    ),
    Transition(
        "report",
        (SampleState.SENT, SampleState.RESULTED),
        SampleState.RESULTED,
        label=_("Report a result"),
        refusal=_("A result is reported of a sample that was sent; this one is %(state)s."),
    ),
    Transition(
        "ask_repeat",
        (SampleState.SENT, SampleState.RESULTED),
        SampleState.TO_REPEAT,
        label=_("Ask for a repeat"),
        refusal=_("What was sent or has a result is repeated; this sample is %(state)s."),
    ),
    Transition(
        "withdraw",
        (SampleState.TAKEN, SampleState.SENT, SampleState.RESULTED, SampleState.TO_REPEAT),
        SampleState.WITHDRAWN,
        label=_("Withdraw"),
        refusal=_("This sample is %(state)s; it cannot be withdrawn."),
    ),
    Transition(
        "lose",
        (SampleState.TAKEN, SampleState.SENT, SampleState.TO_REPEAT),
        SampleState.LOST,
        label=_("Record as lost"),
        refusal=_("This sample is %(state)s; it cannot be recorded as lost."),
    ),
    Transition(
        "find",
        (SampleState.LOST,),
        SampleState.TAKEN,
        label=_("Record as found"),
        refusal=_("Only a lost sample is found; this one is %(state)s."),
    ),
    states=SampleState.messages(),
    initial=(SampleState.TAKEN,),
    final=(SampleState.WITHDRAWN,),
)
