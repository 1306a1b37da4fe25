"""The code lists that post-mortem and ante-mortem records share, so that they can be compared.

In our own words; a code is stored and never renamed. The science reads the codes as plain text.
"""

from cases.models.codes.elements import UNCOUNTED, UNPAIRED, Completeness, Condition, Element, Side
from cases.models.codes.features import FDI, IMPLANTS, FeatureKind, Region, ToothCode
from cases.models.codes.profile import (
    AgeMethod,
    EyeColour,
    HairColour,
    Sex,
    SexMethod,
    StatureMethod,
)

__all__ = [
    "FDI",
    "IMPLANTS",
    "UNCOUNTED",
    "UNPAIRED",
    "AgeMethod",
    "Completeness",
    "Condition",
    "Element",
    "EyeColour",
    "FeatureKind",
    "HairColour",
    "Region",
    "Sex",
    "SexMethod",
    "Side",
    "StatureMethod",
    "ToothCode",
]
