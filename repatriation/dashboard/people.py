"""How many people some remains are of: figures that are only ever shown beside each other, because
each by itself is taken for the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from repatriation.dashboard.components import Amount
from repatriation.dashboard.formats import number_text


class Counted(Protocol):
    """Of human remains: how many cases, how many of them with an inventory of elements, how many
    people they are of at the least, and how many of these are distinguished and identified."""

    @property
    def cases(self) -> int: ...
    @property
    def inventoried(self) -> int: ...
    @property
    def minimum(self) -> int: ...
    @property
    def distinguished(self) -> int: ...
    @property
    def identified(self) -> int: ...


@dataclass(frozen=True)
class People:
    """What the component shows; `claimed` is the sender's word, where there is one."""

    amounts: Sequence[Amount]
    note: str


def people_shown(counted: Counted, claimed: int | None = None) -> People:
    return People(amounts_of(counted, claimed), note_of(counted))


def amounts_of(counted: Counted, claimed: int | None = None) -> list[Amount]:
    said = [] if claimed is None else [Amount(_("individuals claimed by the sender"), claimed)]
    least = counted.minimum if counted.inventoried else _("not known yet")
    return [
        *said,
        Amount(
            ngettext("remains case numbered", "remains cases numbered", counted.cases),
            counted.cases,
        ),
        Amount(_("individuals at the least"), least),
        Amount(_("individuals distinguished"), counted.distinguished),
        Amount(_("individuals identified"), counted.identified),
    ]


def note_of(counted: Counted) -> str:
    if not counted.inventoried:
        return _("The least number is known when elements are recorded in an examination.")
    said = _(
        "The least number is counted from elements that repeat, recorded of %(number)s of "
        "%(cases)s cases."
    )
    numbers = {"number": counted.inventoried, "cases": counted.cases}
    return said % {name: number_text(value) for name, value in numbers.items()}
