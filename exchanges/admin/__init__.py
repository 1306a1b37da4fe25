"""The admin's view of exchanges: what an auditor reads, and the venues an administrator keeps."""

from exchanges.admin import batches, rounds, venues

__all__ = ["batches", "rounds", "venues"]
