"""The admin's view of cases: what an auditor reads, and what an administrator keeps."""

from cases.admin import (
    affiliations,
    associations,
    candidates,
    effects,
    examinations,
    identities,
    people,
    places,
    releases,
    remains,
    samples,
)

__all__ = [
    "affiliations",
    "associations",
    "candidates",
    "effects",
    "examinations",
    "identities",
    "people",
    "places",
    "releases",
    "remains",
    "samples",
]
