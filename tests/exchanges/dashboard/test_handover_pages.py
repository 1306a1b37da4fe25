"""What is attested, looked at, remarked and settled, on the pages."""

import pytest

from exchanges.models import Answer, Discrepancy, Remark, SpotCheck, Statement
from exchanges.operations.settling import open_discrepancy
from repatriation.ledger.clock import today
from tests.exchanges.dashboard.test_batch_moves import press, to
from tests.factories.steps import do
from tests.factories.work import at_work

PAPER = {"said_on": today().isoformat(), "source": "Act 7"}


@pytest.fixture
def over(steps):
    return steps.handed_over("A-1", "A-2", batch=steps.observed())


def opened(steps, batch, code="seal_broken", **more):
    place = batch.places.order_by("pk").first()
    by = steps.north.exchange_officer
    return do(open_discrepancy, by=by, batch=batch, code=code, container=place.container, **more)


def test_the_observer_attests_and_the_difference_is_shown(steps, over, observer, browse, shown):
    browser = browse(observer)
    typed = {"agency": steps.world.observers.pk, "containers": 1, "digest": over.sealed_digest[:6]}

    assert press(browser, to(over, "attest"), **typed).url == over.get_absolute_url()

    text = shown(steps.north.coordinator, over.get_absolute_url())
    assert "Counts differ" in text
    row = Discrepancy.objects.get()
    assert f"{steps.north.agency}: 2" in shown(observer, row.get_absolute_url())


def test_what_is_recorded_for_the_sender_is_checked_on_its_page(steps, over, north, browse, shown):
    typed = {"agency": steps.south.agency.pk, "containers": 2} | PAPER
    press(browse(north.exchange_officer), to(over, "attest"), **typed)
    statement = Statement.objects.get(act="attests")
    check = f"{over.round.get_absolute_url()}check-{statement.pk}/"

    assert "containers counted 2" in shown(north.transport_lead, check)
    press_plain(browse(north.transport_lead), check)

    statement.refresh_from_db()
    assert statement.stands


def press_plain(browser, url, **typed):
    at_work(browser, url)
    return browser.post(url, typed)


def test_a_refusal_keeps_what_was_typed(steps, over, observer, browse):
    typed = {"agency": steps.world.observers.pk, "containers": 7, "digest": "00"}

    answer = press(browse(observer), to(over, "attest"), **typed)

    assert answer.status_code == 422
    assert 'value="7"' in answer.text
    assert "Nothing was saved" in answer.text


def test_a_sample_is_drawn_looked_at_and_reported(steps, over, observer, browse, shown):
    browser = browse(observer)
    typed = {"agency": steps.world.observers.pk, "size": 1, "nonce": "seven herons"}
    page = press(browser, to(over, "spot-check"), **typed).url
    check = SpotCheck.objects.get()
    (position,) = check.positions
    assert "A-" not in shown(observer, page)
    assert "A-" in shown(steps.north.exchange_officer, page)

    press_plain(browser, page, **{f"line_{position}": "seal"})

    assert Discrepancy.objects.get().code == "seal_broken"
    assert "1 of 1 not as listed" in shown(steps.south.coordinator, over.get_absolute_url())


def test_a_remark_is_read_by_those_it_is_for(steps, over, north, south, observer, browse, shown):
    browser = browse(north.exchange_officer)
    own = {"agency": steps.north.agency.pk, "kind": "reservation"}
    press(browser, to(over, "remark"), text="One seal replaced.", **own)
    press(browser, to(over, "remark"), text="Fog.", is_for_intermediary="on", **own)

    texts = [shown(user, over.get_absolute_url()) for user in (south.coordinator, observer)]
    assert ["One seal replaced." in text for text in texts] == [True, False]
    assert ["Fog." in text for text in texts] == [True, True]


def test_a_remark_from_paper_is_checked(steps, over, north, browse):
    typed = {"agency": steps.south.agency.pk, "kind": "remark", "text": "Late."} | PAPER
    press(browse(north.exchange_officer), to(over, "remark"), **typed)
    made = Remark.objects.get()

    press_plain(browse(north.transport_lead), to(over, f"remark-{made.pk}"))

    made.refresh_from_db()
    assert made.stands


def test_a_discrepancy_is_opened_answered_and_accepted(steps, over, north, south, browse, shown):
    container = over.places.order_by("pk").first().container
    typed = {"code": "seal_broken", "container": container.reference, "note": "Cut."}
    page = press_plain(browse(north.exchange_officer), to(over, "new-discrepancy"), **typed).url
    assert "Cut." in shown(south.coordinator, page)

    press(browse(south.coordinator), f"{page}answer/", text="Whole when it left.")
    press(browse(north.coordinator), f"{page}accept/")

    text = shown(south.coordinator, page)
    assert "Whole when it left." in text
    assert Discrepancy.objects.get().state == "accepted"


def test_an_answer_from_a_message_is_checked_by_a_second_person(steps, over, north, browse, shown):
    page = opened(steps, over).get_absolute_url()
    press(browse(north.exchange_officer), f"{page}answer/", text="Whole.", **PAPER)
    answer = Answer.objects.get()
    assert "recorded by us from “Act 7”" in shown(north.coordinator, page)

    press_plain(browse(north.transport_lead), f"{page}answer-{answer.pk}/")

    assert Discrepancy.objects.get().state == "answered"


def test_what_the_house_found_is_told_and_followed_up(steps, over, north, south, browse):
    page = opened(steps, over, "identity_contradicted").get_absolute_url()
    assert browse(south.coordinator).get(page).status_code == 404

    press(browse(north.coordinator), f"{page}raise/")
    typed = {"owner": north.coordinator.pk, "due_on": today().isoformat()}
    press(browse(north.coordinator), f"{page}assign/", **typed)

    assert browse(south.coordinator).get(page).status_code == 200
    row = Discrepancy.objects.get()
    assert (row.owner, row.due_on) == (north.coordinator, today())


def test_several_are_accepted_at_once_and_who_may_not_says_why(steps, over, north, browse):
    first = opened(steps, over, "container_missing")
    second = opened(steps, over, "seal_broken")
    url = f"/discrepancies/accept/?pick={first}&pick={second}"
    asked = browse(north.exchange_officer).get(url)
    assert "You opened this" in asked.text
    assert "1 discrepancy accepted" in asked.text

    browser = browse(north.coordinator)
    pick = f"{first}:{first.version} {second}:{second.version}"
    press_plain(browser, "/discrepancies/accept/", pick=pick, text="Short.")

    assert not Discrepancy.objects.unsettled().exists()


def test_what_changed_since_is_not_accepted_unseen(steps, over, north, browse):
    row = opened(steps, over)

    answer = browse(north.coordinator)
    at_work(answer, "/discrepancies/accept/")
    done = answer.post("/discrepancies/accept/", {"pick": f"{row}:{row.version + 1}"})

    assert done.status_code == 422
    assert Discrepancy.objects.unsettled().exists()


def test_the_register_is_filtered_and_costs_the_same_for_many(
    steps, over, north, observer, browse, shown, django_assert_max_num_queries
):
    opened(steps, over)
    opened(steps, over, "several_individuals")
    browser = browse(north.coordinator)

    assert "several" not in shown(observer, "/discrepancies/").lower().replace(
        "remains of several people", "", 1
    )
    assert "Seal broken" in shown(north.coordinator, "/discrepancies/?code=seal_broken")
    for code in ("late", "effects_missing", "condition_worse"):
        opened(steps, over, code)
    with django_assert_max_num_queries(25):
        browser.get("/discrepancies/?state=unsettled&mine=&q=DX")
