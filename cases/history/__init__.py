"""What happened, in sentences: a module for each noun declares its own."""

from cases.history import (
    associations,
    containers,
    custody,
    examinations,
    identifications,
    persons,
    releases,
    remains,
    samples,
)

__all__ = [
    "associations",
    "containers",
    "custody",
    "examinations",
    "identifications",
    "persons",
    "releases",
    "remains",
    "samples",
]
