"""What is compared: findings on remains (post-mortem) and what is told of a person (ante-mortem).

Plain values. Codes are the stored values of `cases.models.codes`; None, or an empty tuple, is
*not known*, and not known is neither for nor against anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Interval = tuple[float, float]  # from, to; of an estimate: where 95 in 100 lie
Dates = tuple[date, date]  # the first and the last day it can have been; both the same: that day


@dataclass(frozen=True)
class Place:
    """A point in degrees, and how far from it the place may be (km)."""

    latitude: float
    longitude: float
    radius: float = 0.0


@dataclass(frozen=True)
class Feature:
    """A mark, an old injury or an implant. An empty region, side or code is not known."""

    kind: str
    region: str = ""
    side: str = ""
    code: str = ""  # what it is more exactly, where a list says so


@dataclass(frozen=True)
class DnaResult:
    """A laboratory's conclusion on this case and one other: a person's reference or a case's.

    `kind` keeps results apart that rest on other markers: autosomal, y, mitochondrial.
    """

    compared_with: str
    log10_lr: float
    kind: str = "autosomal"


@dataclass(frozen=True)
class PostMortem:
    """One remains case."""

    reference: str
    sex: str | None = None
    sex_method: str | None = None
    age: Interval | None = None  # years
    age_method: str | None = None
    stature: Interval | None = None  # cm
    stature_method: str | None = None
    hair: str | None = None
    eyes: str | None = None
    condition: str | None = None
    died: Dates | None = None
    recovered: Dates | None = None
    place: Place | None = None  # where the remains were found
    features: tuple[Feature, ...] = ()
    # (kind, region) that were looked at well enough to see one: only there is *absent* a finding.
    assessed: frozenset[tuple[str, str]] = frozenset()
    serials: tuple[str, ...] = ()  # on implants
    teeth: Mapping[int, str] = field(default_factory=dict)  # FDI number to code
    document_names: tuple[str, ...] = ()  # on papers found with the remains, each as written
    disc_number: str | None = None
    service_number: str | None = None
    claimed_names: tuple[str, ...] = ()  # what the sending side says, each spelling as written
    unit: str | None = None
    rank: str | None = None
    dna: tuple[DnaResult, ...] = ()
    # For comparing two cases.
    elements: frozenset[tuple[str, str]] = frozenset()  # (element, side)
    site: str | None = None
    container: str | None = None


@dataclass(frozen=True)
class AnteMortem:
    """One person who is sought."""

    reference: str
    sex: str | None = None
    born: Dates | None = None
    age: Interval | None = None  # at disappearance, where the birth date is not known
    stature: float | None = None  # cm, as told
    hair: str | None = None
    eyes: str | None = None
    last_seen: Dates | None = None  # alive
    place: Place | None = None  # where last seen
    features: tuple[Feature, ...] | None = None  # None: nobody was asked; (): asked, and none
    serials: tuple[str, ...] = ()
    teeth: Mapping[int, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()  # every spelling, as written
    disc_number: str | None = None
    service_number: str | None = None
    unit: str | None = None
    rank: str | None = None
    has_prints: bool = False  # fingerprints of the person are held
    relatives: tuple[str, ...] = ()  # kinship of those who gave, or could give, a sample
