"""Somebody sought with relatives and consent, as far as a test needs it."""

from datetime import date

from cases.models import MissingPerson, Outcome, Relative
from cases.operations.consents import give_consent
from cases.operations.linking import answer_link, ask_about_link
from cases.operations.outcomes import confirm_report, report_alive
from cases.operations.persons import open_person
from cases.operations.relatives import add_relative
from tests.factories.accounts import AgencyFactory
from tests.factories.boards import Boards
from tests.factories.steps import do
from tests.factories.world import make_world

NAME = {"surname": "Вигаданенко", "given_name": "Остап", "patronymic": "Петрович"}
LATIN = {"surname": "Vyhadanenko", "given_name": "Ostap", "patronymic": "Petrovych"}


class Seeking:
    """The liaison and a second one keep the record; another agency of the side has its own."""

    def __init__(self, side=None):
        self.side = side or make_world().north
        self.liaison = self.side.family_liaison
        self.second = self.side.person("family liaison", name="second")
        self.bureau = AgencyFactory(party=self.side.party)
        self.elsewhere = self.side.person("family liaison", at=self.bureau)
        self.boards = Boards(self.side)

    def person(self, by=None, **told) -> MissingPerson:
        return do(open_person, by=by or self.liaison, **(NAME | told))

    def relative(self, person: MissingPerson, name: str = "Вигаданенко Ганна", **said) -> Relative:
        said = {"name": name, "kinship": "mother"} | said
        return do(add_relative, by=self.liaison, person=self.again(person), **said)

    def consented(self, relative: Relative, purpose: str = "release") -> Relative:
        do(
            give_consent,
            by=self.liaison,
            person=self.again(relative.person),
            relative=relative,
            purpose=purpose,
            given_on=date(2025, 3, 1),
            paper="Form 4",
        )
        return relative

    def reported(self, person: MissingPerson, kind: str = "located_alive") -> Outcome:
        person = self.again(person)
        said = {"kind": kind, "evidence": "Rang home on Sunday."}
        return do(report_alive, by=self.liaison, person=person, **said)

    def confirmed(self, person: MissingPerson, kind: str = "located_alive") -> MissingPerson:
        self.reported(person, kind)
        do(confirm_report, by=self.second, person=self.again(person))
        return self.again(person)

    def identified(self) -> MissingPerson:
        return self.again(self.boards.identified(person=self.person()).person)

    def linked(self, answer: str = "same") -> tuple[MissingPerson, MissingPerson]:
        """A record of each of two agencies, asked about and answered."""
        mine, theirs = self.person(), self.person(by=self.elsewhere, **LATIN)
        asked = do(
            ask_about_link, by=self.liaison, person=mine, agency=self.bureau, note="Born 1970?"
        )[0]
        do(answer_link, by=self.elsewhere, request=asked, answer=answer, note="")
        return self.again(mine), self.again(theirs)

    @staticmethod
    def again(row):
        """As it stands now."""
        return type(row).objects.get(pk=row.pk)
