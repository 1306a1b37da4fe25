"""The code lists that post-mortem and ante-mortem records share, so that they can be compared.

In our own words; a code is stored and never renamed. The science reads the codes as plain text.
"""

from cases.models.codes.effects import EffectCondition, EffectKind
from cases.models.codes.elements import UNCOUNTED, UNPAIRED, Completeness, Condition, Element, Side
from cases.models.codes.features import IMPLANTS, FeatureKind, Region
from cases.models.codes.profile import (
    AgeMethod,
    EyeColour,
    HairColour,
    Sex,
    SexMethod,
    StatureMethod,
)
from cases.models.codes.teeth import (
    FDI,
    IN_LIFE,
    IN_ORDER,
    SURFACED,
    Chart,
    Tooth,
    ToothCode,
    ToothSurface,
    in_order,
    is_whole,
)

__all__ = [
    "FDI",
    "IMPLANTS",
    "IN_LIFE",
    "IN_ORDER",
    "SURFACED",
    "UNCOUNTED",
    "UNPAIRED",
    "AgeMethod",
    "Chart",
    "Completeness",
    "Condition",
    "EffectCondition",
    "EffectKind",
    "Element",
    "EyeColour",
    "FeatureKind",
    "HairColour",
    "Region",
    "Sex",
    "SexMethod",
    "Side",
    "StatureMethod",
    "Tooth",
    "ToothCode",
    "ToothSurface",
    "in_order",
    "is_whole",
]
