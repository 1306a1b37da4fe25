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
UNEXAMINED = (CaseState.NUMBERED, CaseState.IN_EXAMINATION)

case_workflow = Workflow(
    "remains case",
    Transition(
        "divide",
        (CaseState.NUMBERED, CaseState.IN_EXAMINATION),
        "",
        label=_("Divide"),
        refusal=_(
            "Remains are divided before their examination is reviewed; this case is %(state)s."
        ),
    ),
    Transition(
        "close",
        (CaseState.NUMBERED, CaseState.IN_EXAMINATION, CaseState.EXAMINED),
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
        "start_examination",
        (CaseState.NUMBERED,),
        CaseState.IN_EXAMINATION,
        label=_("Begin the examination"),
        refusal=_("An examination begins on numbered remains; this case is %(state)s."),
    ),
    Transition(
        "examine",
        (CaseState.IN_EXAMINATION,),
        CaseState.EXAMINED,
        label=_("Examined"),
        refusal=_("Only remains in examination become examined; this case is %(state)s."),
        is_outcome=True,
    ),
    Transition(
        "examine_again",
        (CaseState.EXAMINED,),
        CaseState.IN_EXAMINATION,
        label=_("Open the examination again"),
        refusal=_(
            "The examination of examined remains is opened again; this case is %(state)s. "
            "Withdraw the authorisation of its release first, if there is one."
        ),
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
        (CaseState.RELEASED,),
        CaseState.NUMBERED,
        label=_("Take back"),
        refusal=_("Only released remains are taken back; this case is %(state)s."),
    ),
    states=CaseState.messages(),
    initial=(CaseState.NUMBERED,),
    final=(CaseState.CLOSED,),
)
