"""Parts of a page that another app contributes: `exchanges` shows its batches on a case's page."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Panel:
    """A heading, a template and its context; None where there is nothing for this reader."""

    title: str
    template: str
    context: dict


_panels: dict[str, list[Callable]] = {}


def panel_on(label: str):
    """Declare `build(user, row) -> Panel | None` for the page of a model ("cases.remainscase")."""

    def keep(build):
        _panels.setdefault(label, []).append(build)
        return build

    return keep


def panels_of(user, row) -> list[Panel]:
    built = (build(user, row) for build in _panels.get(row._meta.label_lower, []))
    return [panel for panel in built if panel]
