"""A client runs until it is stopped; stopped, it comes in again only with a new secret."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class ClientState(States):
    RUNNING = "running", _("running")
    STOPPED = "stopped", _("stopped")


RUNNING, STOPPED = (ClientState.RUNNING,), (ClientState.STOPPED,)
IS_STOPPED = _("This client is stopped.")

client_workflow = Workflow(
    "client",
    Transition(
        "add_credential", RUNNING, ClientState.RUNNING, _("Add a credential"), refusal=IS_STOPPED
    ),
    Transition(
        "change_scopes",
        RUNNING,
        ClientState.RUNNING,
        _("Change what it may ask for"),
        refusal=IS_STOPPED,
    ),
    Transition(
        "stop",
        RUNNING,
        ClientState.STOPPED,
        _("Stop this client"),
        refusal=_("This client is stopped already."),
    ),
    Transition(
        "restart",
        STOPPED,
        ClientState.RUNNING,
        _("Start it again"),
        refusal=_("This client is running."),
    ),
    states=ClientState.messages(),
    initial=RUNNING,
)
