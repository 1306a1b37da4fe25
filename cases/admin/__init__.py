"""The admin's view of cases: what an auditor reads, and what an administrator keeps."""

from cases.admin import associations, identities, people, places, remains, samples

__all__ = [
    "associations",
    "identities",
    "people",
    "places",
    "remains",
    "samples",
]
