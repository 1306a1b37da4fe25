"""The dental chart: one list for what a dentist's card tells and what an examination finds."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

FDI = tuple(10 * quadrant + place for quadrant in (1, 2, 3, 4) for place in range(1, 9))


class ToothCode(models.TextChoices):
    """The state of one tooth, at its place in the two-digit notation of the FDI (11 to 48)."""

    SOUND = "sound", _("sound")
    CARIES = "caries", _("decayed")
    FILLED = "filled", _("filled")
    ROOT_FILLED = "root_filled", _("root filled")
    CROWN = "crown", _("crown")
    BRIDGE = "bridge", _("part of a bridge")
    IMPLANT = "implant", _("implant")
    EXTRACTED = "extracted", _("lost in life")
    LOST_AFTER_DEATH = "lost_after_death", _("lost after death")
    UNERUPTED = "unerupted", _("not erupted")


class ToothSurface(models.TextChoices):
    """The side of a tooth that is filled or decayed, by the letter dentists write."""

    MESIAL = "m", _("mesial, towards the middle of the jaw")
    OCCLUSAL = "o", _("occlusal or incisal, where it bites")
    DISTAL = "d", _("distal, away from the middle")
    BUCCAL = "b", _("buccal or labial, outwards")
    LINGUAL = "l", _("lingual or palatal, inwards")


SURFACED = (ToothCode.CARIES, ToothCode.FILLED)
IN_LIFE = tuple(code for code in ToothCode if code != ToothCode.LOST_AFTER_DEATH)
IN_ORDER = r"^m?o?d?b?l?$"  # how surfaces are stored


@dataclass(frozen=True)
class Tooth:
    """What is charted at one place. Without surfaces it is not known which."""

    code: str
    surfaces: str = ""


Chart = Mapping[int, Tooth]


def in_order(surfaces: str) -> str | None:
    """Letters as they are stored, from however they are written: "OM" is "mo". None is no such
    surface, or one written twice."""
    written = [letter for letter in surfaces.lower() if letter not in " ,.-/"]
    known = [letter for letter in ToothSurface.values if letter in written]
    return "".join(known) if len(known) == len(written) else None


def is_whole(tooth: Tooth) -> bool:
    """A known state, and surfaces only where something is on them."""
    if tooth.code not in ToothCode or in_order(tooth.surfaces) != tooth.surfaces:
        return False
    return not tooth.surfaces or tooth.code in SURFACED
