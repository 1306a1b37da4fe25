"""Who is told what about an exchange. Found by the register of notices by its name."""

from exchanges.notices import figures, messages, operation, promises

__all__ = ["figures", "messages", "operation", "promises"]
