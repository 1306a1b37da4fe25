"""Sex, age, stature, hair and eyes, and how they were found."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    """As assessed from remains, or as told of a person (then only the first two and the last)."""

    FEMALE = "female", _("female")
    MALE = "male", _("male")
    PROBABLY_FEMALE = "probably_female", _("probably female")
    PROBABLY_MALE = "probably_male", _("probably male")
    UNDETERMINED = "undetermined", _("undetermined")


class SexMethod(models.TextChoices):
    EXTERNAL = "external", _("external features")
    PELVIS = "pelvis", _("pelvis")
    SKULL = "skull", _("skull")
    LONG_BONES = "long_bones", _("measures of long bones")
    SEVERAL_BONES = "several_bones", _("several bones together")
    AMELOGENIN = "amelogenin", _("DNA (amelogenin)")


class AgeMethod(models.TextChoices):
    EXTERNAL = "external", _("external features")
    DENTAL_DEVELOPMENT = "dental_development", _("development of the teeth")
    BONE_DEVELOPMENT = "bone_development", _("development and fusion of bones")
    PUBIC_SYMPHYSIS = "pubic_symphysis", _("pubic symphysis")
    AURICULAR_SURFACE = "auricular_surface", _("auricular surface")
    RIB_ENDS = "rib_ends", _("sternal rib ends")
    SUTURES = "sutures", _("cranial sutures")
    TOOTH_WEAR = "tooth_wear", _("wear and roots of the teeth")
    SEVERAL = "several", _("several methods together")


class StatureMethod(models.TextChoices):
    MEASURED = "measured", _("measured on the remains")
    FEMUR = "femur", _("from the femur")
    TIBIA = "tibia", _("from the tibia")
    HUMERUS = "humerus", _("from the humerus")
    SEVERAL_BONES = "several_bones", _("from several bones")
    CLOTHING = "clothing", _("from clothing and shoes")


class HairColour(models.TextChoices):
    BLACK = "black", _("black")
    BROWN = "brown", _("brown")
    FAIR = "fair", _("fair")
    RED = "red", _("red")
    GREY = "grey", _("grey")
    WHITE = "white", _("white")
    BALD = "bald", _("bald")


class EyeColour(models.TextChoices):
    BROWN = "brown", _("brown")
    GREEN = "green", _("green")
    GREY = "grey", _("grey")
    BLUE = "blue", _("blue")
