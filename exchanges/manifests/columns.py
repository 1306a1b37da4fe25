"""The canonical columns of a handover list, in the order of our own template.

They are the header of the template, the keys of JSON and the fields of the API.
"""

from dataclasses import dataclass
from enum import StrEnum

from repatriation.errors import gettext_noop

SHORT, LONG = 200, 5_000  # characters; a longer text is an error, since half a text is a lie


class Kind(StrEnum):
    TEXT = "text"
    DATE = "date"  # partial allowed: "2025", "2025-06", "2025-06-05"
    WHOLE_NUMBER = "whole number"
    CHOICE = "choice"


@dataclass(frozen=True)
class Column:
    name: str
    meaning: str  # a message id
    kind: Kind = Kind.TEXT
    longest: int = SHORT


_COLUMNS = (
    Column(
        "label",
        gettext_noop(
            "The sender's own label, as it is written on the container. Required: where there is "
            "none, write “no label on the list”."
        ),
    ),
    Column("seal", gettext_noop("The number of the seal that closes the container.")),
    Column(
        "container_kind",
        gettext_noop("What the remains are handed over in: bag, box or coffin."),
        Kind.CHOICE,
    ),
    Column(
        "claimed_individuals",
        gettext_noop("How many people's remains the sender believes are inside: a whole number."),
        Kind.WHOLE_NUMBER,
    ),
    Column(
        "claimed_name",
        gettext_noop("The whole name as written, if the sender says who it is."),
    ),
    Column(
        "claimed_surname",
        gettext_noop("The surname, where the parts of the name are kept in separate columns."),
    ),
    Column(
        "claimed_given_name",
        gettext_noop("The given name, where the parts of the name are kept in separate columns."),
    ),
    Column(
        "claimed_patronymic",
        gettext_noop("The patronymic, where the parts of the name are kept in separate columns."),
    ),
    Column(
        "claimed_birth_date",
        gettext_noop("The date of birth, as far as known: 1985, 1985-06 or 1985-06-05."),
        Kind.DATE,
    ),
    Column(
        "claimed_affiliation",
        gettext_noop(
            "Whose dead, from the sender's view: ours, theirs, civilian, other_state or unknown."
        ),
        Kind.CHOICE,
    ),
    Column("claimed_rank", gettext_noop("The military rank, if the sender states one.")),
    Column("claimed_unit", gettext_noop("The military unit, if the sender states one.")),
    Column(
        "claimed_service_number",
        gettext_noop("The number of the identity disc or the service number."),
    ),
    Column(
        "origin_place",
        gettext_noop("The place where the remains were found or recovered."),
        longest=LONG,
    ),
    Column("origin_sector", gettext_noop("The sector, district or direction of that place.")),
    Column(
        "origin_facility",
        gettext_noop("The mortuary or other facility that kept the remains before the handover."),
    ),
    Column(
        "recovered_on",
        gettext_noop("The date of recovery, as far as known: 2025, 2025-06 or 2025-06-05."),
        Kind.DATE,
    ),
    Column(
        "died_on",
        gettext_noop("The date of death, as far as known: 2025, 2025-06 or 2025-06-05."),
        Kind.DATE,
    ),
    Column(
        "documents",
        gettext_noop("Papers found with the remains, and papers that go with them."),
        longest=LONG,
    ),
    Column(
        "effects_packet",
        gettext_noop("The packet of personal effects: its number or what it holds."),
        longest=LONG,
    ),
    Column("remarks", gettext_noop("Anything else the receiving side should know."), longest=LONG),
)
COLUMNS = {column.name: column for column in _COLUMNS}

CONTAINER_KINDS = ("bag", "box", "coffin")
AFFILIATIONS = ("ours", "theirs", "civilian", "other_state", "unknown")
