"""Who is told what about an exchange. Found by the register of notices by its name."""

from exchanges.notices import figures, operation

__all__ = ["figures", "operation"]
