"""The admin's view of cases: what an auditor reads, and what an administrator keeps."""

from cases.admin import identities, places, remains

__all__ = ["identities", "places", "remains"]
