"""What happened, in sentences: a module for each noun declares its own."""

from cases.history import containers, custody, identifications, persons, remains

__all__ = ["containers", "custody", "identifications", "persons", "remains"]
