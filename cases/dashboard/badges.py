"""What a state of remains, of a person or an identification, or a scan's result, looks like."""

from django.utils.text import capfirst

from cases.models import (
    AffiliationDecision,
    Association,
    BlindSample,
    BoardSession,
    Candidate,
    Container,
    Examination,
    Identification,
    Individual,
    MissingPerson,
    PersonalEffect,
    Release,
    RemainsCase,
    Sample,
    Scan,
)
from cases.models.flag import FlagKind
from cases.models.sheet import Purpose
from cases.states import (
    AffiliationState,
    AssociationState,
    CaseState,
    ContainerState,
    EffectState,
    ExaminationState,
    IdentificationState,
    IndividualState,
    PersonState,
    ReleaseState,
    SampleState,
    SessionState,
)
from cases.states.candidates import CandidateState
from repatriation.dashboard.components import Badge, Meaning
from repatriation.errors import Sentence, gettext_noop

CONTAINER = {
    ContainerState.PACKED: Meaning.OPEN,
    ContainerState.LISTED: Meaning.OPEN,
    ContainerState.HANDED_OVER: Meaning.GOING,
    ContainerState.RECEIVED: Meaning.GOING,
    ContainerState.CLEARED: Meaning.GOING,
    ContainerState.OPENED: Meaning.GOING,
    ContainerState.EMPTIED: Meaning.DONE,
    ContainerState.QUARANTINED: Meaning.STOP,
    ContainerState.DESTROYED: Meaning.STOP,
    ContainerState.NOT_PRESENTED: Meaning.WATCH,
    ContainerState.WITHDRAWN: Meaning.NONE,
    ContainerState.REFUSED: Meaning.STOP,
    ContainerState.TAKEN_BACK: Meaning.WATCH,
}
EXAMINATION = {
    ExaminationState.OPEN: Meaning.GOING,
    ExaminationState.COMPLETE: Meaning.GOING,
    ExaminationState.REVIEWED: Meaning.DONE,
    ExaminationState.REOPENED: Meaning.NONE,
}
PERSON = {
    PersonState.SOUGHT: Meaning.OPEN,
    PersonState.IN_CAPTIVITY: Meaning.GOING,
    PersonState.LOCATED_ALIVE: Meaning.DONE,
    PersonState.RETURNED: Meaning.DONE,
    PersonState.IDENTIFIED: Meaning.DONE,
}
CASE = {
    CaseState.NUMBERED: Meaning.OPEN,
    CaseState.IN_EXAMINATION: Meaning.GOING,
    CaseState.EXAMINED: Meaning.GOING,
    CaseState.RELEASE_AUTHORISED: Meaning.GOING,
    CaseState.RELEASED: Meaning.DONE,
    CaseState.CLOSED: Meaning.NONE,
}
IDENTIFICATION = {
    IdentificationState.PROPOSED: Meaning.OPEN,
    IdentificationState.UNDER_REVIEW: Meaning.GOING,
    IdentificationState.IDENTIFIED: Meaning.DONE,
    IdentificationState.CERTIFIED: Meaning.DONE,
    IdentificationState.CONTESTED: Meaning.CONTEST,
    IdentificationState.UPHELD: Meaning.DONE,
    IdentificationState.REVOKED: Meaning.STOP,
    IdentificationState.RETURNED: Meaning.WATCH,
    IdentificationState.DEFERRED: Meaning.WATCH,
    IdentificationState.NOT_ESTABLISHED: Meaning.NONE,
    IdentificationState.EXCLUDED: Meaning.NONE,
}
AFFILIATION = {
    AffiliationState.PROPOSED: Meaning.OPEN,
    AffiliationState.UNDER_REVIEW: Meaning.GOING,
    AffiliationState.DECIDED: Meaning.DONE,
    AffiliationState.CONTESTED: Meaning.CONTEST,
    AffiliationState.UPHELD: Meaning.DONE,
    AffiliationState.NOT_ESTABLISHED: Meaning.NONE,
    AffiliationState.WITHDRAWN: Meaning.STOP,
}
SESSION = {
    SessionState.CALLED: Meaning.OPEN,
    SessionState.OPEN: Meaning.GOING,
    SessionState.CLOSED: Meaning.DONE,
}
ASSOCIATION = {
    AssociationState.PROPOSED: Meaning.OPEN,
    AssociationState.ACCEPTED: Meaning.DONE,
    AssociationState.REJECTED: Meaning.NONE,
    AssociationState.WITHDRAWN: Meaning.STOP,
}
INDIVIDUAL = {
    IndividualState.DISTINGUISHED: Meaning.DONE,
    IndividualState.MERGED: Meaning.NONE,
    IndividualState.DISSOLVED: Meaning.NONE,
}
SAMPLE = {
    SampleState.TAKEN: Meaning.OPEN,
    SampleState.SENT: Meaning.GOING,
    SampleState.RESULTED: Meaning.DONE,
    SampleState.TO_REPEAT: Meaning.WATCH,
    SampleState.WITHDRAWN: Meaning.NONE,
    SampleState.LOST: Meaning.STOP,
}
CANDIDATE = {
    CandidateState.OPEN: Meaning.OPEN,
    CandidateState.EXCLUDED: Meaning.STOP,
    CandidateState.TAKEN: Meaning.GOING,
    CandidateState.SUPERSEDED: Meaning.NONE,
}
IN_REVIEW = Badge(Sentence(gettext_noop("Back in review")), Meaning.WATCH)
RELEASE = {
    ReleaseState.AUTHORISED: Meaning.GOING,
    ReleaseState.DONE: Meaning.DONE,
    ReleaseState.WITHDRAWN: Meaning.NONE,
}
EFFECT = {
    EffectState.HELD: Meaning.GOING,
    EffectState.MISSING: Meaning.STOP,
    EffectState.TO_FAMILY: Meaning.DONE,
    EffectState.TO_BUREAU: Meaning.DONE,
    EffectState.RETURNED: Meaning.DONE,
    EffectState.DESTROYED: Meaning.STOP,
}
MEANINGS: dict[type, dict] = {
    Examination: EXAMINATION,
    Sample: SAMPLE,
    BlindSample: SAMPLE,
    Release: RELEASE,
    PersonalEffect: EFFECT,
    Container: CONTAINER,
    RemainsCase: CASE,
    MissingPerson: PERSON,
    Identification: IDENTIFICATION,
    AffiliationDecision: AFFILIATION,
    BoardSession: SESSION,
    Association: ASSOCIATION,
    Individual: INDIVIDUAL,
}

