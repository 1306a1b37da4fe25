"""How far a meeting of a board has come."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class SessionState(States):
    CALLED = "called", _("called")  # its members read the dossiers
    OPEN = "open", _("open")  # those present vote
    CLOSED = "closed", _("closed")


session_workflow = Workflow(
    "board session",
    Transition(
        "open_session",
        (SessionState.CALLED,),
        SessionState.OPEN,
        label=_("Open the session"),
        refusal=_("Only a session that was called is opened; this one is %(state)s."),
    ),
    Transition(
        "close_session",
        (SessionState.OPEN,),
        SessionState.CLOSED,
        label=_("Close the session"),
        refusal=_("Only an open session is closed; this one is %(state)s."),
    ),
    Transition(
        "call_off",
        (SessionState.CALLED,),
        SessionState.CLOSED,
        label=_("Call the session off"),
        refusal=_("Only a session that has not met is called off; this one is %(state)s."),
    ),
    states=SessionState.messages(),
    initial=(SessionState.CALLED,),
    final=(SessionState.CLOSED,),
)
