"""Everybody who takes part in an identification: four houses of one side."""

from cases.models import RemainsCase
from repatriation.accounts.models import Agency, User
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.steps import Steps

CLAIMED = "Kanareykin Example"  # as the sender's list says; it may be wrong


class WholeHouse:
    """The mortuary holds the remains, the search service keeps the person and the family, the
    laboratory knows numbers alone; the commission calls the board and certifies."""

    def __init__(self):
        self.steps = Steps()
        side = self.steps.north
        self.side, self.mortuary, self.commission = side, side.mortuaries[0], side.agency
        self.search = AgencyFactory(party=side.party, kind=Agency.Kind.SEARCH, name="Search")
        self.laboratory = AgencyFactory(
            party=side.party, kind=Agency.Kind.LABORATORY, name="Laboratory"
        )
        self.examiner = side.forensic_examiner
        self.reviewer = side.person("forensic examiner", name="second")
        self.officer = side.mortuary_officer
        self.witness = side.person("mortuary officer", name="witness")
        self.first = side.person("release officer", name="first", at=self.mortuary)
        self.second = side.person("release officer", name="second", at=self.mortuary)
        self.liaison = side.person("family liaison", at=self.search)
        self.keeper = side.person("coordinator", name="keeper", at=self.search)
        self.coordinator = side.coordinator
        self.members = [side.person("board member", name=name) for name in "abc"]
        self.authority = side.legal_authority
        self.analyst = UserFactory(agency=self.laboratory, role="forensic examiner")
        self.program = UserFactory(agency=self.laboratory, role="forensic examiner", program=True)

    def remains(self) -> RemainsCase:
        """The body of a container that the sender's list names; its bearer is somebody else."""
        return self.steps.numbered("A-1", names={"A-1": CLAIMED})[0]

    def colleague(self, role: str, agency: Agency) -> User:
        return self.side.person(role, name="colleague", at=agency)
