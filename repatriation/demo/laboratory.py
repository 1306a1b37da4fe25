"""Samples at a laboratory: on the way, overdue, resulted, corrected, withdrawn, repeated."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from cases.models import MissingPerson, RemainsCase, Sample
from cases.models.identification import Identifier
from cases.models.relative import Kinship, Purpose
from cases.models.result import Conclusion, MarkerSystem, Quality
from cases.models.sample import Remainder, Tissue
from cases.operations.results import Reported, correct_result, report_result, withdraw_result
from cases.operations.sampling import (
    account_for_remainder,
    ask_repeat,
    take_reference,
    take_sample,
)
from cases.operations.worklists import receive_worklist, send_samples
from repatriation.demo.agenda import Story, step, wait
from repatriation.demo.choosing import fresh, next_case
from repatriation.demo.deciding import certify, identify
from repatriation.demo.plans import Scene, Told
from repatriation.demo.sought import Likeness, consents, relative, sought_like

LIKE = Likeness("1990-06", 176)


@dataclass(frozen=True)
class Pair:
    """A case and a person, each with a sample at the laboratory."""

    case: RemainsCase
    person: MissingPerson
    of_case: Sample
    of_kin: Sample


def samples(scene: Scene) -> list[Story]:
    return [
        waiting_to_be_sent(scene),
        overdue(scene),
        repeated(scene),
        corrected(scene),
        withdrawn(scene),
    ]


def waiting_to_be_sent(scene: Scene) -> Story:
    yield from _taken(scene, -3)


def overdue(scene: Scene) -> Story:
    """Received, and nothing heard of it since."""
    if pair := (yield from _taken(scene, -60)):
        yield from _sent(scene, -58, pair, days=30)


def repeated(scene: Scene) -> Story:
    """No profile from the first one."""
    if not (pair := (yield from _taken(scene, -33))):
        return
    yield from _sent(scene, -32, pair, days=60)
    by, at = scene.world.analyst, scene.at(-14, 10)
    nothing = _nothing(scene.at(-15, 9))
    yield step(at, by, report_result, sample=pair.of_case, reported=nothing)
    yield step(
        scene.at(-14, 11),
        by,
        ask_repeat,
        sample=pair.of_case,
        because="Too degraded; a petrous bone or a tooth is better.",
    )
    examiner = scene.world.second_examiner
    yield step(
        scene.at(-12, 9),
        examiner,
        take_sample,
        case=pair.case,
        tissue=Tissue.TOOTH,
        repeats=pair.of_case,
    )


def corrected(scene: Scene) -> Story:
    """The first report had the figure of another pair."""
    if not (pair := (yield from _taken(scene, -47))):
        return
    yield from _sent(scene, -46, pair, days=45)
    by = scene.world.analyst
    reported = _supports(scene, -31, pair, "4.1")
    result = yield step(
        scene.at(-30, 10), by, report_result, sample=pair.of_case, reported=reported
    )
    reported = _supports(scene, -29, pair, "9.6", remarks="The figure of another pair was given.")
    yield step(scene.at(-28, 10), by, correct_result, result=result, reported=reported)
    yield step(
        scene.at(-27, 10),
        scene.world.second_examiner,
        account_for_remainder,
        sample=pair.of_case,
        remainder=Remainder.RETAINED,
    )


def withdrawn(scene: Scene) -> Story:
    """An identification stood on it: with the result it is contested at the same moment."""
    if not (pair := (yield from _taken(scene, -56))):
        return
    yield from _sent(scene, -55, pair, days=40)
    by, reported = scene.world.analyst, _supports(scene, -44, pair, "8.8")
    result = yield step(
        scene.at(-43, 10), by, report_result, sample=pair.of_case, reported=reported
    )
    identification = yield from identify(
        scene, -40, Identifier.DNA, case=pair.case, person=pair.person, result=result
    )
    yield from certify(scene, identification, -31)
    yield step(
        scene.at(-6, 10),
        by,
        withdraw_result,
        result=result,
        because="Two tubes of the same day were exchanged at the bench.",
    )


def _taken(scene: Scene, day: int) -> Told:
    at = scene.at(day, 9)
    yield wait(at)
    if not (case := next_case(scene)):
        return None
    person = yield from sought_like(scene, at, LIKE)
    mother = yield from relative(scene, at, person, Kinship.MOTHER)
    yield from consents(scene, at, person, mother, Purpose.DNA_SAMPLE, Purpose.COMPARISON)
    at += timedelta(hours=1)
    by = scene.world.second_examiner
    of_case = yield step(at, by, take_sample, case=case, tissue=Tissue.FEMUR)
    of_kin = yield step(
        at, scene.world.liaison, take_reference, relative=mother, tissue=Tissue.SWAB
    )
    return Pair(case, person, of_case, of_kin)


def _sent(scene: Scene, day: int, pair: Pair, *, days: int) -> Told:
    """And received by the laboratory two days later."""
    at, by = scene.at(day, 14), scene.world.second_examiner
    yield wait(at)
    worklist = yield step(
        at,
        by,
        send_samples,
        samples=[fresh(pair.of_case), fresh(pair.of_kin)],
        laboratory=scene.world.analyst.agency,
        due_on=(at + timedelta(days=days)).date(),
        seal="TR 0417",
        carrier="Own courier",
    )
    yield step(scene.at(day + 2, 10), scene.world.analyst, receive_worklist, worklist=worklist)


def _supports(scene: Scene, day: int, pair: Pair, log10_lr: str, **more: Any) -> Reported:
    return Reported(
        Conclusion.SUPPORTS,
        MarkerSystem.AUTOSOMAL_STR,
        Quality.FULL,
        f"T3-{scene.at(day, 9):%y%m%d}",
        "Analyst Quisterne",
        scene.at(day, 9).date(),
        compared_with=(pair.of_kin,),
        loci=21,
        log10_lr=Decimal(log10_lr),
        prior="1 in 5,000",
        hypothesis="of a child of the person who gave the reference",
        alternative="of two people who are not related",
        software="an invented program, 2.1",
        **more,
    )


def _nothing(signed: Any) -> Reported:
    return Reported(
        Conclusion.NO_PROFILE,
        MarkerSystem.AUTOSOMAL_STR,
        Quality.NONE,
        f"T3-{signed:%y%m%d}",
        "Analyst Quisterne",
        signed.date(),
    )
