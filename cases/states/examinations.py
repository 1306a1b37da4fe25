"""How far an examination has come."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class ExaminationState(States):
    OPEN = "open", _("open")
    COMPLETE = "complete", _("complete")  # waits for the second person
    REVIEWED = "reviewed", _("reviewed")  # its findings are locked
    REOPENED = "reopened", _("reopened")  # another examination goes on from it


# One of these at a time.
GOING_ON = (ExaminationState.OPEN, ExaminationState.COMPLETE)

examination_workflow = Workflow(
    "examination",
    Transition(
        "complete",
        (ExaminationState.OPEN,),
        ExaminationState.COMPLETE,
        label=_("Complete"),
        refusal=_("Only an open examination is completed; this one is %(state)s."),
    ),
    Transition(
        "give_back",
        (ExaminationState.COMPLETE,),
        ExaminationState.OPEN,
        label=_("Give back"),
        refusal=_("Only a complete examination is given back; this one is %(state)s."),
    ),
    Transition(
        "review",
        (ExaminationState.COMPLETE,),
        ExaminationState.REVIEWED,
        label=_("Review"),
        refusal=_("Only a complete examination is reviewed; this one is %(state)s."),
    ),
    Transition(
        "reopen",
        (ExaminationState.REVIEWED,),
        ExaminationState.REOPENED,
        label=_("Open again"),
        refusal=_("Only a reviewed examination is opened again; this one is %(state)s."),
    ),
    states=ExaminationState.messages(),
    initial=(ExaminationState.OPEN,),
    final=(ExaminationState.REOPENED,),
)
