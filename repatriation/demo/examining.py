"""Examinations at every point of their way, and what machine and people make of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from cases.models import Candidate, Examination, RemainsCase
from cases.models.codes import (
    AgeMethod,
    Completeness,
    Condition,
    Element,
    FeatureKind,
    HairColour,
    Region,
    Sex,
    SexMethod,
    Side,
    StatureMethod,
    ToothCode,
)
from cases.models.examination import Discipline, ItemState
from cases.models.exclusion import Ground
from cases.models.finding import FindingKind
from cases.operations.examining import (
    Profile,
    complete_examination,
    describe_profile,
    lock_profile,
    record_item,
    reopen_examination,
    review_examination,
    start_examination,
)
from cases.operations.excluding import exclude_candidate
from cases.operations.finding import Found, record_findings
from cases.operations.seeking import seek_candidates
from repatriation.accounts.models import User
from repatriation.demo.agenda import Story, step, wait
from repatriation.demo.choosing import next_case
from repatriation.demo.plans import Scene, Told
from repatriation.demo.sought import Likeness, sought_like
from repatriation.jobs.running import run_job
from repatriation.ledger.clock import clock_at

LEFT_OUT = (Discipline.FRICTION_RIDGES, Discipline.PATHOLOGY)
SERIAL = "TR-4471-08"
WHOLE = Profile(
    sex=Sex.MALE,
    sex_method=SexMethod.PELVIS,
    age_from=28,
    age_to=38,
    age_method=AgeMethod.PUBIC_SYMPHYSIS,
    stature_from=174,
    stature_to=182,
    stature_method=StatureMethod.FEMUR,
    hair=HairColour.BROWN,
)


@dataclass(frozen=True)
class Team:
    """Who examines, and who reviews it."""

    by: User
    reviewer: User


def examinations(scene: Scene) -> list[Story]:
    return [
        just_begun(scene),
        waiting_for_review(scene),
        opened_again(scene),
        more_people_than_cases(scene),
        with_candidates(scene),
    ]


def usual(scene: Scene) -> Team:
    return Team(scene.world.second_examiner, scene.world.examiner)


def just_begun(scene: Scene) -> Story:
    """Its profile is not locked, so nobody who examines sees a candidate of it."""
    yield wait(scene.at(-2, 9))
    if not (case := next_case(scene)):
        return
    by = scene.world.examiner
    examination = yield step(scene.at(-2, 9), by, start_examination, case=case)
    for discipline, state in (
        (Discipline.EFFECTS, ItemState.DONE),
        (Discipline.ANTHROPOLOGY, ItemState.IN_PROGRESS),
    ):
        yield step(
            scene.at(-2, 11),
            by,
            record_item,
            examination=examination,
            discipline=discipline,
            state=state,
        )
    yield step(
        scene.at(-1, 10),
        by,
        record_item,
        examination=examination,
        discipline=Discipline.ODONTOLOGY,
        state=ItemState.ASSIGNED,
        assigned_to=scene.world.second_examiner,
    )


def waiting_for_review(scene: Scene) -> Story:
    yield wait(scene.at(-4, 9))
    if case := next_case(scene):
        yield from completed(scene, case, -4, usual(scene), found=(*bones(), *marks()))


def opened_again(scene: Scene) -> Story:
    """Reviewed, and then there was more to see on the image."""
    yield wait(scene.at(-26, 9))
    if not (case := next_case(scene)):
        return
    examination = yield from reviewed(scene, case, -26, usual(scene), found=bones())
    yield step(
        scene.at(-8, 10),
        scene.world.examiner,
        reopen_examination,
        examination=examination,
        because="The second image shows a healed fracture of the left forearm.",
    )


def more_people_than_cases(scene: Scene) -> Story:
    """Two left thigh bones in one case: there are more people than numbers."""
    yield wait(scene.at(-21, 9))
    if case := next_case(scene):
        found = (*bones(), bone(Element.FEMUR, Side.LEFT, count=2))
        yield from reviewed(scene, case, -21, usual(scene), found=found)


def with_candidates(scene: Scene) -> Story:
    """Three people are sought who are like it; one of them is excluded by the stature."""
    yield wait(scene.at(-13, 9))
    if not (case := next_case(scene)):
        return
    likely = Likeness(born_on="1991-04", stature_cm=178, hair=HairColour.BROWN, serial=SERIAL)
    for number, like in enumerate(
        (likely, Likeness(born_on="1990", stature_cm=177), Likeness("1992-11", stature_cm=189))
    ):
        yield from sought_like(scene, scene.at(-13, 9, 10 * number), like)
    yield from reviewed(scene, case, -12, usual(scene), found=(*bones(), *marks()))
    at = scene.at(-7, 9)
    job = yield step(at, scene.world.examiner, seek_candidates, record=case)
    with clock_at(at):  # in its place in time, beside the steps; a worker finds it done
        run_job(job.pk)
    found = Candidate.objects.filter(case=case, person__isnull=False)
    if candidate := found.order_by("score").first():
        yield step(
            scene.at(-7, 11),
            scene.world.examiner,
            exclude_candidate,
            candidate=candidate,
            ground=Ground.STATURE,
            note="Told and measured stature are 11 cm apart; the femur is whole.",
        )


def reviewed(
    scene: Scene, case: RemainsCase, day: int, team: Team, *, found: Sequence[Found] = ()
) -> Told:
    examination = yield from completed(scene, case, day, team, found=found)
    at = scene.at(day + 1, 14)
    return (yield step(at, team.reviewer, review_examination, examination=examination))


def completed(
    scene: Scene, case: RemainsCase, day: int, team: Team, *, found: Sequence[Found] = ()
) -> Told:
    """The whole checklist, the findings, the profile locked."""
    at, by = scene.at(day, 9), team.by
    examination: Examination = yield step(at, by, start_examination, case=case)
    if found:
        at = scene.at(day, 11)
        yield step(at, by, record_findings, examination=examination, findings=found)
    at = scene.at(day, 12)
    yield step(at, by, describe_profile, examination=examination, profile=WHOLE)
    yield step(at, by, lock_profile, examination=examination)
    for discipline in Discipline:
        is_left = discipline in LEFT_OUT
        yield step(
            scene.at(day, 15),
            by,
            record_item,
            examination=examination,
            discipline=discipline,
            state=ItemState.NOT_POSSIBLE if is_left else ItemState.DONE,
            note="Skeletonised: no soft tissue is left." if is_left else "",
        )
    return (yield step(scene.at(day, 16), by, complete_examination, examination=examination))


def bones() -> tuple[Found, ...]:
    paired = (Element.FEMUR, Element.TIBIA, Element.HUMERUS, Element.HIP_BONE)
    return (
        bone(Element.CRANIUM, Side.MIDLINE),
        bone(Element.MANDIBLE, Side.MIDLINE),
        *(bone(element, side) for element in paired for side in (Side.LEFT, Side.RIGHT)),
    )


def bone(element: Element, side: Side, count: int = 1) -> Found:
    return Found(
        FindingKind.ELEMENT,
        Discipline.ANTHROPOLOGY,
        element=element,
        side=side,
        count=count,
        completeness=Completeness.WHOLE,
        condition=Condition.SKELETONISED,
    )


def marks() -> tuple[Found, ...]:
    """An implant with its number, teeth, clothing and a disc."""
    return (
        Found(
            FindingKind.FEATURE,
            Discipline.IMAGING,
            feature=FeatureKind.PLATE,
            region=Region.FOREARM,
            side=Side.LEFT,
            serial=SERIAL,
            text="Plate with six screws",
        ),
        Found(FindingKind.TOOTH, Discipline.ODONTOLOGY, tooth=16, tooth_code=ToothCode.CROWN),
        Found(FindingKind.TOOTH, Discipline.ODONTOLOGY, tooth=36, tooth_code=ToothCode.FILLED),
        Found(FindingKind.CLOTHING, Discipline.EFFECTS, text="Belt, leather, invented maker"),
        Found(FindingKind.DISC, Discipline.EFFECTS, text="Disc, number worn away"),
    )
