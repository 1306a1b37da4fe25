"""Every number that the terms use, with its unit and source. No threshold: what total is worth a
look is the deployment's own setting.

Where a source gives an error found in good conditions, the value here is wider: measured on
synthetic files, errors that are taken for smaller than they are cost far more than errors taken
for larger (docs/identification.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


def _table(**values: float) -> Mapping[str, float]:
    return MappingProxyType(values)


@dataclass(frozen=True)
class Parameters:
    version: str = "2026-1"  # a candidate names the version that it was scored with

    # The event: who the others are. A sample of the people sought speaks louder the larger it is.
    prior_people: float = 20.0  # people; what is assumed below counts as much as these
    male_share: float = 0.85  # of people sought; matching.md
    age_mean: float = 38.0  # years; assumed, adults in armed forces
    age_sd: float = 11.0
    stature_mean: Mapping[str, float] = field(  # cm; NCD-RisC 2016, eastern Europe, rounded
        default_factory=lambda: _table(male=177.0, female=164.0)
    )
    stature_population_sd: float = 6.8  # cm; the same
    days: float = 1000.0  # over which people disappeared; matching.md
    region_km2: float = 14_400.0  # 120 km by 120 km; matching.md

    # Sex: share assessed wrongly, by method; Krishan 2016 and Klales 2012 for bones, widened.
    sex_error: Mapping[str, float] = field(
        default_factory=lambda: _table(
            external=0.02, pelvis=0.05, skull=0.12, long_bones=0.12, several_bones=0.05,
            amelogenin=0.005,
        )
    )  # fmt: skip
    sex_error_unstated: float = 0.06  # method not recorded
    sex_error_probable: float = 0.15  # at least, where the examiner writes "probably"

    # Age: the interval of the examiner is read as 95 %, and found to be narrower than it says.
    age_widening: float = 1.35  # times the stated deviation; Buckberry 2015, Milner 2012
    age_freedom: float = 8.0  # degrees of freedom of Student's t
    age_floor: float = 0.02  # share of estimates that say nothing
    age_told_sd: float = 0.5  # years

    # Stature.
    stature_told_sd: float = 3.3  # cm; self-reported: Giles & Hutchinson 1991 give 2.5
    stature_told_bias: float = 0.0  # cm, measured minus told; of men about -1, not sure enough
    stature_widening: float = 1.3  # times the stated deviation; Trotter 1970 gives 3.3-4 cm
    stature_freedom: float = 8.0
    stature_floor: float = 0.03  # matching.md

    # Hair and eyes, of fresh remains.
    colour_error: float = 0.2  # share told or seen as another colour; assumed
    grey_error: float = 0.3  # grey and white: dyed, or seen otherwise; assumed

    # Date: from last seen alive to death or recovery.
    gap_days: float = 60.0  # mean of the exponential; assumed
    gap_floor: float = 0.05  # share of dates that are wrong; matching.md

    # Place.
    place_km: float = 22.0  # scale of the kernel on each axis; between 15 and 30 km of matching.md
    place_freedom: float = 3.0  # of a Student kernel in the plane: heavy tails
    place_local: float = 0.7  # share of remains found near; between .65 and .80 of matching.md

    # Marks, injuries, implants.
    told_rate: float = 0.8  # of a mark that a person has; matching.md
    mark_missed: float = 0.06  # there, looked at, and not seen or coded otherwise; .03-.07
    mark_spurious: float = 0.05  # seen where there is none of this kind in this region
    mark_rate: float = 0.01  # share of people with one of a kind in a region; assumed
    side_error: float = 0.05  # left for right; assumed
    serial_log10: float = 6.0  # the same number on an implant: near-decisive
    serial_differs_log10: float = -1.0  # another number: the person may have had two

    # Papers: a name or number found with the remains belongs to somebody else.
    paper_travels: float = 0.08  # matching.md gives .05-.10
    disc_travels: float = 0.05
    paper_comrades: float = 20.0  # people among whom papers travel; assumed
    claim_wrong: float = 0.4  # of names that the sending side gives; to be learned
    claim_comrades: float = 50.0
    name_rate: float = 0.0005  # share of people whose name is alike by chance; assumed
    number_rate: float = 0.00001
    papers_more: float = 0.3  # weight of each further paper beside the strongest
    papers_cap: float = 3.0  # log10; documents travel

    # Unit and rank.
    unit_travels: float = 0.15  # insignia borrowed, people transferred; assumed
    rank_changed: float = 0.3  # promoted, or old insignia; assumed
    unit_rate: float = 0.02  # share of people in a unit, before the event says; assumed
    rank_rate: float = 0.2
    unit_weight: float = 0.7  # tempered: a unit stands where its people disappear

    # Teeth: each tooth by itself, then tempered, since teeth of one mouth are alike.
    tooth_same: float = 0.88  # no change, and recorded alike; assumed
    tooth_treated: float = 0.1  # decayed, filled, crowned or lost since the chart
    tooth_impossible: float = 0.001  # per code; matching.md
    teeth_weight: float = 0.5
    teeth_cap: float = 6.0  # log10, either way

    # All of the above together.
    tempering: float = 1.0  # every weight but DNA's and a serial number's is multiplied by this
    tie_log10: float = 0.5  # closer than this the best two cannot be told apart


DEFAULT = Parameters()