FLAGS = {
    FlagKind.MISSING: Badge(Sentence(gettext_noop("Missing")), Meaning.STOP),
    FlagKind.LEGAL_HOLD: Badge(Sentence(gettext_noop("Legal hold")), Meaning.FLAG),
    FlagKind.QUARANTINE: Badge(Sentence(gettext_noop("Quarantine")), Meaning.STOP),
}
DONE = {
    Purpose.HANDOVER: gettext_noop("On the list"),
    Purpose.RECEIPT: gettext_noop("Received"),
    Purpose.CLEARING: gettext_noop("Cleared"),
    Purpose.STORING: gettext_noop("Stored"),
}
UNREADABLE = Badge(Sentence(gettext_noop("No readable label")), Meaning.WATCH)
RESULTS = {
    Scan.Result.AGAIN: Badge(Sentence(gettext_noop("Scanned before")), Meaning.WATCH),
    Scan.Result.EXTRA: Badge(Sentence(gettext_noop("Not on the list")), Meaning.WATCH),
    Scan.Result.REFUSED: Badge(Sentence(gettext_noop("Refused")), Meaning.STOP),
}

Stated = (
    Examination
    | Sample
    | Container
    | RemainsCase
    | MissingPerson
    | Identification
    | AffiliationDecision
    | BoardSession
    | Association
    | Individual
    | Release
    | PersonalEffect
)


def state_badge(row: Stated) -> Badge:
    return Badge(capfirst(str(row.get_state_display())), MEANINGS[type(row)][row.state])


def flag_badges(row: Container | RemainsCase) -> list[Badge]:
    return [FLAGS[FlagKind(flag)] for flag in row.flags]


def result_badge(scan: Scan, purpose: str) -> Badge:
    if scan.result == Scan.Result.EXTRA and purpose == Purpose.RECEIPT:
        return Badge(Sentence(gettext_noop("Not of this share")), Meaning.WATCH)
    if scan.result == Scan.Result.DONE:
        return Badge(Sentence(DONE[Purpose(purpose)]), Meaning.DONE)
    if scan.result == Scan.Result.EXTRA and not scan.code:
        return UNREADABLE
    return RESULTS[Scan.Result(scan.result)]


def candidate_badges(row: Candidate) -> list[Badge]:
    """Also that what a person had excluded has come back."""
    state = Badge(capfirst(str(row.get_state_display())), CANDIDATE[CandidateState(row.state)])
    is_back = row.state == CandidateState.OPEN and any(
        one.ended_at is None for one in row.exclusions.all()
    )
    return [state, IN_REVIEW] if is_back else [state]
