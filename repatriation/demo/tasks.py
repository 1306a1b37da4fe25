"""What a worker has to know of the demonstration: the kind of its Job."""

from repatriation.demo import working

__all__ = ["working"]
