"""Where a remains case can be, and the only moves between places."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class CaseState(States):
    """Of a remains case."""

    NUMBERED = "numbered", _("numbered")
    IN_EXAMINATION = "in_examination", _("in examination")
    EXAMINED = "examined", _("examined")  # reviewed by a second person; findings are locked
    RELEASE_AUTHORISED = "release_authorised", _("release authorised")
    RELEASED = "released", _("released")  # to the family, the other party or another agency
    CLOSED = "closed", _("closed")  # nothing more is done for it; two people say why


# Not with us any more: nothing is stored, moved, sampled or found missing.
GONE = (CaseState.RELEASED, CaseState.CLOSED)

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
    Transition(
        "authorise_release",
        (CaseState.EXAMINED,),
        CaseState.RELEASE_AUTHORISED,
        label=_("Authorise the release"),
        refusal=_("Only examined remains are released; this case is %(state)s."),
    ),
    Transition(
        "withdraw_authorisation",
        (CaseState.RELEASE_AUTHORISED,),
        CaseState.EXAMINED,
        label=_("Withdraw the authorisation"),
        refusal=_("Only an authorised release is withdrawn; this case is %(state)s."),
    ),
    Transition(
        "release",
        (CaseState.RELEASE_AUTHORISED,),
        CaseState.RELEASED,
        label=_("Release"),
        refusal=_("Only what was authorised is released; this case is %(state)s."),
    ),
    Transition(
        "close_released",
        (CaseState.RELEASED,),
        CaseState.CLOSED,
        label=_("Close"),
        refusal=_("Only a released case is closed; this one is %(state)s."),
    ),
    Transition(
        "reopen_released",
        (CaseState.CLOSED,),
        CaseState.RELEASED,
        label=_("Open again"),
        refusal=_("Only a closed case is opened again; this case is %(state)s."),
    ),
    Transition(
        "take_back",
        (CaseState.RELEASED, CaseState.CLOSED),
        CaseState.NUMBERED,
        label=_("Take back"),
        refusal=_("Only released remains are taken back; this case is %(state)s."),
    ),
    states=CaseState.messages(),
    initial=(CaseState.NUMBERED,),
    final=(CaseState.CLOSED,),
)
