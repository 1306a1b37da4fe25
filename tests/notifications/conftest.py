"""A round with two sides, a neutral intermediary, and somebody in every role."""

from dataclasses import dataclass

import pytest

from exchanges.operations import planning, running, stating
from exchanges.operations.intake import verify_count
from exchanges.operations.interrupting import break_off_round, cancel_round, postpone_round
from exchanges.operations.refusing import refuse_containers
from exchanges.operations.running import close_round, hand_over_round
from exchanges.operations.withdrawing import go_on_without, withdraw_from_round
from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.ledger.clock import today
from repatriation.ledger.models import Obligation
from repatriation.notifications.announcing import announce_obligations
from tests.factories.steps import Steps, do
from tests.factories.world import make_world

ROLES = ("coordinator", "exchange officer", "transport lead", "auditor", "administrator")


@dataclass
class Cast:
    """The steps, and everybody who could be told."""

    steps: Steps
    observer: User
    elsewhere: dict[str, User]

    def describe(self, people) -> set[str]:
        """By side and role, and by mortuary where it is one: "north coordinator"."""
        return {self._description(person) for person in people}

    def _description(self, person: User) -> str:
        world, role = self.steps.world, person.role_names()[0]
        sides = {world.north.party.pk: world.north, world.south.party.pk: world.south}
        side = sides.get(person.party_id)
        if person.agency == world.observers:
            return "observer"
        if side is None:
            return f"stranger: {role}"
        name = "north" if side is world.north else "south"
        if person.agency in side.mortuaries:
            role += f" at mortuary {side.mortuaries.index(person.agency) + 1}"
        return f"{name} {role}"


def announce() -> list[int]:
    return announce_obligations(list(Obligation.objects.values_list("pk", flat=True)))


def newest(kind: str) -> Event:
    return Event.objects.filter(facts__kind=kind).order_by("pk").last()


@pytest.fixture
def cast():
    """Both sides with all roles, also at agencies of the side that are not those of the round."""
    world, stranger = make_world(), make_world()
    elsewhere = {}
    for name, side in (("north", world.north), ("south", world.south)):
        for role in ROLES:
            side.person(role)
        for mortuary in side.mortuaries:
            side.person("mortuary officer", at=mortuary)
        elsewhere[name] = side.person("coordinator", at=side.mortuaries[0])
        # May speak and attest, but sees only what is its own agency's.
        side.person("intermediary's observer", at=side.mortuaries[1])
    for role in ROLES:
        stranger.north.person(role)
    return Cast(Steps(world), world.observer, elsewhere)


@pytest.fixture
def whole_story(cast):
    """A round from its proposal to its close, with all that is told on the way."""
    steps, north, south = cast.steps, cast.steps.north, cast.steps.south
    round = steps.agreed(intermediary=steps.world.observers)
    speakers = [(north.coordinator, north.agency), (south.coordinator, south.agency)]
    speakers.append((cast.observer, steps.world.observers))
    for person, agency in speakers:
        round = do(stating.confirm_date, by=person, round=round, agency=agency)
    round = do(running.schedule_round, by=north.coordinator, round=round)
    steps.numbered("A-1", "A-2", "A-3", batch=steps.batch(round))
    batch = round.batches.get()
    do(verify_count, by=north.coordinator, batch=batch)
    round = do(hand_over_round, by=north.coordinator, round=steps.again(round))
    do(close_round, by=north.coordinator, round=round)
    return cast


@pytest.fixture
def stopped_story(cast):
    """Postponed and agreed again, left by the intermediary and gone on with, broken off at the
    venue, cancelled when nothing had passed."""
    steps, north, south = cast.steps, cast.steps.north, cast.steps.south
    observers = {"by": cast.observer, "agency": steps.world.observers}
    more = {"by": north.coordinator, "agency": north.agency, "reason": "security"}
    round = do(postpone_round, round=steps.agreed(intermediary=steps.world.observers), **more)
    round = do(planning.plan_round, by=north.coordinator, round=round, date=today())
    for side in (north, south):
        said = {"by": side.coordinator, "agency": side.agency}
        round = do(stating.confirm_date, round=round, **said)
    round = do(stating.confirm_date, round=round, **observers)
    round = do(running.schedule_round, by=north.coordinator, round=round)
    round = do(withdraw_from_round, round=round, reason="security", **observers)
    for side in (north, south):
        said = {"by": side.coordinator, "agency": side.agency}
        round = do(go_on_without, round=round, **said)
    batch = steps.under_way(steps.sealed("A-1", "A-2", batch=steps.batch(round)))
    containers = [batch.places.first().container]
    refusal = {"batch": batch, "containers": containers, "reason": "damaged"}
    do(refuse_containers, by=north.transport_lead, **refusal)
    do(break_off_round, round=steps.again(round), **more)
    steps.finished(batch)
    do(cancel_round, round=steps.again(round), **more)
    return cast
