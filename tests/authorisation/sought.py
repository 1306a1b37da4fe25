"""People sought in each state that a move needs, and what is sent with the moves of a record."""

from collections.abc import Callable
from datetime import date
from typing import Any

from cases.operations import consents, linking, merging, outcomes, relatives, telling
from cases.operations.persons import open_person
from tests.factories.steps import do

NAME = {"surname": "Kanarenko", "given_name": "Остап"}
KEPT = {"name": "Kinarko Hanna", "kinship": "mother"}
KIN = {"name": "Madeup Hanna", "kinship": "mother"}
BECAUSE = {"because": "Another person"}
GIVEN_ON = date(2025, 3, 1)


class Sought:
    """At the agency of the side; its first mortuary has records of its own to ask about."""

    def __init__(self, ground: Any):
        self.again, north = ground.again, ground.north
        self.liaison = north.person("family liaison", name="keeper")
        self.other = north.person("family liaison", name="other", at=north.mortuaries[0])
        self.target = self.person()

    def subjects(self) -> dict[str, Any]:
        plain, kept = self.person(), self.kept()
        passed = self.kept()
        kin = {"relative": passed.relatives.get(), "because": "death", "note": "Told so"}
        self.do(relatives.pass_over, passed, **kin)
        reported, captive, merged = self.person(), self.person(), self.person()
        self.do(outcomes.report_alive, reported, kind="returned", evidence="Rang home")
        self.do(outcomes.report_alive, captive, kind="in_captivity", evidence="A letter")
        self.do(merging.merge_persons, merged, into=self.target, because="The same disc")
        self.target = self.again(self.target)
        told = self.person()
        self.do(telling.add_name, told, kind="spelling", **NAME)
        for kind in ("scar", "mole"):
            self.do(telling.add_feature, told, kind=kind)
        asked, theirs = self.person(), self.person(by=self.other)
        ask = {"agency": asked.agency, "note": "Born 1970?", "person": theirs}
        do(linking.ask_about_link, by=self.other, **ask)
        rows = dict.fromkeys(
            ("add a name", "add a feature", "add a source", "report as alive", "merge"), plain
        )
        rows["chart teeth"] = plain
        rows |= dict.fromkeys(("ask about a link", "add a relative"), plain)
        rows |= {
            "order the next of kin": kept,
            "confirm the report": reported,
            "withdraw the report": reported,
            "search again": captive,
            "part": merged,
            "take back a name or a feature": told,
            "answer about a link": asked,
        }
        rows |= {SPOKEN.get(move, move): kept for move in OF_KIN} | {"consider again": passed}
        subjects = {f"person: {move}": self.again(row) for move, row in rows.items()}
        of_kin = {"relative": kept, "relative: consider again": passed}
        return subjects | {said: self.again(row) for said, row in of_kin.items()}

    def person(self, by: Any = None) -> Any:
        return do(open_person, by=by or self.liaison, **NAME)

    def kept(self) -> Any:
        person = self.person()
        relative = self.do(relatives.add_relative, person, **KEPT)
        given = {"purpose": "release", "given_on": GIVEN_ON, "paper": "Form 4"}
        self.do(consents.give_consent, person, relative=relative, **given)
        phone = {"kind": "phone", "value": "KONTAKT-1"}
        self.do(consents.add_contact, person, relative=relative, **phone)
        return self.again(person)

    def do(self, operation: Any, person: Any, **said: Any) -> Any:
        return do(operation, by=self.liaison, person=self.again(person), **said)


Sending = Callable[[Any, Any, Any], dict[str, Any]]
OF_KIN: dict[str, dict[str, Any]] = {
    "correct": KIN,
    "pass over": {"because": "death", "note": "Told so"},
    "consider again": BECAUSE,
    "give consent": {"purpose": "contact", "given_on": "2025-03-01", "paper": "Form 4"},
    "withdraw consent": BECAUSE | {"purpose": "release", "withdrawn_on": "2025-03-02"},
    "add a contact": {"kind": "phone", "value": "+000 33"},
    "withdraw a contact": BECAUSE,
}
SPOKEN = {"correct": "correct a relative"}  # where the noun is the person
OF_PERSON: dict[str, dict[str, Any]] = {
    "add a name": {"kind": "spelling", "surname": "Madeup"},
    "add a feature": {"kind": "scar", "text": "A scar"},
    "add a source": {"channel": "phone", "told_by": "A comrade", "account": "A ring"},
    "report as alive": {"kind": "located_alive", "evidence": "Rang home"},
    "withdraw the report": BECAUSE,
    "search again": BECAUSE,
    "part": BECAUSE,
    "add a relative": KIN,
}


def _just(sent: dict[str, Any]) -> Sending:
    return lambda *_of: sent


def _name_of(_ground: Any, person: Any, _who: Any) -> dict[str, Any]:
    further = person.names.exclude(kind="principal").first()
    return BECAUSE | {"what": f"name-{further and further.pk}"}


def _contact_of(_ground: Any, person: Any, _who: Any) -> dict[str, Any]:
    return BECAUSE | {"contact": person.relatives.first().contacts.first().pk}


BOTH: dict[str, Sending] = {
    **{f"person: {move}": _just(sent) for move, sent in OF_PERSON.items()},
    "person: merge": lambda ground, *_of: BECAUSE | {"into": str(ground.sought.target)},
}
API: dict[str, Sending] = {
    **BOTH,
    "person: chart teeth": _just({"teeth": [{"tooth": 11, "tooth_code": "sound"}]}),
    **{
        f"person: {SPOKEN.get(move, move)}": _just(sent | {"number": 1})
        for move, sent in OF_KIN.items()
    },
    "person: take back a name or a feature": _just(BECAUSE | {"number": 2}),
    "person: order the next of kin": _just({"order": [1]}),
    "person: ask about a link": lambda ground, *_of: {
        "agency": ground.north.mortuaries[0].code,
        "note": "Born 1970?",
    },
    "person: answer about a link": _just({"answer": "same"}),
}
PAGE: dict[str, Sending] = {
    **BOTH,
    "person: chart teeth": _just({"tooth_11": "sound"}),
    **{f"relative: {move}": _just(sent) for move, sent in OF_KIN.items()},
    "person: take back a name or a feature": _name_of,
    "relative: withdraw a contact": _contact_of,
    "person: order the next of kin": lambda _ground, person, _who: {
        f"place_{relative.pk}": 1 for relative in person.relatives.all()
    },
    "person: ask about a link": lambda ground, *_of: {
        "agency": ground.north.mortuaries[0].pk,
        "note": "Born 1970?",
    },
    "person: answer about a link": lambda _ground, person, _who: {
        "request": person.asked_of.first().pk,
        "answer": "same",
    },
    "case: seek somebody from papers": _just({"surname": "Madeup", "account": "A ticket"}),
}
