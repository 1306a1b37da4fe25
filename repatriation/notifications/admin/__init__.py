"""The words of notices, and notices that failed, as an administrator keeps them."""

from repatriation.notifications.admin import failed, wordings

__all__ = ["failed", "wordings"]
