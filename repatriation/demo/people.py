"""The invented parties, agencies, places and people of the demonstration: tables, nothing else.

Nobody and no place here exists. Addresses end in `.example`, which is nobody's.
"""

from typing import NamedTuple

NORTH, SOUTH, NEUTRAL = "northern", "southern", ""
PARTIES = {NORTH: "Northern side", SOUTH: "Southern side"}


class House(NamedTuple):
    """An agency. `code` also makes the addresses of its people."""

    code: str
    name: str
    party: str
    kind: str


COMMISSION = "commission"
LINDMERE, OSTVALE = "lindmere", "ostvale"
TEAM, LABORATORY = "team-heron", "tarnwick"
OFFICE, MORROWFEN = "returns-office", "morrowfen"
REGISTRY = "registry"
OBSERVERS = "third-bank"

AGENCIES = (
    House(COMMISSION, "Commission for the Missing", NORTH, "coordination"),
    House(LINDMERE, "Lindmere Mortuary", NORTH, "mortuary"),
    House(OSTVALE, "Ostvale Mortuary", NORTH, "mortuary"),
    House(TEAM, "Recovery Team Heron", NORTH, "search"),
    House(LABORATORY, "Laboratory Tarnwick 3", NORTH, "laboratory"),
    House(REGISTRY, "Registry of Deaths, Lindmere", NORTH, "legal_authority"),
    House(OFFICE, "Southern Office for Returns", SOUTH, "coordination"),
    House(MORROWFEN, "Morrowfen Mortuary", SOUTH, "mortuary"),
    House(OBSERVERS, "Observers of the Third Bank", NEUTRAL, "intermediary"),
)


class Person(NamedTuple):
    name: str
    agency: str
    role: str
    signs_in: bool = False  # gets a password; the others only stand in the record

    @property
    def email(self) -> str:
        return f"{self.name.split()[-1].lower()}@{self.agency}.example"


PEOPLE = (
    Person("I. Quarnel", COMMISSION, "coordinator", signs_in=True),
    Person("N. Holmarin", COMMISSION, "exchange officer", signs_in=True),
    Person("J. Taskerud", COMMISSION, "transport lead", signs_in=True),
    Person("P. Dorvane", COMMISSION, "auditor", signs_in=True),
    Person("K. Ulvarine", COMMISSION, "administrator", signs_in=True),
    Person("A. Vellorin", LINDMERE, "mortuary officer", signs_in=True),
    Person("G. Hartevel", LINDMERE, "explosives officer", signs_in=True),
    Person("C. Vantorrel", LINDMERE, "forensic examiner", signs_in=True),
    Person("D. Farnolise", LINDMERE, "forensic examiner", signs_in=True),
    Person("H. Oskarine", LINDMERE, "release officer", signs_in=True),
    Person("X. Pellandor", LINDMERE, "release officer", signs_in=True),
    Person("M. Quisterne", LABORATORY, "forensic examiner", signs_in=True),
    Person("W. Askelmund", COMMISSION, "board member", signs_in=True),
    Person("O. Brennowick", REGISTRY, "legal authority", signs_in=True),
    Person("J. Ellisande", LINDMERE, "family liaison", signs_in=True),
    Person("V. Istremar", OFFICE, "coordinator", signs_in=True),
    Person("Y. Morvanik", OFFICE, "exchange officer", signs_in=True),
    Person("U. Gallimark", MORROWFEN, "mortuary officer", signs_in=True),
    Person("H. Aldrune", OBSERVERS, "intermediary's observer", signs_in=True),
    Person("R. Ambrellin", COMMISSION, "coordinator", signs_in=True),
    Person("T. Ekarsund", COMMISSION, "exchange officer", signs_in=True),
    Person("Q. Tellerand", COMMISSION, "board member", signs_in=True),
    Person("L. Ostrivane", LINDMERE, "mortuary officer", signs_in=True),
    Person("M. Sundravel", OSTVALE, "mortuary officer"),
    Person("E. Korlisse", OSTVALE, "mortuary officer"),
    Person("D. Wexmorin", OSTVALE, "explosives officer"),
    Person("S. Brunvale", TEAM, "transport lead"),
    Person("Z. Pelluran", OFFICE, "exchange officer"),
    Person("F. Rendosk", MORROWFEN, "mortuary officer"),
    Person("B. Yarrovik", MORROWFEN, "explosives officer"),
)
ADMINISTRATOR = next(person for person in PEOPLE if person.role == "administrator")

# The counterpart's own system, which comes in by the API as its exchange officer.
PROGRAM, PROGRAM_ROLE = "Register of the southern side", "exchange officer"

VENUES = {
    "Havrel Ford": "on the river Havrel, east bank",
    "Quillen Bridge": "old toll house, between the barriers",
    "Brackwater Siding": "platform 2, wagons only",
}
SITES = (
    "Orrin Ridge, north slope",
    "Upper Tarnwick, beside the weir",
    "Sedge Hollow, behind the dairy",
    "Carrock Lane, third field",
    "Old Quillen road, at the culvert",
)
