"""Releases to families: authorised, carried out, closed, taken back."""

from datetime import timedelta

from cases.models import Release
from cases.models.identification import Identifier
from cases.models.relative import Kinship, Purpose
from cases.models.release import ReleaseTo, WhyBack
from cases.operations.authorising import authorise_release
from cases.operations.coming_back import take_back
from cases.operations.receipts import issue_receipt
from cases.operations.releasing import close_released, release_remains
from repatriation.demo.agenda import Story, step, wait
from repatriation.demo.choosing import next_case
from repatriation.demo.deciding import certify, identify
from repatriation.demo.examining import Team, bones, reviewed
from repatriation.demo.plans import Scene, Told
from repatriation.demo.sought import Likeness, consents, relative, sought_like

LIKE = Likeness("1987", 179)
LANGUAGES = ("uk", "en")


def releases(scene: Scene) -> list[Story]:
    return [authorised(scene), closed(scene), taken_back(scene)]


def authorised(scene: Scene) -> Story:
    """The second release officer finds it on the worklist."""
    yield from _authorised(scene, -24, -1)


def closed(scene: Scene) -> Story:
    case = yield from _released(scene, -54, -27)
    if case:
        yield step(scene.at(-18, 10), scene.world.releasers[0], close_released, case=case)


def taken_back(scene: Scene) -> Story:
    """The wrong one of two coffins was loaded."""
    case = yield from _released(scene, -45, -22)
    if case:
        yield step(
            scene.at(-21, 9),
            scene.world.releasers[0],
            take_back,
            case=case,
            because=WhyBack.WRONG_RELEASE,
            note="The family's driver was given the coffin beside it.",
            label=case.reference,
            witness=scene.world.lindmere.officers[0],
        )


def _authorised(scene: Scene, first: int, day: int) -> Told:
    """Examined, identified and certified from the first day on; the mother has consented."""
    world, at = scene.world, scene.at(first, 8)
    yield wait(at)
    if not (case := next_case(scene)):
        return None
    person = yield from sought_like(scene, at, LIKE)
    mother = yield from relative(scene, at, person, Kinship.MOTHER)
    team = Team(world.second_examiner, world.examiner)
    yield from reviewed(scene, case, first, team, found=bones())
    identification = yield from identify(
        scene, first + 3, Identifier.DNA, Identifier.ODONTOLOGY, case=case, person=person
    )
    yield from certify(scene, identification, first + 12)
    yield from consents(scene, scene.at(first + 16, 11), person, mother, Purpose.RELEASE)
    case = yield step(
        scene.at(day, 10),
        world.releasers[0],
        authorise_release,
        case=case,
        to=ReleaseTo.FAMILY,
        label=case.reference,
    )
    release = Release.objects.authorised().get(case=case)
    at = scene.at(day, 10, 30)
    yield step(at, world.releasers[0], issue_receipt, release=release, languages=LANGUAGES)
    return case


def _released(scene: Scene, first: int, day: int) -> Told:
    case = yield from _authorised(scene, first, day)
    if not case:
        return None
    return (
        yield step(
            scene.at(day, 10) + timedelta(hours=3),
            scene.world.releasers[-1],
            release_remains,
            case=case,
            label=case.reference,
            receipt=f"R-{case.reference[-4:]}",
            receiver="Driver of the family's undertaker",
            witness=scene.world.lindmere.officers[-1],
            burial_place="Cemetery of Upper Tarnwick",
        )
    )
