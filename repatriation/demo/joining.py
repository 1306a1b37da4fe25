"""Cases that are of one person, and a board that meets over what is to be decided."""

from datetime import timedelta

from cases.models import Identification
from cases.models.association import AssociationBasis
from cases.models.board import Choice
from cases.models.identification import Identifier
from cases.operations.associating import accept_association, propose_association
from cases.operations.identifying import propose_addendum
from cases.operations.sessions import call_session, close_session, open_session
from cases.operations.voting import vote
from repatriation.demo.agenda import Story, step, wait
from repatriation.demo.choosing import fresh, next_case
from repatriation.demo.deciding import certify, identify, propose
from repatriation.demo.examining import bones, reviewed, usual
from repatriation.demo.plans import Scene

HALL = "Commission, second floor"


def joined(scene: Scene) -> list[Story]:
    return [added_later(scene), waiting_for_a_second_examiner(scene), called_for_tomorrow(scene)]


def added_later(scene: Scene) -> Story:
    """A second part was joined to it blind; at a session the board adds it to what stands."""
    world = scene.world
    yield wait(scene.at(-52, 9))
    first, second = next_case(scene), next_case(scene)
    if not first or not second:
        return
    association = yield step(
        scene.at(-52, 9),
        world.second_examiner,
        propose_association,
        first=first,
        second=second,
        basis=AssociationBasis.PHYSICAL_FIT,
        note="The broken edges of the left tibia fit.",
    )
    at = scene.at(-51, 9)
    yield step(at, world.examiner, accept_association, association=association)
    identification = yield from identify(scene, -49, Identifier.DNA, case=first)
    identification = yield from certify(scene, identification, -41)
    yield wait(scene.at(-25, 9))
    yield from reviewed(scene, fresh(second), -25, usual(scene), found=bones())
    other = yield from propose(scene, -20, Identifier.DNA)
    at = scene.at(-20, 15)
    yield wait(at)
    addendum = yield step(
        at,
        world.examiner,
        propose_addendum,
        identification=identification,
        evidence={fresh(second): []},
    )
    yield from decided_at_a_session(scene, [one for one in (addendum, other) if one])


def decided_at_a_session(scene: Scene, items: list[Identification]) -> Story:
    world = scene.world
    yield wait(scene.at(-19, 10))
    session = yield step(
        scene.at(-19, 10),
        world.north["coordinator"],
        call_session,
        identifications=[fresh(one) for one in items],
        members=world.board,
        meets_at=scene.at(-17, 10),
        place=HALL,
    )
    at, by = scene.at(-17, 10), world.north["coordinator"]
    session = yield step(at, by, open_session, session=session, present=world.board)
    for item in items:
        for member in world.board:
            at += timedelta(minutes=10)
            yield step(at, member, vote, identification=item, choice=Choice.ESTABLISHED)
    at += timedelta(minutes=10)
    yield step(at, by, close_session, session=session, note="Both members were present.")


def waiting_for_a_second_examiner(scene: Scene) -> Story:
    yield wait(scene.at(-3, 14))
    first, second = next_case(scene), next_case(scene)
    if first and second:
        yield step(
            scene.at(-3, 14),
            scene.world.second_examiner,
            propose_association,
            first=first,
            second=second,
            basis=AssociationBasis.ARTICULATION,
            note="Hip bone and femur fit each other.",
        )


def called_for_tomorrow(scene: Scene) -> Story:
    """Its agenda is set; nobody has voted yet."""
    item = yield from propose(scene, -3, Identifier.ODONTOLOGY)
    if not item:
        return
    yield wait(scene.at(-1, 9))
    yield step(
        scene.at(-1, 9),
        scene.world.north["coordinator"],
        call_session,
        identifications=[fresh(item)],
        members=scene.world.board,
        meets_at=scene.at(1, 10),
        place=HALL,
    )
