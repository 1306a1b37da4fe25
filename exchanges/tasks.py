"""What a worker has to know of exchanges: the kinds of Jobs that their operations declare."""

from exchanges.operations import importing, printing, reporting

__all__ = ["importing", "printing", "reporting"]
