"""Who is told what about remains. Found by the register of notices by its name."""

from cases.notices import boards, remains

__all__ = ["boards", "remains"]
