"""What sets a person apart: marks, implants, old injuries."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Region(models.TextChoices):
    """Where on the body a mark, an injury or an implant is."""

    HEAD = "head", _("head")
    FACE = "face", _("face")
    NECK = "neck", _("neck")
    SHOULDER = "shoulder", _("shoulder")
    UPPER_ARM = "upper_arm", _("upper arm")
    FOREARM = "forearm", _("forearm")
    HAND = "hand", _("hand")
    CHEST = "chest", _("chest")
    ABDOMEN = "abdomen", _("abdomen")
    BACK = "back", _("back")
    PELVIS = "pelvis", _("pelvis")
    THIGH = "thigh", _("thigh")
    KNEE = "knee", _("knee")
    LOWER_LEG = "lower_leg", _("lower leg")
    FOOT = "foot", _("foot")


class FeatureKind(models.TextChoices):
    """What sets a person apart, told by a relative or found on remains."""

    TATTOO = "tattoo", _("tattoo")
    SCAR = "scar", _("scar")
    MOLE = "mole", _("mole or birthmark")
    PIERCING = "piercing", _("piercing")
    AMPUTATION = "amputation", _("amputation")
    DEFORMITY = "deformity", _("deformity")
    HEALED_FRACTURE = "healed_fracture", _("healed fracture")
    OPERATION = "operation", _("operation")
    SHRAPNEL = "shrapnel", _("old metal fragment")
    PLATE = "plate", _("plate, screws or nail")
    JOINT = "joint", _("artificial joint")
    PACEMAKER = "pacemaker", _("pacemaker or other device")
    DISEASE = "disease", _("disease seen on bone")


# Made in a factory with a number on them.
IMPLANTS = (FeatureKind.PLATE, FeatureKind.JOINT, FeatureKind.PACEMAKER)
