"""The versions of a handover list, as they stand on the page of a batch."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.dashboard.differences import since_url
from exchanges.dashboard.figures import Figures
from exchanges.dashboard.said import source_of_list
from exchanges.models import Manifest, Side
from repatriation.accounts.models import User
from repatriation.accounts.sides import who_acted
from repatriation.dashboard.components import Badge, Meaning


@dataclass(frozen=True)
class ListShown:
    """`file_url` is empty where the reader may not have the file, with the names in it; `since_url`
    where it is the first version, or its lines are not for this reader."""

    manifest: Manifest
    badge: Badge
    filed_by: str
    source: str
    file_url: str
    since_url: str = ""


def lists_shown(figures: Figures, reader: User) -> list[ListShown]:
    """Newest first."""
    every = [one.pk for one in figures.lists]
    readable = Manifest.objects.readable_by(reader).filter(pk__in=every)
    keys = set(readable.values_list("pk", flat=True)) if figures.lists else set()
    seen = Manifest.objects.with_lines_for(reader).filter(number__gt=1)
    corrected = set(seen.filter(pk__in=every).values_list("pk", flat=True)) if every else set()
    return [
        ListShown(
            manifest,
            _badge(manifest, figures),
            who_acted(manifest.filed_by, reader),
            source_of_list(manifest, reader),
            _file_url(manifest) if manifest.pk in keys else "",
            since_url(manifest, manifest.number - 1) if manifest.pk in corrected else "",
        )
        for manifest in figures.lists
    ]


def _badge(manifest: Manifest, figures: Figures) -> Badge:
    if manifest.side == Side.RECEIVER:
        newest = figures.list_of(Side.RECEIVER)
        return Badge(_("To compare"), Meaning.GOING) if manifest == newest else _replaced()
    if manifest != figures.list_in_force:
        return _replaced()
    if figures.list_in_force.is_sealed:
        return Badge(_("Sealed"), Meaning.DONE)
    return Badge(_("In force"), Meaning.GOING)


def _replaced() -> Badge:
    return Badge(_("Replaced"), Meaning.NONE)


def _file_url(manifest: Manifest) -> str:
    url = reverse("exchanges:list-file", args=[manifest.batch.reference, manifest.number])
    return f"{url}?side={manifest.side}" if manifest.side == Side.RECEIVER else url
