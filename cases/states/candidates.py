"""What has become of a pair worth a person's look."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class CandidateState(States):
    OPEN = "open", _("open")
    EXCLUDED = "excluded", _("excluded")  # by a person, on evidence
    TAKEN = "taken", _("proposed as an identification")
    SUPERSEDED = "superseded", _("no longer found")  # by the last search; what it weighed is kept


class RequestState(States):
    """Of the wish to see the other agency's record of a pair."""

    OPEN = "open", _("open")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


candidate_workflow = Workflow(
    "candidate",
    Transition(
        "exclude",
        (CandidateState.OPEN,),
        CandidateState.EXCLUDED,
        label=_("Exclude this pair"),
        refusal=_("Only an open candidate is excluded; this one is %(state)s."),
    ),
    Transition(
        "take_back",
        (CandidateState.EXCLUDED,),
        CandidateState.OPEN,
        label=_("Take the exclusion back"),
        refusal=_("Only an exclusion is taken back; this candidate is %(state)s."),
    ),
    Transition(
        "return",
        (CandidateState.EXCLUDED,),
        CandidateState.OPEN,
        label=_("Return to review"),
        refusal=_("Only an exclusion returns to review; this candidate is %(state)s."),
        is_outcome=True,
    ),
    Transition(
        "take",
        (CandidateState.OPEN, CandidateState.SUPERSEDED),
        CandidateState.TAKEN,
        label=_("Propose an identification"),
        refusal=_("Only an open candidate is proposed; this one is %(state)s."),
        is_outcome=True,
    ),
    Transition(
        "give_back",
        (CandidateState.TAKEN,),
        CandidateState.OPEN,
        label=_("Open again"),
        refusal=_("Only a proposed candidate is opened again; this one is %(state)s."),
        is_outcome=True,
    ),
    Transition(
        "supersede",
        (CandidateState.OPEN,),
        CandidateState.SUPERSEDED,
        label=_("Supersede"),
        refusal=_("Only an open candidate is superseded; this one is %(state)s."),
        is_outcome=True,
    ),
    Transition(
        "find_again",
        (CandidateState.SUPERSEDED,),
        CandidateState.OPEN,
        label=_("Find again"),
        refusal=_("Only what was no longer found is found again; this one is %(state)s."),
        is_outcome=True,
    ),
    states=CandidateState.messages(),
    initial=(CandidateState.OPEN,),
)

request_workflow = Workflow(
    "request to see a record",
    Transition(
        "grant",
        (RequestState.OPEN,),
        RequestState.GRANTED,
        label=_("Grant sight of the record"),
        refusal=_("Only an open request is granted; this one is %(state)s."),
    ),
    Transition(
        "refuse",
        (RequestState.OPEN,),
        RequestState.REFUSED,
        label=_("Refuse the request"),
        refusal=_("Only an open request is refused; this one is %(state)s."),
    ),
    Transition(
        "withdraw",
        (RequestState.GRANTED,),
        RequestState.WITHDRAWN,
        label=_("Withdraw the grant"),
        refusal=_("Only a grant is withdrawn; this request is %(state)s."),
    ),
    states=RequestState.messages(),
    initial=(RequestState.OPEN,),
    final=(RequestState.REFUSED, RequestState.WITHDRAWN),
)
