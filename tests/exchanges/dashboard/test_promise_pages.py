"""Agreements and commitments on their pages, as a coordinator walks them."""

from datetime import timedelta

import pytest
from django.test import Client

from exchanges.models import Agreement, AgreementWord, Commitment
from exchanges.operations.fulfilling import add_batch
from repatriation.ledger.clock import clock_at, now, today
from tests.factories.promises import Act, Promises
from tests.factories.steps import do


@pytest.fixture
def steps():
    return Promises()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user, row) -> str:
    answer = signed_in(user).get(row.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def send(user, row, move, **typed):
    row.refresh_from_db()
    url = f"{row.get_absolute_url()}{move}/"
    return signed_in(user).post(url, {"version": row.version, **typed})


def test_a_coordinator_opens_proposes_and_both_accept(steps):
    north, south = steps.north.coordinator, steps.south.coordinator
    typed = {
        "title": "First protocol",
        "counterpart": steps.south.agency.pk,
        "signed_on": "2025-06-02",
        "confidentiality": "sides",
    }
    signed_in(north).post("/agreements/new/", typed)
    agreement = Agreement.objects.get()

    send(north, agreement, "propose")
    for user, side in ((north, steps.north), (south, steps.south)):
        answer = send(user, agreement, "accept", agency=side.agency.pk)
        assert answer.status_code == 302

    assert "In force" in page(south, agreement)
    assert "First protocol" in page(south, agreement)


def test_a_commitment_is_drawn_up_with_milestones_in_its_own_time_zone(steps):
    agreement = steps.in_force()
    typed = {
        "title": "Six thousand containers",
        "debtor": steps.south.agency.pk,
        "target": "6000",
        "measure": "containers",
        "basis": "venue",
        "due_on": "2027-06-30",
        "time_zone": "Europe/Istanbul",
        "milestone_on_1": "2027-06-15",
        "milestone_1": "3000",
    }
    answer = send(steps.north.coordinator, agreement, "draft-commitment", **typed)
    assert answer.status_code == 302

    commitment = Commitment.objects.get()
    assert commitment.due_at.isoformat() == "2027-06-30T20:59:00+00:00"
    shown = page(steps.north.coordinator, commitment)
    assert "23:59 in Europe/Istanbul" in shown
    assert "3,000" in shown


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"target": "0"}, "greater than or equal to 1"),
        ({"milestone_on_1": "2027-06-15"}, "A milestone has a day and a number."),
        ({"milestone_on_1": "2027-08-15", "milestone_1": "3"}, "A milestone lies before"),
        ({"measure": "individuals"}, "The register counts containers."),
        ({"ratio_of_this": "4"}, "A ratio names the other commitment"),
    ],
)
def test_what_cannot_be_checked_is_refused_in_place_and_stays_typed(steps, wrong, says):
    agreement = steps.in_force()
    typed = {
        "title": "Kept as typed",
        "debtor": steps.south.agency.pk,
        "target": "6000",
        "measure": "containers",
        "basis": "venue",
        "due_on": "2027-06-30",
        "time_zone": "UTC",
    } | wrong

    answer = send(steps.north.coordinator, agreement, "draft-commitment", **typed)

    assert answer.status_code in (409, 422)
    assert says in answer.content.decode()
    assert "Kept as typed" in answer.content.decode()


def test_figures_stand_beside_each_other_with_their_source(steps):
    commitment = steps.active(target=5)
    batch = steps.handed_over("A-1", "A-2", "A-3")
    do(add_batch, by=steps.north.coordinator, commitment=commitment, batch=batch)
    steps.says(steps.south, steps.again(commitment), Act.CLAIMS, figure=4)

    shown = page(steps.south.coordinator, commitment)

    assert "Verified, 3 of 5" in shown
    assert "differs from what is verified by 1" in shown
    assert batch.reference in shown


def test_a_forecast_is_said_as_a_range_with_its_paces(steps):
    with clock_at(now() - timedelta(days=50)):
        commitment = steps.active(basis="stated", measure="individuals", target=1_000)
    for days, figure in ((40, 100), (20, 200), (10, 500)):
        with clock_at(now() - timedelta(days=days)):
            commitment = steps.verified(commitment, figure, now())

    shown = page(steps.north.coordinator, commitment)

    assert "At the pace of the whole time" in shown or "At the pace so far" in shown
    assert "At risk" in shown


