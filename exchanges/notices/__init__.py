"""Who is told what about an exchange. Found by the register of notices by its name."""

from exchanges.notices import figures, operation, promises

__all__ = ["figures", "operation", "promises"]
