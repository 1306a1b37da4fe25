"""What happened, in sentences: a module for each noun declares its own."""

from cases.history import (
    affiliations,
    associations,
    candidates,
    containers,
    custody,
    effects,
    examinations,
    identifications,
    persons,
    releases,
    remains,
    samples,
)

__all__ = [
    "affiliations",
    "associations",
    "candidates",
    "containers",
    "custody",
    "effects",
    "examinations",
    "identifications",
    "persons",
    "releases",
    "remains",
    "samples",
]
