"""The moves of a round: asked first, refused in place, guarded against a stale form."""

import pytest

from exchanges.models import ExchangeRound
from exchanges.operations.planning import plan_round
from exchanges.operations.stating import accept_round, confirm_date
from exchanges.states import RoundState
from repatriation.audit.models import Event
from tests.cases.dashboard.reading import hidden, text_in
from tests.factories.steps import do


def press(browser, url, **typed):
    """Ask, then do: with the version that the confirm page hid."""
    return browser.post(url, {"version": hidden(browser.get(url), "version")} | typed)


def state_of(round):
    return ExchangeRound.objects.get(pk=round.pk).state


def test_a_round_goes_from_a_draft_to_closed_by_its_pages(steps, north, south, browse):
    round = steps.opened()
    ours, theirs = browse(north.coordinator), browse(south.coordinator)
    url = round.get_absolute_url()

    for browser, move in (
        (ours, "propose"),
        (ours, "accept"),
        (theirs, "accept"),
        (ours, "confirm-date"),
        (theirs, "confirm-date"),
        (ours, "schedule"),
    ):
        assert press(browser, f"{url}{move}/").url == url, move

    assert state_of(round) == RoundState.SCHEDULED
    steps.sealed("A-1", batch=steps.batch(steps.again(round)))
    assert press(ours, f"{url}start/").url == url
    assert state_of(round) == RoundState.UNDER_WAY


def test_what_will_happen_and_who_is_told_is_said_before(steps, north, browse):
    round = steps.opened(intermediary=steps.world.observers)

    page = text_in(browse(north.coordinator).get(f"{round.get_absolute_url()}propose/"))

    assert f"Round {round} leaves the house" in page
    assert f"tells those concerned at: Southern Commission, {steps.world.observers}." in page


def test_asking_changes_nothing(steps, north, browse):
    round = steps.opened()
    events = Event.objects.count()

    browse(north.coordinator).get(f"{round.get_absolute_url()}propose/")

    assert state_of(round) == RoundState.DRAFT
    assert Event.objects.count() == events


def test_a_move_that_is_refused_says_so_before_it_is_pressed(steps, north, browse):
    round = steps.opened()

    page = browse(north.transport_lead).get(f"{round.get_absolute_url()}propose/")

    assert "Not now. Only a coordinator opens and plans a round." in text_in(page)
    assert '<button class="button button--lead">' not in page.content.decode()


def test_a_move_that_is_refused_when_pressed_is_told_on_the_page_of_the_round(steps, north, browse):
    round, browser = steps.opened(), browse(north.transport_lead)
    url = round.get_absolute_url()

    answer = browser.post(f"{url}propose/", {"version": round.version})

    assert (answer.status_code, answer.url) == (302, "../")
    assert "Only a coordinator opens and plans a round." in text_in(browser.get(url))
    assert state_of(round) == RoundState.DRAFT


def test_a_move_in_the_wrong_state_is_refused_in_the_words_of_the_workflow(steps, north, browse):
    round, browser = steps.proposed(), browse(north.coordinator)
    url = round.get_absolute_url()

    answer = browser.post(f"{url}start/", {"version": round.version})

    assert answer.status_code == 409
    assert "Only a scheduled round is started; this one is proposed." in text_in(answer)


@pytest.mark.parametrize("version", ["1", "", "x", "-1", "9" * 30])
def test_a_stale_form_does_nothing(steps, north, browse, version):
    round, browser = steps.proposed(), browse(north.coordinator)
    do(plan_round, by=north.coordinator, round=round, transport="Two lorries")
    url = round.get_absolute_url()

    browser.post(f"{url}accept/", {"version": version})

    assert "was changed while you were reading it" in text_in(browser.get(url))
    assert state_of(round) == RoundState.PROPOSED


def test_when_it_happened_may_be_typed_and_stays_after_a_refusal(steps, north, browse):
    batch = steps.sealed("A-1")
    browser, url = browse(north.coordinator), f"{batch.round.get_absolute_url()}start/"

    late = press(browser, url, occurred_at="2999-01-01T10:00")
    wrong = press(browser, url, occurred_at="yesterday")

    assert late.status_code == 422
    assert "in the future" in text_in(late)
    assert "2999-01-01" in late.content.decode()
    assert wrong.status_code == 422
    assert state_of(batch.round) == RoundState.SCHEDULED


def test_who_belongs_to_no_side_may_not_accept(steps, observed, north, browse):
    """A mortuary sees the round of its share, and speaks for no side."""
    share = steps.sent("A-1", batch=steps.batch(observed))
    browser = browse(north.mortuary_officer)
    url = share.batch.round.get_absolute_url()

    browser.post(f"{url}accept/", {"version": share.batch.round.version})

    assert "A side accepts a proposed round" in text_in(browser.get(url))


def test_the_intermediary_confirms_the_date_and_accepts_nothing(steps, observer, browse):
    round = steps.proposed(intermediary=steps.world.observers)
    browser, url = browse(observer), round.get_absolute_url()

    refused = text_in(browser.get(f"{url}accept/"))
    press(browser, f"{url}confirm-date/")

    assert "The two sides accept a round; the intermediary confirms its date." in refused
    assert steps.again(round).statements.get().agency == steps.world.observers


def test_a_recorded_word_is_checked_by_a_second_person(steps, north, south, browse):
    round = steps.proposed()
    do(accept_round, by=north.coordinator, round=round, agency=north.agency)
    round = steps.again(round)
    do(accept_round, by=north.coordinator, round=round, agency=south.agency, source="message 9")
    statement = round.statements.get(agency=south.agency)
    url = f"{round.get_absolute_url()}check-{statement.pk}/"

    own = text_in(browse(north.coordinator).get(url))
    asked = text_in(browse(north.exchange_officer).get(url))
    browse(north.exchange_officer).post(url)

    assert "You recorded this; a second person must read the message." in own
    assert "it says: Southern Commission accepts the round." in asked
    assert "Recorded by us from “message 9”" in asked
    assert "tells those concerned at: Northern Commission, Southern Commission." in asked
    assert state_of(round) == RoundState.AGREED


def test_who_recorded_a_word_cannot_check_it(steps, north, south, browse):
    round = steps.agreed()
    do(confirm_date, by=north.coordinator, round=round, agency=south.agency, source="message 9")
    statement = round.statements.get(is_recorded_for=True)
    browser, url = browse(north.coordinator), round.get_absolute_url()

    browser.post(f"{url}check-{statement.pk}/")

    assert "You recorded this; a second person must read the message." in text_in(browser.get(url))
    assert not steps.again(statement).checked_at


@pytest.mark.parametrize("path", ["check-0/", "check-999999999999999999/", "explode/", "check-x/"])
def test_a_move_that_is_not_there_is_not_there(steps, north, browse, path):
    url = f"{steps.opened().get_absolute_url()}{path}"

    for answer in (browse(north.coordinator).get(url), browse(north.coordinator).post(url)):
        assert answer.status_code == 404


def test_a_move_of_a_round_that_is_not_seen_is_not_there(steps, south, browse):
    url = f"{steps.opened().get_absolute_url()}propose/"

    assert browse(south.coordinator).post(url, {"version": 1}).status_code == 404
