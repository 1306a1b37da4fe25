"""What becomes of an authorisation to release remains."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class ReleaseState(States):
    AUTHORISED = "authorised", _("authorised")  # by one release officer; another releases
    DONE = "done", _("released")  # with its receipt
    WITHDRAWN = "withdrawn", _("withdrawn")  # before anything left


release_workflow = Workflow(
    "release",
    Transition(
        "release",
        (ReleaseState.AUTHORISED,),
        ReleaseState.DONE,
        label=_("Release"),
        refusal=_("Only an authorised release is carried out; this one is %(state)s."),
    ),
    Transition(
        "withdraw",
        (ReleaseState.AUTHORISED,),
        ReleaseState.WITHDRAWN,
        label=_("Withdraw"),
        refusal=_("Only an authorised release is withdrawn; this one is %(state)s."),
    ),
    states=ReleaseState.messages(),
    initial=(ReleaseState.AUTHORISED,),
    final=(ReleaseState.DONE, ReleaseState.WITHDRAWN),
)
