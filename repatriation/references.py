"""References that people read aloud, write on a bag and type: how they are made and read.

No Django here. Which serial comes next is the business of whoever makes a row.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from stdnum.iso7064 import mod_37_36

from repatriation.errors import DomainError, Sentence, gettext_noop


class Prefix(StrEnum):
    CONTAINER = "CN"
    REMAINS_CASE = "RC"
    ASSOCIATION = "AS"
    INDIVIDUAL = "IN"
    MISSING_PERSON = "MP"
    IDENTIFICATION = "ID"
    SAMPLE = "SA"
    ROUND = "ER"
    BATCH = "EB"
    AGREEMENT = "AG"
    COMMITMENT = "CM"
    DISCREPANCY = "DX"
    BOARD_SESSION = "BS"
    FAMILY_NOTICE = "FN"
    LEGAL_HOLD = "LH"
    TALLY_SHEET = "TS"
    INCIDENT = "IC"
    WORKLIST = "WL"
    LAB_RESULT = "LR"
    EXAMINATION = "EX"
    RECOVERY_SITE = "RS"
    CLIENT = "CL"
    RELEASE = "RL"
    CANDIDATE = "CA"
    AFFILIATION = "AD"
    EFFECT = "PE"


NOUNS = {
    Prefix.CONTAINER: gettext_noop("container"),
    Prefix.REMAINS_CASE: gettext_noop("remains case"),
    Prefix.ASSOCIATION: gettext_noop("association"),
    Prefix.INDIVIDUAL: gettext_noop("individual"),
    Prefix.MISSING_PERSON: gettext_noop("missing person"),
    Prefix.IDENTIFICATION: gettext_noop("identification"),
    Prefix.SAMPLE: gettext_noop("sample"),
    Prefix.ROUND: gettext_noop("round"),
    Prefix.BATCH: gettext_noop("batch"),
    Prefix.AGREEMENT: gettext_noop("agreement"),
    Prefix.COMMITMENT: gettext_noop("commitment"),
    Prefix.DISCREPANCY: gettext_noop("discrepancy"),
    Prefix.BOARD_SESSION: gettext_noop("board session"),
    Prefix.FAMILY_NOTICE: gettext_noop("family notice"),
    Prefix.LEGAL_HOLD: gettext_noop("legal hold"),
    Prefix.TALLY_SHEET: gettext_noop("tally sheet"),
    Prefix.INCIDENT: gettext_noop("incident"),
    Prefix.WORKLIST: gettext_noop("laboratory worklist"),
    Prefix.LAB_RESULT: gettext_noop("laboratory result"),
    Prefix.EXAMINATION: gettext_noop("examination"),
    Prefix.RECOVERY_SITE: gettext_noop("recovery site"),
    Prefix.CLIENT: gettext_noop("client"),
    Prefix.RELEASE: gettext_noop("release"),
    Prefix.CANDIDATE: gettext_noop("candidate"),
    Prefix.AFFILIATION: gettext_noop("affiliation decision"),
    Prefix.EFFECT: gettext_noop("personal effect"),
}
SHORTEST_SERIAL = {Prefix.CONTAINER: 6, Prefix.REMAINS_CASE: 6}
SHORTEST_SERIAL_OF_OTHERS = 4

MISTYPED = gettext_noop(
    "“%(text)s” contains a typing error: its check character does not agree. "
    "Compare it with the label, character by character."
)
NOT_A_REFERENCE = gettext_noop("“%(text)s” is not a reference. A reference looks like %(example)s.")
OTHER_KIND = gettext_noop(
    "%(reference)s is a reference of another kind (%(found)s). Needed here: %(wanted)s."
)
LONGEST_SHOWN = 40

# A Cyrillic keyboard gives either the letter that looks the same or the one on the same key.
LOOKALIKES = str.maketrans("АВЕЅКМНОРСТІЈХУЗ", "ABESKMHOPCTIJXY3")
SAME_KEY = str.maketrans("ЙЦУКЕНГШЩЗФЫІВАПРОЛДЯЧСМИТЬ", "QWERTYUIOPASSDFGHJKLZXCVBNM")
SEPARATORS = re.compile(r"[\s\-‐‑‒–—―−_./\\]+")
COMPACT = re.compile(r"([A-Z]{2})([0-9OI]{2})([0-9OI]{4,12})([0-9A-Z])")
HYPHENATED = re.compile(r"\w{2}-\w{2}-\w{3,13}(-\w)?")
LETTERS_FOR_DIGITS = str.maketrans("OI", "01")


class NotAReference(DomainError):
    """The text is something else altogether: a label, a name, a word."""

    code = "not_a_reference"


class Mistyped(DomainError):
    """The text was meant as a reference, and a character is wrong, missing or in another place."""

    code = "mistyped_reference"


class OtherKind(DomainError):
    code = "reference_of_another_kind"


@dataclass(frozen=True, order=True)
class Reference:
    """`year` has two digits."""

    prefix: Prefix
    year: int
    serial: int

    def __str__(self) -> str:
        parts = (self.prefix.value, f"{self.year:02}", f"{self.serial:0{_width(self.prefix)}}")
        return "-".join((*parts, mod_37_36.calc_check_digit("".join(parts))))

    @property
    def noun(self) -> Sentence:
        return Sentence(NOUNS[self.prefix])


def reference(prefix: Prefix | str, year: int, serial: int) -> str:
    """`year` as 2026 or 26; a serial that no longer fits takes one digit more."""
    if serial < 1:
        raise ValueError("Serials begin at 1.")
    return str(Reference(Prefix(prefix), year % 100, serial))


def parse(text: str, kind: Prefix | None = None) -> Reference:
    """Read what a person typed or a scanner read.

    Case, spaces, hyphens, a Cyrillic keyboard and the letters O and I for digits are forgiven.
    One wrong character is always refused. Two neighbours that changed places are refused, except
    one time in 36 when they also follow each other in 0-9A-Z (as 34 and 43 do): the check
    character of ISO 7064 Mod 37,36 can do no more.
    """
    found = _readings(text)
    if len(found) != 1:  # none, or two that are both in order: a person must look again
        raise _refusal(text)
    (read,) = found
    if kind and read.prefix != kind:
        params = {
            "reference": str(read),
            "found": read.noun,
            "wanted": Sentence(NOUNS[kind]),
        }
        raise OtherKind(Sentence(OTHER_KIND, params))
    return read


def _readings(text: str) -> set[Reference]:
    compact = _compact(text)
    read = {_read(compact.translate(table)) for table in (LOOKALIKES, SAME_KEY)}
    return {reference for reference in read if reference}


def _compact(text: str) -> str:
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", text).upper())


def _read(compact: str) -> Reference | None:
    """The reference that is written exactly so, check character included."""
    parts = COMPACT.fullmatch(compact)
    if not parts or parts[1] not in NOUNS:
        return None
    year, serial = (int(part.translate(LETTERS_FOR_DIGITS)) for part in parts.group(2, 3))
    read = Reference(Prefix(parts[1]), year, serial)
    digits = compact[2:-1].translate(LETTERS_FOR_DIGITS)
    is_same = SEPARATORS.sub("", str(read)) == parts[1] + digits + parts[4]
    return read if serial and is_same else None


def _refusal(text: str) -> DomainError:
    shown = {"text": text.strip()[:LONGEST_SHOWN]}
    if _was_meant(text):
        return Mistyped(Sentence(MISTYPED, shown))
    example = reference(Prefix.REMAINS_CASE, 26, 123)
    return NotAReference(Sentence(NOT_A_REFERENCE, shown | {"example": example}))


def _was_meant(text: str) -> bool:
    """Whether a person meant a reference: our hyphens, or a prefix of ours before digits."""
    if HYPHENATED.fullmatch(text.strip()):
        return True
    compacts = (_compact(text).translate(table) for table in (LOOKALIKES, SAME_KEY))
    meant = re.compile(rf"({'|'.join(NOUNS)})[0-9OI]{{5,}}[0-9A-Z]?")
    return any(meant.fullmatch(compact) for compact in compacts)


def _width(prefix: Prefix) -> int:
    return SHORTEST_SERIAL.get(prefix, SHORTEST_SERIAL_OF_OTHERS)
