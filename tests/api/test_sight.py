"""Who sees what by the API: another's record does not exist, and a claimed name is not for all."""

import pytest

from cases.models import Container, CustodyEvent
from exchanges.models import ExchangeBatch, ExchangeRound
from tests.api.callers import person, program
from tests.api.operations import operations
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps

CANARY = "Kanareykin Example"


@pytest.fixture
def steps():
    steps = Steps()
    plan = {"intermediary": steps.world.observers}
    steps.numbered("A-1", "A-2", names={"A-1": CANARY}, batch=steps.batch(_observed(steps, plan)))
    return steps


def _observed(steps, plan):
    """A round whose date the intermediary has confirmed too."""
    round = steps.agreed(**plan)
    callers = person(steps.north.coordinator), person(steps.south.coordinator)
    for caller in (*callers, person(steps.world.observer)):
        answer = caller.post(f"rounds/{round}/confirm-date/", seen=steps.again(round))
        assert answer.status_code == 200, answer.content
    callers[0].post(f"rounds/{round}/schedule/", seen=steps.again(round))
    return steps.again(round)


@pytest.fixture
def addresses(steps):
    """Every address that is read, for what there is."""
    batch, container = ExchangeBatch.objects.get(), Container.objects.order_by("pk").first()
    known = {
        "rounds": ExchangeRound.objects.get(),
        "batches": batch,
        "containers": container,
        "cases": container.cases.first(),
        "sheets": container.scans.first().sheet,
        "recoveries": "RS-26-0001-X",
    }
    mortuary = steps.north.mortuaries[0].code
    return [
        operation.path.format(
            reference=known.get(operation.path.split("/")[3]),
            mortuary=mortuary,
            number=1,
            before=1,
            id=1,
            code="none",
        )
        for operation in operations()
        if operation.method == "get"
    ]


def outsiders(steps):
    world, mortuary = steps.world, steps.north.mortuaries[0]
    return {
        "observer": person(world.observer),
        "intermediary's program": program(
            UserFactory(agency=world.observers, role="intermediary's observer", program=True)
        ),
        "mortuary officer": person(steps.north.mortuary_officer),
        "mortuary's program": program(
            UserFactory(agency=mortuary, role="mortuary officer", program=True)
        ),
        "transport lead": person(steps.north.transport_lead),
        "somebody else": person(UserFactory(role=["coordinator", "exchange officer"])),
    }


def test_a_claimed_name_reaches_those_who_may_read_claims_and_nobody_else(steps, addresses):
    readers = {
        "coordinator": person(steps.north.coordinator),
        "sender's program": program(steps.south.program("exchange officer")),
    }
    everybody = outsiders(steps) | readers

    named = {
        (who, address)
        for who, caller in everybody.items()
        for address in addresses
        if CANARY.encode() in caller.get(address).content
    }

    batch = ExchangeBatch.objects.get()
    with_names = (f"/api/v1/batches/{batch}/lines/", f"/api/v1/batches/{batch}/manifests/1/file/")
    assert named == {(who, address) for who in readers for address in with_names}


def test_the_intermediary_reads_figures_and_no_line(steps):
    batch = ExchangeBatch.objects.get()
    observer = person(steps.world.observer)

    lines = observer.get(f"batches/{batch}/lines/").json()["results"]
    counts = observer.get(f"batches/{batch}/counts/").json()["results"]
    shown = observer.get(f"batches/{batch}/").json()

    assert lines == []
    assert {row["stage"] for row in counts} >= {"packing", "venue"}
    assert shown["listed"] == 2
    assert observer.get("containers/").json()["results"] == []


def test_the_sender_does_not_learn_where_its_containers_went(steps):
    batch = ExchangeBatch.objects.get()
    mortuary = steps.north.mortuaries[0].code

    def allocated_to(caller):
        rows = caller.get(f"batches/{batch}/lines/").json()["results"]
        return {row["allocated_to"] for row in rows}

    assert allocated_to(person(steps.north.coordinator)) == {mortuary}
    assert allocated_to(person(steps.north.mortuary_officer)) == {mortuary}
    assert allocated_to(person(steps.south.coordinator)) == {None}
    sender = person(steps.south.coordinator)
    assert sender.get(f"batches/{batch}/allocations/").json()["results"] == []
    kinds = [row["kind"] for row in history(sender, f"batches/{batch}")]
    assert "exchanges.batch_sealed" in kinds
    assert not {"exchanges.containers_allocated", "exchanges.allocation_sent"} & set(kinds)


