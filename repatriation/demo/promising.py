"""What was agreed in the talks: six thousand promised and met late, a promise that is going on, and
one that waits for a word."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from exchanges.models import Agreement, AgreementWord, Commitment, ExchangeBatch
from exchanges.operations.agreement_words import accept_agreement, check_word, say_of_commitment
from exchanges.operations.agreements import open_agreement, propose_agreement
from exchanges.operations.commitments import draft_commitment, propose_commitment
from exchanges.operations.concluding import conclude_commitment
from exchanges.operations.fulfilling import add_batch
from repatriation.demo.agenda import Story, as_it_stands, step, wait
from repatriation.demo.plans import Scene, Told
from repatriation.demo.published import Published, published_rounds, scaled
from repatriation.demo.world import Side

Act = AgreementWord.Act
ZONE = "Europe/Istanbul"  # where the talks were
STAGES = 5  # of one operation, within a week
PROMISED = 6_000
GOING_ON = 3  # rounds that count towards the promise of this autumn


def promises(scene: Scene) -> list[Story]:
    return [six_thousand(scene), this_autumn(scene), waiting_for_a_word(scene)]


def six_thousand(scene: Scene) -> Story:
    """Five stages within a week. The deadline was the evening before the last of them; the other
    side asked for two days more, which was refused, and answered the claim of a breach."""
    stages = _operation()
    north, south = scene.world.north, scene.world.south
    before = _at(stages[0].day, -26, 11)
    agreement = yield from _in_force(scene, before, "Protocol of Quillen Bridge, first exchange")
    due = _at(stages[-1].day, -1, 23, 59)
    commitment = yield from _active(
        scene,
        agreement,
        before + timedelta(days=3),
        title="Six thousand containers in five stages",
        debtor=south.agency,
        target=scaled(PROMISED, scene.scale),
        basis="venue",
        due_at=due,
        milestones=[
            (scaled(1_200, scene.scale), _at(stages[0].day, 0, 23, 59)),
            (scaled(3_600, scene.scale), _at(stages[2].day, 0, 23, 59)),
        ],
    )
    claimed = 0
    for number, stage in enumerate(stages, 1):
        yield wait(_at(stage.day, 1, 9))
        yield from _counted(commitment, stage.day, north, _at(stage.day, 1, 9))
        claimed += scaled(stage.said_by_south or stage.to_north, scene.scale)
        at = _at(stage.day, 1, 9, 30)
        yield _says(at, south, commitment, Act.CLAIMS, figure=claimed, as_of=stage.day)
        if number == STAGES - 1:
            yield from _asked_in_vain(scene, commitment, _at(stage.day, 1, 10))
    last = stages[-1].day
    yield step(_at(last, 3, 10), north["coordinator"], conclude_commitment, commitment=commitment)
    yield _says(_at(last, 9, 15), north, commitment, Act.DROPS_BREACH)


def _asked_in_vain(scene: Scene, commitment: Commitment, at: datetime) -> Told:
    north, south = scene.world.north, scene.world.south
    due = commitment.due_at + timedelta(days=2)
    yield _says(at, south, commitment, Act.ASKS_EXTENSION, due_at=due)
    at += timedelta(hours=3)
    yield _says(at, north, commitment, Act.REFUSES, text="The last stage stands ready.")
    yield _says(
        at + timedelta(minutes=20),
        north,
        commitment,
        Act.CLAIMS_BREACH,
        text="By the evening of the deadline four of five stages had been handed over.",
        text_for_intermediary="Four of five stages had been handed over by the deadline.",
    )
    answer = {"text": "The fifth train stood before a signal. It arrives in the morning."}
    yield _says(at + timedelta(hours=2), south, commitment, Act.ANSWERS_BREACH, **answer)


def this_autumn(scene: Scene) -> Story:
    """By the count at intake, which takes its days; and in a ratio, what we return for it."""
    rounds = published_rounds()[-GOING_ON:]
    north, south = scene.world.north, scene.world.south
    before = _at(rounds[0].day, -20, 10)
    agreement = yield from _in_force(scene, before, "Protocol of Quillen Bridge, autumn")
    commitment = yield from _active(
        scene,
        agreement,
        before + timedelta(days=2),
        title="Five thousand containers before the winter",
        debtor=south.agency,
        target=scaled(5_000, scene.scale),
        basis="intake",
        due_at=scene.at(40, 23, 59),
    )
    yield from _active(
        scene,
        agreement,
        before + timedelta(days=4),
        title="Returned in proportion",
        debtor=north.agency,
        target=scaled(150, scene.scale),
        basis="venue",
        due_at=scene.at(40, 23, 59),
        ratio_to=commitment,
        ratio_of_this=3,
        ratio_of_other=100,
    )
    for one in rounds:
        yield wait(_at(one.day, 1, 9))
        yield from _counted(commitment, one.day, north, _at(one.day, 1, 9))
        figure = sum(scaled(each.to_north, scene.scale) for each in rounds if each.day <= one.day)
        at = _at(one.day, 2, 11)
        yield _says(at, south, commitment, Act.CLAIMS, figure=figure, as_of=one.day)


def waiting_for_a_word(scene: Scene) -> Story:
    """Of the southern side; ours has not answered."""
    south, north = scene.world.south, scene.world.north
    agreement = yield step(
        scene.at(-3, 12),
        south["coordinator"],
        open_agreement,
        counterpart=north.agency,
        title="Corridor for the winter rounds",
        mediator=scene.world.observers,
        confidentiality="named",
    )
    by = south["coordinator"]
    yield step(scene.at(-2, 12), by, propose_agreement, agreement=agreement)


def _in_force(scene: Scene, at: datetime, title: str) -> Told:
    """Ours is our own word; theirs we wrote down from a letter, and a second person read it."""
    north, south = scene.world.north, scene.world.south
    by = north["coordinator"]
    agreement: Agreement = yield step(
        at,
        by,
        open_agreement,
        counterpart=south.agency,
        title=title,
        mediator=scene.world.observers,
        text_reference="Archive of the Commission, folder 7",
        signed_on=at.date(),
        confidentiality="named",
    )
    at += timedelta(hours=2)
    yield step(at, by, propose_agreement, agreement=agreement)
    yield step(
        at + timedelta(minutes=5), by, accept_agreement, agreement=agreement, agency=north.agency
    )
    at += timedelta(days=1)
    letter = {"said_on": at.date(), "source": f"Letter {at:%d/%m}"}
    yield step(at, by, accept_agreement, agreement=agreement, agency=south.agency, **letter)
    word = agreement.words.to_check().get()
    yield step(at + timedelta(hours=3), north.second("coordinator"), check_word, word=word)
    return agreement


def _active(scene: Scene, agreement: Agreement, at: datetime, **terms) -> Told:
    north, south = scene.world.north, scene.world.south
    commitment: Commitment = yield step(
        at,
        north["coordinator"],
        draft_commitment,
        agreement=agreement,
        measure="containers",
        time_zone=ZONE,
        **terms,
    )
    at += timedelta(hours=1)
    yield step(at, north["coordinator"], propose_commitment, commitment=commitment)
    for hours, side in ((1, north), (5, south)):
        yield _says(at + timedelta(hours=hours), side, commitment, Act.ACCEPTS)
    return commitment


def _says(at: datetime, side: Side, commitment: Commitment, act: str, **said):
    return step(
        at,
        side["coordinator"],
        say_of_commitment,
        commitment=commitment,
        act=act,
        agency=side.agency,
        **said,
    )


def _counted(commitment: Commitment, day: date, receiver: Side, at: datetime) -> Told:
    """What came on that day."""
    came = ExchangeBatch.objects.filter(round__date=day, receiver=receiver.agency)
    for batch in came.order_by("pk"):
        known = as_it_stands(commitment)
        yield step(at, receiver["coordinator"], add_batch, commitment=known, batch=batch)


def _operation() -> list[Published]:
    """The five stages that follow each other within a week."""
    rounds = published_rounds()
    week = timedelta(days=6)
    firsts = (n for n, one in enumerate(rounds) if _within(rounds, n, one.day + week))
    first = next(firsts)
    return rounds[first : first + STAGES]


def _within(rounds: list[Published], number: int, until: date) -> bool:
    last = number + STAGES - 1
    return last < len(rounds) and rounds[last].day <= until


def _at(day: date, days: int, hour: int, minute: int = 0) -> datetime:
    """By the clock where the talks were."""
    wall = datetime.combine(day + timedelta(days=days), time(hour, minute))
    return wall.replace(tzinfo=ZoneInfo(ZONE))
