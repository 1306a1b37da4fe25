"""Papers that stop holding: each kind that can says when. What it says stays true of its day."""

from collections.abc import Callable

from repatriation.documents.models import IssuedDocument

Holds = Callable[[IssuedDocument], bool]
_asked: dict[str, Holds] = {}


def declare_holding(kind: str, holds: Holds) -> None:
    _asked[str(kind)] = holds


def still_holds(document: IssuedDocument) -> bool:
    """Whether what it states stands now. A kind that nobody declared tells of one day only."""
    holds = _asked.get(document.kind)
    return holds is None or holds(document)
