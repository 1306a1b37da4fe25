"""Two sides, a neutral intermediary, and one person for each role that takes part."""

from dataclasses import dataclass, field

from repatriation.accounts.models import Agency, Party, User
from tests.factories.accounts import AgencyFactory, PartyFactory, UserFactory

EVERYDAY = ("coordinator", "exchange officer", "transport lead")


@dataclass
class Side:
    """A party, the agency that acts for it, two mortuaries, and its people by role."""

    party: Party
    agency: Agency
    mortuaries: list[Agency]
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, role: str) -> User:
        """`side.coordinator`, `side.exchange_officer`: made when first asked for."""
        if role.startswith("_"):
            raise AttributeError(role)
        return self.person(role.replace("_", " "))

    def person(self, role: str, *, name: str = "", at: Agency | None = None) -> User:
        """A second one of the same role is asked for by another name."""
        agency = at or self._home(role)
        key = f"{role} {name} {agency.pk}"
        if key not in self.people:
            self.people[key] = UserFactory(agency=agency, role=role)
        return self.people[key]

    def program(self, role: str) -> User:
        return UserFactory(agency=self.agency, role=role, program=True)

    def _home(self, role: str) -> Agency:
        at_mortuary = role in ("mortuary officer", "explosives officer", "forensic examiner")
        return self.mortuaries[0] if at_mortuary else self.agency


@dataclass
class World:
    north: Side
    south: Side
    observers: Agency

    @property
    def observer(self) -> User:
        return UserFactory(agency=self.observers, role="intermediary's observer")


def make_world() -> World:
    return World(_side("Northern"), _side("Southern"), AgencyFactory(neutral=True))


def _side(name: str) -> Side:
    party = PartyFactory(name=f"{name} side")
    agency = AgencyFactory(party=party, name=f"{name} Commission")
    mortuaries = [
        AgencyFactory(party=party, mortuary=True, name=f"{name} Mortuary {number}")
        for number in (1, 2)
    ]
    return Side(party, agency, mortuaries)
