"""A few identifications, each left where a worklist or a page has something to show."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from cases.models import Identification, MissingPerson, RemainsCase
from cases.models.board import Choice
from cases.models.identification import ContestReason, Identifier
from cases.models.remains import RemainsKind
from cases.operations.certifying import certify_identification
from cases.operations.contesting import contest_identification
from cases.operations.identifying import Given, propose_identification
from cases.operations.persons import open_person
from cases.operations.presuming import set_presumptive
from cases.operations.voting import call_board, vote
from repatriation.demo.agenda import Story, step, wait
from repatriation.demo.names import NAMES
from repatriation.demo.plans import Scene, Told

SOUGHT_ONLY = 5
SPECIALISTS = ("Laboratory Tarnwick 3, signature A", "Dental register, signature B")
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
        yield from _person(scene, _at(scene, -60 + number, 11))


def waiting_for_a_board(scene: Scene) -> Story:
    yield from _proposed(scene, -2, *SECONDARY)


def half_voted(scene: Scene) -> Story:
    """One has voted; the other finds the question on the worklist."""
    called = yield from _called(scene, -6, *PRIMARY)
    if called:
        yield from _voted(scene, called, -1, {-1: Choice.ESTABLISHED})


def waiting_for_a_certificate(scene: Scene) -> Story:
    yield from _identified(scene, -12, *PRIMARY, Identifier.ODONTOLOGY)


def certified(scene: Scene) -> Story:
    identification = yield from _identified(scene, -40, *PRIMARY)
    if identification:
        yield from _certified(scene, identification, -33)


def contested(scene: Scene) -> Story:
    """Certified, and then a second laboratory found otherwise: a board has to look again."""
    identification = yield from _identified(scene, -30, *PRIMARY)
    if not identification:
        return
    identification = yield from _certified(scene, identification, -24)
    yield from _contested(scene, identification, -3)


def revoked(scene: Scene) -> Story:
    """It stood on things found beside the remains; so the person is sought again."""
    identification = yield from _identified(scene, -35, *SECONDARY)
    if not identification:
        return
    identification = yield from _contested(scene, identification, -20)
    second = scene.world.north.second("coordinator")
    called = yield step(
        _at(scene, -18, 10),
        second,
        call_board,
        identification=identification,
        members=scene.world.board,
    )
    yield from _voted(scene, called, -16, dict.fromkeys((0, -1), Choice.REVOKED))


def returned(scene: Scene) -> Story:
    """Given back to the examiner, with what is missing."""
    called = yield from _called(scene, -15, Identifier.MARKS)
    if called:
        yield from _voted(scene, called, -9, dict.fromkeys((0, -1), Choice.RETURNED))


def presumed(scene: Scene) -> Story:
    """A flag for the house, which is no identification."""
    at = _at(scene, -4, 10)
    yield wait(at)
    if case := _next_case(scene):
        person = yield from _person(scene, at)
        yield step(
            at + timedelta(hours=1),
            scene.world.examiner,
            set_presumptive,
            case=case,
            person=person,
            evidence="Identity disc found in the same container; not yet compared.",
        )


def _person(scene: Scene, at: datetime) -> Told:
    surname, given_name, patronymic = NAMES["uk"][0].draw(scene.chance)
    names = {"surname": surname, "given_name": given_name, "patronymic": patronymic}
    born_on = f"{scene.chance.randint(1965, 2003)}"
    person: MissingPerson = yield step(
        at, scene.world.examiner, open_person, born_on=born_on, **names
    )
    return person


def _proposed(scene: Scene, day: int, *identifiers: Identifier) -> Told:
    """None where the mortuary holds nothing that could be identified."""
    at = _at(scene, day, 9)
    yield wait(at)
    if not (case := _next_case(scene)):
        return None
    person = yield from _person(scene, at)
    reports = [
        Given(
            identifier,
            f"{case.reference}/{number}",
            SPECIALISTS[number % 2],
            (at - timedelta(days=3)).date(),
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


def _called(scene: Scene, day: int, *identifiers: Identifier) -> Told:
    identification = yield from _proposed(scene, day, *identifiers)
    if not identification:
        return None
    world = scene.world
    at, by = _at(scene, day + 1, 10), world.north["coordinator"]
    return (yield step(at, by, call_board, identification=identification, members=world.board))


def _voted(
    scene: Scene, identification: Identification, day: int, choices: dict[int, Choice]
) -> Told:
    """Each in turn; `choices` by place on the board."""
    at = _at(scene, day, 13)
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


def _identified(scene: Scene, day: int, *identifiers: Identifier) -> Told:
    called = yield from _called(scene, day, *identifiers)
    if not called:
        return None
    agreed = dict.fromkeys((0, -1), Choice.ESTABLISHED)
    return (yield from _voted(scene, called, day + 3, agreed))


def _certified(scene: Scene, identification: Identification, day: int) -> Told:
    certificate = f"C-{identification.reference[-6:]}"
    at, by = _at(scene, day, 12), scene.world.authority
    return (
        yield step(
            at, by, certify_identification, identification=identification, certificate=certificate
        )
    )


def _contested(scene: Scene, identification: Identification, day: int) -> Told:
    return (
        yield step(
            _at(scene, day, 16),
            scene.world.north["coordinator"],
            contest_identification,
            identification=identification,
            because=ContestReason.CONTRADICTION,
            note="A second report differs in stature by 11 cm.",
        )
    )


def _next_case(scene: Scene) -> RemainsCase | None:
    """A body at the examiner's mortuary that nobody has named yet, the newest first."""
    held = RemainsCase.objects.filter(
        custodian=scene.world.lindmere.agency, kind=RemainsKind.BODY, covered_by=None
    )
    return held.filter(presumptions=None).order_by("-pk").first()


def _at(scene: Scene, day: int, hour: int) -> datetime:
    today = timezone.localtime(scene.agenda.present).date()
    return timezone.make_aware(datetime.combine(today + timedelta(days=day), time(hour)))