def test_where_the_other_side_keeps_its_dead_is_its_own_affair(steps):
    codes = {
        row["code"] for row in person(steps.south.coordinator).get("agencies/").json()["results"]
    }

    assert steps.north.agency.code in codes
    assert {agency.code for agency in steps.south.mortuaries} <= codes
    assert not {agency.code for agency in steps.north.mortuaries} & codes


def test_a_history_names_agencies_and_references_and_no_person_or_key(steps):
    batch = ExchangeBatch.objects.get()

    told = history(person(steps.north.coordinator), f"batches/{batch}")

    allocated = next(row for row in told if row["kind"] == "exchanges.containers_allocated")
    assert allocated["actor"] == {"kind": "person", "agency": steps.north.agency.code}
    assert allocated["details"] == {"mortuary": steps.north.mortuaries[0].code, "containers": 2}
    opened = next(row for row in told if row["kind"] == "exchanges.batch_opened")
    assert opened["details"] == {"round": batch.round.reference}


def test_no_detail_of_an_event_is_a_key_of_the_store(steps):
    """Every number in a history is a figure."""
    caller = person(
        UserFactory(agency=steps.north.agency, role=["coordinator", "exchange officer"])
    )
    figures = {
        "containers",
        "lines",
        "number",
        "listed",
        "counted",
        "not_presented",
        "missing",
        "cases",
        "events",
        "event",
        "corrected",
    }
    container = Container.objects.order_by("pk").first()
    records = (
        ExchangeRound.objects.get(),
        ExchangeBatch.objects.get(),
        container,
        container.cases.first(),
    )

    for noun, record in zip(("rounds", "batches", "containers", "cases"), records, strict=True):
        for row in history(caller, f"{noun}/{record}"):
            numbers = {name for name, value in row["details"].items() if isinstance(value, int)}
            assert numbers <= figures, row


def test_a_history_is_as_long_as_what_happened(steps):
    container = Container.objects.order_by("pk").first()

    told = history(person(steps.north.mortuary_officer), f"containers/{container}")

    kinds = [row["kind"].removeprefix("cases.container_") for row in told]
    assert kinds == ["opened", "cleared", "received", "sent", "handed_over", "listed"]
    assert CustodyEvent.objects.of(container).count() == 5


def history(caller, record: str) -> list[dict]:
    answer = caller.get(f"{record}/history/")
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def test_which_message_it_was_read_in_is_for_the_two_sides(steps):
    round = steps.proposed(intermediary=steps.world.observers)
    body = {"agency": steps.south.agency.code, "said_on": "2026-05-01", "source": "Letter 12"}
    body["said_on"] = round.date.isoformat()
    person(steps.north.coordinator).post(f"rounds/{round}/accept/", body, seen=round)

    sources = {
        who: caller.get(f"rounds/{round}/statements/").json()["results"][0]["source"]
        for who, caller in {
            "own": person(steps.north.coordinator),
            "other": person(steps.south.coordinator),
            "observer": person(steps.world.observer),
        }.items()
    }

    assert sources == {"own": "Letter 12", "other": "Letter 12", "observer": ""}


def test_a_figure_of_a_mortuary_is_its_sides_for_the_other_side():
    steps = Steps()
    share = steps.sent("B-1", "B-2")
    officer = person(steps.north.mortuary_officer)
    address = f"batches/{share.batch}/allocations/{share.mortuary.code}/"
    seen = officer.get(address).headers["ETag"]
    assert officer.post(f"{address}finish-intake/", seen=seen).status_code == 200

    def sources(caller):
        rows = caller.get(f"batches/{share.batch}/discrepancies/").json()["results"]
        return {row["source"] for row in rows}

    assert sources(person(steps.north.coordinator)) == {share.mortuary.code}
    assert sources(person(steps.south.coordinator)) == {steps.north.party.code}
    stages = person(steps.south.coordinator).get(f"batches/{share.batch}/counts/").json()["results"]
    assert "intake" not in {row["stage"] for row in stages}
