"""What of a body is there, in which state, and how people are counted by it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    LEFT = "left", _("left")
    RIGHT = "right", _("right")
    MIDLINE = "midline", _("in the midline")
    UNKNOWN = "unknown", _("side not known")


class Completeness(models.TextChoices):
    WHOLE = "whole", _("whole")
    MOST = "most", _("more than half")
    PART = "part", _("less than half")
    PIECE = "piece", _("a small piece")


class Condition(models.TextChoices):
    FRESH = "fresh", _("fresh")
    DECOMPOSED = "decomposed", _("decomposed")
    MUMMIFIED = "mummified", _("mummified")
    SAPONIFIED = "saponified", _("turned to adipocere")
    SKELETONISED = "skeletonised", _("skeletonised")
    BURNT = "burnt", _("burnt")
    MIXED = "mixed", _("different in different parts")


class Element(models.TextChoices):
    """What of a body is there: bones, or the parts they stand for while soft tissue holds them."""

    CRANIUM = "cranium", _("cranium")
    MANDIBLE = "mandible", _("mandible")
    HYOID = "hyoid", _("hyoid")
    ATLAS = "atlas", _("atlas (C1)")
    AXIS = "axis", _("axis (C2)")
    STERNUM = "sternum", _("sternum")
    SACRUM = "sacrum", _("sacrum")
    CLAVICLE = "clavicle", _("clavicle")
    SCAPULA = "scapula", _("scapula")
    HUMERUS = "humerus", _("humerus")
    RADIUS = "radius", _("radius")
    ULNA = "ulna", _("ulna")
    HAND = "hand", _("hand")
    HIP_BONE = "hip_bone", _("hip bone")
    FEMUR = "femur", _("femur")
    PATELLA = "patella", _("patella")
    TIBIA = "tibia", _("tibia")
    FIBULA = "fibula", _("fibula")
    CALCANEUS = "calcaneus", _("calcaneus")
    TALUS = "talus", _("talus")
    FOOT = "foot", _("foot")
    VERTEBRAE = "vertebrae", _("other vertebrae")
    RIBS = "ribs", _("ribs")
    SOFT_TISSUE = "soft_tissue", _("soft tissue without bone")


# A person has one of each; of every other element two, a left and a right one.
UNPAIRED = (
    Element.CRANIUM,
    Element.MANDIBLE,
    Element.HYOID,
    Element.ATLAS,
    Element.AXIS,
    Element.STERNUM,
    Element.SACRUM,
)
# Too many in one body, or too little, to count people by.
UNCOUNTED = (Element.VERTEBRAE, Element.RIBS, Element.SOFT_TISSUE)
