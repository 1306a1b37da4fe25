"""People who are sought, as whole as families can tell: names, marks, relatives, consents."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from cases.models import MissingPerson
from cases.models.codes import EyeColour, FeatureKind, HairColour, Region, Sex, Side
from cases.models.relative import Kinship, Language, LaterParts, Purpose, ToldHow
from cases.models.told import Channel, NameKind, Script
from cases.operations.consents import give_consent, withdraw_consent
from cases.operations.merging import merge_persons
from cases.operations.outcomes import report_alive
from cases.operations.persons import open_person
from cases.operations.relatives import add_relative
from cases.operations.telling import add_feature, add_name, add_source
from repatriation.demo.agenda import Story, step
from repatriation.demo.names import NAMES
from repatriation.demo.plans import Scene, Told

FORM = "Consent form {number}, signed"


@dataclass(frozen=True)
class Likeness:
    """What is told of a body."""

    born_on: str
    stature_cm: int
    hair: HairColour | str = ""
    eyes: EyeColour | str = ""
    serial: str = ""


def people(scene: Scene) -> list[Story]:
    return [
        told_whole(scene),
        told_twice(scene),
        told_twice_and_merged(scene),
        said_to_be_in_captivity(scene),
    ]


def told_whole(scene: Scene) -> Story:
    """Names in three scripts, a mark, three relatives; one has withdrawn one consent."""
    at, by = scene.at(-50, 10), scene.world.liaison
    like = Likeness("1988-02-14", 181, HairColour.FAIR, EyeColour.GREY)
    person = yield from sought_like(scene, at, like)
    names = {
        Script.RUSSIAN: (NameKind.OFFICIAL, "Вымышленников", "Юхим", "Щедрович"),
        Script.LATIN: (NameKind.SPELLING, "Inventley", "Yukhym", ""),
    }
    for script, (kind, surname, given_name, patronymic) in names.items():
        at += timedelta(minutes=5)
        yield step(
            at,
            by,
            add_name,
            person=person,
            kind=kind,
            script=script,
            surname=surname,
            given_name=given_name,
            patronymic=patronymic,
        )
    yield step(
        at,
        by,
        add_feature,
        person=person,
        kind=FeatureKind.TATTOO,
        region=Region.SHOULDER,
        side=Side.RIGHT,
        text="A heron over water",
    )
    mother = yield from relative(scene, at, person, Kinship.MOTHER)
    sister = yield from relative(scene, at, person, Kinship.SISTER)
    yield from consents(scene, at, person, mother, Purpose.DNA_SAMPLE, Purpose.COMPARISON)
    yield from consents(scene, at, person, sister, Purpose.INFORMATION, Purpose.CONTACT)
    yield step(
        scene.at(-30, 10),
        by,
        withdraw_consent,
        person=person,
        relative=sister,
        purpose=Purpose.CONTACT,
        withdrawn_on=scene.at(-30, 10).date(),
        because="Wishes to be told through the mother only.",
    )


def told_twice(scene: Scene) -> Story:
    """By two relatives, in two alphabets: the register says that the two may be one."""
    by = scene.world.liaison
    told = {"born_on": "1994-07-03", "sex": Sex.MALE, "stature_cm": 174}
    first = {"surname": "Небувалюк", "given_name": "Єлисей", "patronymic": "Щедрович"}
    second = {"surname": "Небувалюк", "given_name": "Елисей", "patronymic": "Щедрович"}
    yield step(scene.at(-42, 14), by, open_person, **first, **told)
    yield step(scene.at(-5, 14), scene.world.examiner, open_person, **second, **told)


def told_twice_and_merged(scene: Scene) -> Story:
    by = scene.world.liaison
    told = {"surname": "Прикладченко", "given_name": "Устим", "born_on": "1979"}
    into = yield step(scene.at(-48, 14), by, open_person, patronymic="Ґнатович", **told)
    person = yield step(scene.at(-39, 14), by, open_person, **told)
    yield step(
        scene.at(-37, 9),
        by,
        merge_persons,
        person=person,
        into=into,
        because="Both were told by the same brother, by telephone and on a form.",
    )


def said_to_be_in_captivity(scene: Scene) -> Story:
    like = Likeness("1985", 169, HairColour.BLACK)
    person = yield from sought_like(scene, scene.at(-28, 12), like)
    yield step(
        scene.at(-11, 15),
        scene.world.liaison,
        report_alive,
        person=person,
        kind="in_captivity",
        evidence="A list of the intermediary, line 12.",
    )


def sought_like(scene: Scene, at: datetime, like: Likeness) -> Told:
    surname, given_name, patronymic = NAMES["uk"][0].draw(scene.chance)
    by = scene.world.liaison
    person: MissingPerson = yield step(
        at,
        by,
        open_person,
        surname=surname,
        given_name=given_name,
        patronymic=patronymic,
        born_on=like.born_on,
        sex=Sex.MALE,
        stature_cm=like.stature_cm,
        hair=like.hair,
        eyes=like.eyes,
        rank="private",
        unit="Third Invented Company",
        last_seen_from=date(2025, 2, 10),
        last_seen_to=date(2025, 3, 2),
        last_seen_place="Orrin Ridge",
        last_seen_latitude=Decimal("48.10000"),
        last_seen_longitude=Decimal("37.20000"),
    )
    if like.serial:
        yield step(
            at,
            by,
            add_feature,
            person=person,
            kind=FeatureKind.PLATE,
            region=Region.FOREARM,
            side=Side.LEFT,
            number=like.serial,
        )
    yield step(
        at,
        by,
        add_source,
        person=person,
        channel=Channel.VISIT,
        told_by="a neighbour of the family",
        account="Told at the office, over two visits.",
    )
    return person


def relative(scene: Scene, at: datetime, person: MissingPerson, kinship: Kinship) -> Told:
    surname, given_name, patronymic = NAMES["uk"][1].draw(scene.chance)
    return (
        yield step(
            at,
            scene.world.liaison,
            add_relative,
            person=person,
            name=f"{surname} {given_name} {patronymic}",
            kinship=kinship,
            language=Language.UKRAINIAN,
            later_parts=LaterParts.AT_THE_END,
            told_how=ToldHow.AT_HOME,
        )
    )


def consents(
    scene: Scene, at: datetime, person: MissingPerson, relative: object, *purposes: Purpose
) -> Told:
    for number, purpose in enumerate(purposes, 1):
        yield step(
            at,
            scene.world.liaison,
            give_consent,
            person=person,
            relative=relative,
            purpose=purpose,
            given_on=at.date(),
            paper=FORM.format(number=number),
        )
