"""The whole of it: people, the rounds of the past, the days of the mortuaries, and today."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from django.conf import settings
from django.utils import timezone

from cases.models import Container, RemainsCase
from exchanges.models import ExchangeRound
from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.demo.affiliating import affiliations
from repatriation.demo.agenda import TOLD, Agenda, Story
from repatriation.demo.arranging import agreed, scheduled
from repatriation.demo.attesting import counted_otherwise
from repatriation.demo.examining import examinations
from repatriation.demo.identifying import identifications
from repatriation.demo.intake import all_received, closed
from repatriation.demo.joining import joined
from repatriation.demo.laboratory import samples
from repatriation.demo.listing import both_listed, both_sealed
from repatriation.demo.marker import Store, lock_store, mark_begun, mark_finished, what_is_here
from repatriation.demo.mortuary import days_of
from repatriation.demo.plans import Plan, Scene, plan_of
from repatriation.demo.present import stories_of_today
from repatriation.demo.progress import Tell
from repatriation.demo.promising import promises
from repatriation.demo.published import published_rounds
from repatriation.demo.recovery import recoveries
from repatriation.demo.returning import releases
from repatriation.demo.sign_ins import write_sign_ins
from repatriation.demo.sought import people
from repatriation.demo.venue import departed, handed_over
from repatriation.demo.verifying import verify
from repatriation.demo.world import Keys, find_world, make_world
from repatriation.ledger.clock import now
from repatriation.ledger.writing import acting_as

BEFORE_FIRST = timedelta(days=30)  # the first round is arranged before its day
Watched = Callable[[datetime, datetime], AbstractContextManager[Tell]]


class NotEmpty(Exception):
    """Somebody else began in the meantime."""


@dataclass(frozen=True)
class Built:
    rounds: int
    containers: int
    cases: int
    events: int
    seconds: int

    def __str__(self) -> str:
        return (
            f"{self.rounds} rounds, {self.containers} containers, {self.cases} remains cases, "
            f"{self.events} events in {self.seconds} seconds."
        )


def build(*, scale: int, seed: int, sign_ins: Path, watched: Watched) -> Built:
    """All of it, here and now. Interrupted, it leaves a store that says so (`marker`)."""
    began = time.monotonic()
    keys = begin(scale=scale, seed=seed)
    tell_all(scale=scale, seed=seed, watched=watched)
    write_sign_ins(sign_ins, keys.sign_ins, keys.program, address=settings.BASE_URL)
    finish()
    return what_was_built(round(time.monotonic() - began))


def begin(*, scale: int, seed: int) -> Keys:
    """In an empty store: that it was begun, and who and where everybody is."""
    system = User.objects.system()
    with acting_as(system):
        lock_store()
        if what_is_here() is not Store.EMPTY:
            raise NotEmpty
        mark_begun(scale=scale, seed=seed, by=system)
        return make_world(_midnight(first_day()), by=system)


def tell_all(*, scale: int, seed: int, watched: Watched) -> None:
    """Everything up to the present, one transaction a step; then it is verified."""
    present, published, since = now(), published_rounds(), first_day()
    scene = Scene(find_world(), Agenda(present), Random(seed), scale)  # noqa: S311  nothing secret
    for number, each in enumerate(published, 1):
        scene.agenda.add(round_of_the_past(scene, plan_of(each, number, scene)))
    for house in (scene.world.lindmere, scene.world.ostvale, scene.world.morrowfen):
        scene.agenda.add(days_of(scene, house, since))
    scene.agenda.add(recoveries(scene, since))
    for story in [*stories_of_today(scene, len(published) + 1), *house_of(scene)]:
        scene.agenda.add(story)
    with watched(_midnight(since), present) as tell:
        for done in scene.agenda.run():
            tell(done)
    verify(present - TOLD)


def house_of(scene: Scene) -> list[Story]:
    """From examination to release, and back."""
    tellers = (
        people,
        identifications,
        examinations,
        samples,
        joined,
        releases,
        affiliations,
        promises,
    )
    return [story for teller in tellers for story in teller(scene)]


def finish() -> None:
    system = User.objects.system()
    with acting_as(system):
        mark_finished(by=system)


def what_was_built(seconds: int) -> Built:
    return Built(
        rounds=ExchangeRound.objects.count(),
        containers=Container.objects.count(),
        cases=RemainsCase.objects.count(),
        events=Event.objects.count(),
        seconds=seconds,
    )


def first_day() -> date:
    return published_rounds()[0].day - BEFORE_FIRST


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def round_of_the_past(scene: Scene, plan: Plan) -> Story:
    """From draft to closed."""
    round = yield from agreed(scene, plan)
    round = yield from scheduled(scene, plan, round)
    incoming, outgoing = yield from both_listed(scene, plan, round)
    yield from both_sealed(scene, plan, incoming, outgoing)
    round = yield from departed(scene, plan, round)
    yield from handed_over(scene, plan, round, incoming, outgoing)
    yield from counted_otherwise(scene, plan, incoming)
    yield from all_received(scene, plan, incoming, outgoing)
    yield from closed(scene, plan, round, incoming, outgoing)
