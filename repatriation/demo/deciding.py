"""What several stories are told with: a person, a case, a proposal, a board, a certificate."""

from datetime import datetime, timedelta
from typing import Any

from cases.models import Identification, LabResult, MissingPerson, RemainsCase
from cases.models.board import Choice
from cases.models.identification import ContestReason, Identifier
from cases.operations.certifying import certify_identification
from cases.operations.contesting import contest_identification
from cases.operations.identifying import Given, propose_identification
from cases.operations.persons import open_person
from cases.operations.voting import call_board, vote
from cases.states import CaseState
from repatriation.demo.agenda import step, wait
from repatriation.demo.choosing import fresh, next_case
from repatriation.demo.examining import bones, reviewed, usual
from repatriation.demo.names import NAMES
from repatriation.demo.plans import Scene, Told

SPECIALISTS = ("Laboratory Tarnwick 3, signature A", "Dental register, signature B")


def person_sought(scene: Scene, at: datetime) -> Told:
    surname, given_name, patronymic = NAMES["uk"][0].draw(scene.chance)
    names = {"surname": surname, "given_name": given_name, "patronymic": patronymic}
    born_on = f"{scene.chance.randint(1965, 2003)}"
    person: MissingPerson = yield step(
        at, scene.world.examiner, open_person, born_on=born_on, **names
    )
    return person


def propose(
    scene: Scene,
    day: int,
    *identifiers: Identifier,
    case: RemainsCase | None = None,
    person: MissingPerson | None = None,
    result: LabResult | None = None,
) -> Told:
    """None where the mortuary holds nothing that could be identified. `result` is of DNA. What was
    not examined before is, in the two days before: no board decides without."""
    if not case:
        yield wait(scene.at(day - 2, 9))
    if not (case := fresh(case) if case else next_case(scene)):
        return None
    if case.state == CaseState.NUMBERED:
        yield from reviewed(scene, case, day - 2, usual(scene), found=bones())
    at = scene.at(day, 9)
    yield wait(at)
    case = fresh(case)
    person = person or (yield from person_sought(scene, at))
    reports = [
        Given(
            identifier,
            f"{case.reference}/{number}",
            SPECIALISTS[number % 2],
            (at - timedelta(days=3)).date(),
            result=result if identifier == Identifier.DNA else None,
        )
        for number, identifier in enumerate(identifiers, 1)
    ]
    return (
        yield step(
            at + timedelta(hours=2),
            scene.world.examiner,
            propose_identification,
            person=person,
            evidence={case: reports},
        )
    )


def call(scene: Scene, day: int, *identifiers: Identifier, **of: Any) -> Told:
    identification = yield from propose(scene, day, *identifiers, **of)
    if not identification:
        return None
    world = scene.world
    at, by = scene.at(day + 1, 10), world.north["coordinator"]
    return (yield step(at, by, call_board, identification=identification, members=world.board))


def cast(
    scene: Scene, identification: Identification, day: int, choices: dict[int, Choice]
) -> Told:
    """Each in turn; `choices` by place on the board."""
    at = scene.at(day, 13)
    for member, choice in choices.items():
        reason = "" if choice == Choice.ESTABLISHED else "What is named does not carry it alone."
        identification = yield step(
            at,
            scene.world.board[member],
            vote,
            identification=identification,
            choice=choice,
            reason=reason,
        )
        at += timedelta(minutes=50)
    return identification


def identify(scene: Scene, day: int, *identifiers: Identifier, **of: Any) -> Told:
    called = yield from call(scene, day, *identifiers, **of)
    if not called:
        return None
    agreed = dict.fromkeys((0, -1), Choice.ESTABLISHED)
    return (yield from cast(scene, called, day + 3, agreed))


def certify(scene: Scene, identification: Identification, day: int) -> Told:
    certificate = f"C-{identification.reference[-6:]}"
    at, by = scene.at(day, 12), scene.world.authority
    return (
        yield step(
            at, by, certify_identification, identification=identification, certificate=certificate
        )
    )


def contest(scene: Scene, identification: Identification, day: int) -> Told:
    return (
        yield step(
            scene.at(day, 16),
            scene.world.north["coordinator"],
            contest_identification,
            identification=identification,
            because=ContestReason.CONTRADICTION,
            note="A second report differs in stature by 11 cm.",
        )
    )
