"""A few identifications, each left where a worklist or a page has something to show."""

from datetime import timedelta

from cases.models.board import Choice
from cases.models.identification import Identifier
from cases.operations.presuming import set_presumptive
from cases.operations.voting import call_board
from repatriation.demo.agenda import Story, step, wait
from repatriation.demo.deciding import (
    call,
    cast,
    certify,
    contest,
    identify,
    next_case,
    person_sought,
    propose,
)
from repatriation.demo.plans import Scene

SOUGHT_ONLY = 5
PRIMARY = (Identifier.DNA,)
SECONDARY = (Identifier.ANTHROPOLOGY, Identifier.IMPLANT, Identifier.EFFECTS)


def identifications(scene: Scene) -> list[Story]:
    return [
        sought(scene),
        certified(scene),
        revoked(scene),
        contested(scene),
        returned(scene),
        waiting_for_a_certificate(scene),
        half_voted(scene),
        waiting_for_a_board(scene),
        presumed(scene),
    ]


def sought(scene: Scene) -> Story:
    """People of whom nothing is found."""
    for number in range(SOUGHT_ONLY):
        yield from person_sought(scene, scene.at(-60 + number, 11))


def waiting_for_a_board(scene: Scene) -> Story:
    yield from propose(scene, -2, *SECONDARY)


def half_voted(scene: Scene) -> Story:
    """One has voted; the other finds the question on the worklist."""
    called = yield from call(scene, -6, *PRIMARY)
    if called:
        yield from cast(scene, called, -1, {-1: Choice.ESTABLISHED})


def waiting_for_a_certificate(scene: Scene) -> Story:
    yield from identify(scene, -12, *PRIMARY, Identifier.ODONTOLOGY)


def certified(scene: Scene) -> Story:
    identification = yield from identify(scene, -40, *PRIMARY)
    if identification:
        yield from certify(scene, identification, -33)


def contested(scene: Scene) -> Story:
    """Certified, and then a second laboratory found otherwise: a board has to look again."""
    identification = yield from identify(scene, -30, *PRIMARY)
    if not identification:
        return
    identification = yield from certify(scene, identification, -24)
    yield from contest(scene, identification, -3)


def revoked(scene: Scene) -> Story:
    """It stood on things found beside the remains; so the person is sought again."""
    identification = yield from identify(scene, -35, *SECONDARY)
    if not identification:
        return
    identification = yield from contest(scene, identification, -20)
    second = scene.world.north.second("coordinator")
    called = yield step(
        scene.at(-18, 10),
        second,
        call_board,
        identification=identification,
        members=scene.world.board,
    )
    yield from cast(scene, called, -16, dict.fromkeys((0, -1), Choice.REVOKED))


def returned(scene: Scene) -> Story:
    """Given back to the examiner, with what is missing."""
    called = yield from call(scene, -15, Identifier.MARKS)
    if called:
        yield from cast(scene, called, -9, dict.fromkeys((0, -1), Choice.RETURNED))


def presumed(scene: Scene) -> Story:
    """A flag for the house, which is no identification."""
    at = scene.at(-4, 10)
    yield wait(at)
    if case := next_case(scene):
        person = yield from person_sought(scene, at)
        yield step(
            at + timedelta(hours=1),
            scene.world.examiner,
            set_presumptive,
            case=case,
            person=person,
            evidence="Identity disc found in the same container; not yet compared.",
        )
