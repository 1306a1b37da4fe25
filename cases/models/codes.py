"""The code lists that post-mortem and ante-mortem records share, so that they can be compared.

In our own words; a code is stored and never renamed. The science reads the codes as plain text.
"""

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


FDI = tuple(10 * quadrant + place for quadrant in (1, 2, 3, 4) for place in range(1, 9))
