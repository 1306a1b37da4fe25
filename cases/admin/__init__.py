"""The admin's view of cases: what an auditor reads, and what an administrator keeps."""

from cases.admin import associations, identities, places, remains

__all__ = ["associations", "identities", "places", "remains"]
