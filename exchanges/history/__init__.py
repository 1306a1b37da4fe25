"""What happened in an exchange, in sentences; each module declares its own."""

from exchanges.history import exchange, promises

__all__ = ["exchange", "promises"]