def test_a_later_deadline_is_asked_for_agreed_and_the_first_stays_in_sight(steps):
    commitment = steps.active()
    later = (today() + timedelta(days=120)).isoformat()
    asked = {"due_on": later, "time_zone": "Europe/Istanbul", "agency": steps.south.agency.pk}

    assert send(steps.south.coordinator, commitment, "ask-extension", **asked).status_code == 302
    agreed = {"agency": steps.north.agency.pk}
    assert send(steps.north.coordinator, commitment, "agree-extension", **agreed).status_code == 302

    assert "First deadline" in page(steps.south.coordinator, commitment)


def test_what_the_other_side_wrote_is_recorded_and_checked_by_a_second_person(steps):
    commitment = steps.active()
    typed = {"agency": steps.south.agency.pk, "figure": "900", "source": "message 31/7"}
    send(steps.north.coordinator, commitment, "claim", **typed)
    word = AgreementWord.objects.latest("pk")
    assert "To be checked" in page(steps.north.coordinator, commitment)

    url = f"/agreements/{commitment.agreement.reference}/check-{word.pk}/"
    asked = signed_in(steps.north.exchange_officer).get(url).content.decode()
    signed_in(steps.north.exchange_officer).post(url)

    assert "900" in asked
    assert "900" in page(steps.north.coordinator, commitment)


def test_a_breach_stands_as_contested_until_it_is_dropped(steps):
    commitment = steps.active()
    send(
        steps.north.coordinator,
        commitment,
        "claim-breach",
        agency=steps.north.agency.pk,
        text="None came.",
    )
    assert "Breach claimed" in page(steps.south.coordinator, commitment)

    send(steps.north.coordinator, commitment, "drop-breach", agency=steps.north.agency.pk)

    assert "Breach claimed" not in page(steps.south.coordinator, commitment)


def test_it_is_concluded_after_its_deadline_with_what_its_figures_say(steps):
    commitment = steps.active()
    refused = send(steps.north.coordinator, commitment, "conclude")
    assert refused.status_code == 302
    assert "Before the deadline" in page(steps.north.coordinator, commitment)

    with clock_at(now() + timedelta(days=61)):
        send(steps.north.coordinator, commitment, "conclude")

    assert "Missed" in page(steps.south.coordinator, commitment)


def test_another_takes_its_place(steps):
    agreement = steps.in_force()
    old, new = steps.active(agreement), steps.active(agreement, target=4_000)

    send(steps.north.coordinator, old, "supersede", successor=new.reference)

    assert new.reference in page(steps.south.coordinator, old)


def test_a_batch_is_let_count_and_taken_out(steps):
    commitment, batch = steps.active(), steps.listed()

    send(steps.north.coordinator, commitment, "add-batch", batch=batch.reference)
    put_in = commitment.fulfilments.get()
    send(steps.north.coordinator, commitment, f"take-out-{put_in.pk}")

    assert not commitment.fulfilments.in_force().exists()


def test_lists_cost_the_same_for_one_commitment_and_for_many(steps, django_assert_max_num_queries):
    agreement = steps.in_force()
    steps.active(agreement)
    client = signed_in(steps.north.coordinator)
    with django_assert_max_num_queries(60) as one:
        client.get("/commitments/")
    for _ in range(4):
        steps.active(agreement)

    with django_assert_max_num_queries(len(one)):
        answer = client.get("/commitments/")

    assert answer.content.decode().count("Containers handed over") == 5


def test_the_observer_of_a_closed_agreement_finds_nothing(steps):
    agreement = steps.in_force(mediator=steps.world.observers)

    answer = signed_in(steps.world.observer).get(agreement.get_absolute_url())

    assert answer.status_code == 404


def test_today_says_what_waits(steps):
    agreement = steps.in_force()
    steps.proposed_commitment(agreement, title="Waits for a word")
    active = steps.active(agreement, title="Asked for more time")
    later = active.due_at + timedelta(days=9)
    steps.says(steps.south, active, Act.ASKS_EXTENSION, due_at=later)

    shown = signed_in(steps.north.coordinator).get("/").content.decode()

    assert "Waits for a word" in shown
    assert "The other side asks for a later deadline." in shown
