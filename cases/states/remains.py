"""Where a remains case can be, and the only moves between places."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class CaseState(States):
    """Of a remains case. More follow with the examination."""

    NUMBERED = "numbered", _("numbered")
    CLOSED = "closed", _("closed")  # nothing more is done for it; two people say why


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
