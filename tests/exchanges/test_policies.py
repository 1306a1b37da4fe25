"""Who is refused, and with which words: one line for each condition of a policy."""

import pytest

from exchanges.policies import allocations, batches, rounds
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.steps import Steps


@pytest.fixture
def steps():
    return Steps()


def person(steps, who: str):
    """ "north exchange officer", "stranger coordinator", "north program exchange officer"."""
    side, _space, role = who.partition(" ")
    if side == "stranger":
        return Steps().north.person(role)
    if side == "neutral":
        return UserFactory(agency=steps.world.observers, role=role)
    home = getattr(steps, side)
    if role.startswith("program "):
        return home.program(role.removeprefix("program "))
    return home.person(role)


@pytest.mark.parametrize(
    ("verb", "who", "says"),
    [
        ("cancel_batch", "south transport lead", "cancels a batch"),
        ("cancel_batch", "stranger exchange officer", "cancelled by its sender"),
        ("cancel_batch", "south exchange officer", None),
        ("list", "south transport lead", "files a handover list"),
        ("list", "stranger exchange officer", "Only the two sides file"),
        ("list", "north exchange officer", None),
        ("count", "south coordinator", "Only an exchange officer can count"),
        ("count", "north exchange officer", "Only the sending side counts"),
        ("count", "south program exchange officer", "by a person"),
        ("count", "south exchange officer", None),
        ("seal", "south coordinator", "Only an exchange officer can seal"),
        ("seal", "north exchange officer", "Only the sending side"),
        ("seal", "south exchange officer", "Nobody has counted"),
        ("record_seal", "south exchange officer", "your own side"),
        ("record_seal", "north mortuary officer", "Only an officer of a side"),
        ("record_seal", "north program exchange officer", "Only an officer of a side"),
        ("record_seal", "stranger exchange officer", "Only its two sides record"),
        ("record_seal", "north exchange officer", None),
        ("hand_over", "north coordinator", "Only a transport lead"),
        ("hand_over", "south transport lead", "The receiving side records"),
        ("hand_over", "north transport lead", None),
        ("allocate", "north transport lead", "Only an exchange officer allocates"),
        ("allocate", "south exchange officer", "Only the receiving side allocates"),
        ("allocate", "north exchange officer", "when they have been handed over"),
        ("verify_count", "north transport lead", "verifies a count"),
        ("verify_count", "south coordinator", "The receiving side verifies"),
        ("verify_count", "north coordinator", None),
    ],
)
def test_of_a_listed_batch(steps, verb, who, says):
    batch = steps.listed()

    answer = getattr(batches, f"why_not_{verb}")(person(steps, who), batch)

    assert answer is None if says is None else says in str(answer)


def test_another_agency_of_the_receiving_side_does_not_take_over(steps):
    batch = steps.listed()
    lead = steps.north.person("transport lead", at=AgencyFactory(party=steps.north.party))

    assert "This batch is handed over to" in batches.why_not_hand_over(lead, batch)


def test_a_batch_is_counted_while_it_is_listed(steps):
    officer = steps.south.exchange_officer

    assert "when its list is filed" in batches.why_not_count(officer, steps.sealed())


def test_nothing_is_sealed_without_a_list(steps):
    batch = steps.batch()

    assert "no handover list" in batches.why_not_seal(steps.south.exchange_officer, batch)
    assert "no handover list" in batches.why_not_record_seal(steps.north.exchange_officer, batch)


@pytest.mark.parametrize(
    ("verb", "who", "says"),
    [
        ("send_allocation", "north mortuary officer", "sends containers on"),
        ("send_allocation", "south exchange officer", "Only the receiving side"),
        ("send_allocation", "north transport lead", None),
        ("take_in", "north transport lead", "Only a mortuary officer"),
        ("take_in", "south mortuary officer", "This share goes to"),
        ("take_in", "north mortuary officer", None),
    ],
)
def test_of_a_share(steps, verb, who, says):
    share = steps.sent("A-1")

    answer = getattr(allocations, f"why_not_{verb}")(person(steps, who), share)

    assert answer is None if says is None else says in str(answer)


@pytest.mark.parametrize(
    ("verb", "who", "says"),
    [
        ("plan_round", "north transport lead", "Only a coordinator"),
        ("plan_round", "north program coordinator", "by a person"),
        ("plan_round", "south coordinator", "planned by"),
        ("plan_round", "north coordinator", None),
        ("open_batch", "north transport lead", "opens a batch"),
        ("open_batch", "stranger coordinator", "Only the two sides"),
        ("open_batch", "south exchange officer", None),
        ("schedule", "north exchange officer", "Only a coordinator"),
        ("schedule", "north coordinator", "The date is not confirmed"),
        ("start", "north exchange officer", "Only a coordinator or a transport lead"),
        ("start", "north program coordinator", "Only a coordinator or a transport lead"),
        ("start", "south coordinator", "This round is run by"),
        ("start", "north transport lead", "has no batch"),
        ("hand_over_round", "south transport lead", "This round is run by"),
        ("close", "north transport lead", "Only a coordinator closes"),
        ("close", "south coordinator", "This round is closed by"),
        ("close", "north coordinator", None),
    ],
)
def test_of_an_agreed_round(steps, verb, who, says):
    round = steps.agreed()

    answer = getattr(rounds, f"why_not_{verb}")(person(steps, who), round)

    assert answer is None if says is None else says in str(answer)


def test_an_intermediary_plans_no_round(steps):
    observer = UserFactory(agency=steps.world.observers, role="coordinator")

    assert "one of the two sides" in rounds.why_not_open_round(observer)


@pytest.mark.parametrize(
    ("who", "agency", "says"),
    [
        ("north transport lead", "north", "Only a coordinator or an observer speaks"),
        ("north coordinator", "south", "You cannot speak for"),
        ("north coordinator", "stranger", "is no party to ER-"),
        ("neutral intermediary's observer", "north", "You cannot speak for"),
        ("north coordinator", "north", None),
    ],
)
def test_speaking_for_a_side(steps, who, agency, says):
    round = steps.proposed(intermediary=steps.world.observers)
    named = AgencyFactory() if agency == "stranger" else getattr(steps, agency).agency

    answer = rounds.why_not_speak(person(steps, who), round, named)

    assert answer is None if says is None else says in str(answer)


def test_recording_for_somebody_who_is_no_party(steps):
    answer = rounds.why_not_record_for(
        steps.north.coordinator, steps.proposed(), steps.world.observers
    )

    assert "is no party to ER-" in answer


def test_a_round_waits_for_its_day_and_its_seals(steps):
    lead = steps.north.transport_lead
    batch = steps.listed()

    assert f"Not sealed yet: {batch}" in rounds.why_not_start(lead, steps.again(batch.round))


def test_a_batch_is_opened_before_the_round_starts(steps):
    round = steps.again(steps.in_transit().round)

    assert "before the round starts" in rounds.why_not_open_batch(steps.north.coordinator, round)


@pytest.mark.parametrize("moves_of", ["rounds.round_moves", "batches.batch_moves"])
def test_moves_say_the_policys_words_or_the_tables(steps, moves_of):
    batch = steps.listed()
    row = steps.again(batch.round) if "round" in moves_of else batch
    moves = {"rounds.round_moves": rounds.round_moves, "batches.batch_moves": batches.batch_moves}

    said = moves[moves_of](steps.world.observer, row)

    assert all(said.values())
