"""Remains that may be the other party's: proposed, decided and awaiting return, contested."""

from datetime import timedelta

from cases.models import AffiliationDecision
from cases.models.affiliation import Affiliation, AffiliationGround, WhyContested
from cases.models.board import Choice
from cases.models.sample import Remainder, Tissue
from cases.operations.affiliating import Seen, propose_affiliation
from cases.operations.affiliation_boards import call_affiliation_board, vote_on_affiliation
from cases.operations.disputing import contest_affiliation
from cases.operations.sampling import account_for_remainder, take_sample
from repatriation.demo.agenda import Story, step, wait
from repatriation.demo.choosing import fresh, next_case
from repatriation.demo.examining import bones, reviewed, usual
from repatriation.demo.plans import Scene, Told

ON_THEM = Seen(
    AffiliationGround.UNIFORM,
    "Collar tabs and a belt buckle of the other party's issue",
    "Compared with the catalogue of insignia",
    "Examiner of the mortuary",
)
AROUND_THEM = Seen(
    AffiliationGround.PLACE,
    "Found in a position that the other party held on that day",
    "Report of the recovery team, map and log",
    "Coordinator of recoveries",
)


def affiliations(scene: Scene) -> list[Story]:
    return [awaiting_return(scene), contested(scene), waiting_for_a_board(scene)]


def awaiting_return(scene: Scene) -> Story:
    """The release officer finds it on the worklist."""
    yield from _decided(scene, -19)


def contested(scene: Scene) -> Story:
    """A ring with an engraving came out of the clothing after the board had decided."""
    decision = yield from _decided(scene, -23)
    if decision:
        yield step(
            scene.at(-5, 15),
            scene.world.north["coordinator"],
            contest_affiliation,
            decision=fresh(decision),
            because=WhyContested.OTHER,
            note="A ring found later is engraved in a way that is usual on our own side.",
        )


def waiting_for_a_board(scene: Scene) -> Story:
    yield from _proposed(scene, -2)


def _decided(scene: Scene, day: int) -> Told:
    decision = yield from _proposed(scene, day)
    if not decision:
        return None
    world, at = scene.world, scene.at(day + 2, 10)
    decision = yield step(
        at,
        world.north["coordinator"],
        call_affiliation_board,
        decision=decision,
        members=world.board,
    )
    for member in world.board:
        at += timedelta(hours=2)
        decision = yield step(
            at,
            member,
            vote_on_affiliation,
            decision=decision,
            choice=Choice.ESTABLISHED,
            reason="",
        )
    return decision


def _proposed(scene: Scene, day: int) -> Told:
    """Examined in the two days before, with a sample that is kept."""
    yield wait(scene.at(day - 2, 9))
    if not (case := next_case(scene)):
        return None
    yield from reviewed(scene, case, day - 2, usual(scene), found=bones())
    at, by = scene.at(day, 9), scene.world.examiner
    yield wait(at)
    sample = yield step(at, by, take_sample, case=fresh(case), tissue=Tissue.FEMUR)
    kept = Remainder.RETAINED
    yield step(at, by, account_for_remainder, sample=sample, remainder=kept)
    decision: AffiliationDecision = yield step(
        at + timedelta(hours=3),
        by,
        propose_affiliation,
        case=fresh(case),
        assessed=Affiliation.OTHER_PARTY,
        evidence=[ON_THEM, AROUND_THEM],
        claimed=Affiliation.OWN,
        claimed_in="The sender's list",
    )
    return decision
