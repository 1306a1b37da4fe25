"""Where containers, remains, people sought and identifications can be, and the only moves."""

from cases.states.affiliations import (
    AFFILIATED,
    FIRM,
    AffiliationState,
    affiliation_workflow,
)
from cases.states.associations import (
    AssociationState,
    IndividualState,
    association_workflow,
    individual_workflow,
)
from cases.states.candidates import (
    CandidateState,
    RequestState,
    candidate_workflow,
    request_workflow,
)
from cases.states.containers import (
    ARRIVED,
    AT_A_MORTUARY,
    EXITS,
    UNOPENED,
    ContainerState,
    container_workflow,
)
from cases.states.effects import LEFT, STILL_HELD, EffectState, effect_workflow
from cases.states.examinations import GOING_ON, ExaminationState, examination_workflow
from cases.states.identifications import STANDING, IdentificationState, identification_workflow
from cases.states.persons import ALIVE, PersonState, person_workflow
from cases.states.releases import ReleaseState, release_workflow
from cases.states.remains import GONE, UNEXAMINED, CaseState, case_workflow
from cases.states.samples import AWAITED, SampleState, sample_workflow
from cases.states.sessions import SessionState, session_workflow

__all__ = [
    "AFFILIATED",
    "ALIVE",
    "ARRIVED",
    "AT_A_MORTUARY",
    "AWAITED",
    "EXITS",
    "FIRM",
    "GOING_ON",
    "GONE",
    "LEFT",
    "STANDING",
    "STILL_HELD",
    "UNEXAMINED",
    "UNOPENED",
    "AffiliationState",
    "AssociationState",
    "CandidateState",
    "CaseState",
    "ContainerState",
    "EffectState",
    "ExaminationState",
    "IdentificationState",
    "IndividualState",
    "PersonState",
    "ReleaseState",
    "RequestState",
    "SampleState",
    "SessionState",
    "affiliation_workflow",
    "association_workflow",
    "candidate_workflow",
    "case_workflow",
    "container_workflow",
    "effect_workflow",
    "examination_workflow",
    "identification_workflow",
    "individual_workflow",
    "person_workflow",
    "release_workflow",
    "request_workflow",
    "sample_workflow",
    "session_workflow",
]
