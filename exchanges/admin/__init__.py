"""The admin's view of exchanges: what an auditor reads, and the venues an administrator keeps."""

from exchanges.admin import batches, promises, rounds, venues

__all__ = ["batches", "promises", "rounds", "venues"]
