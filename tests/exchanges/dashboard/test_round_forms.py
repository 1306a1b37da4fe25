"""What is typed about a round: kept after a refusal, guarded against somebody else's save."""

from exchanges.models import ExchangeBatch, ExchangeRound
from exchanges.operations.planning import plan_round
from repatriation.ledger.clock import today
from tests.cases.dashboard.reading import hidden, text_in
from tests.factories.accounts import AgencyFactory
from tests.factories.steps import do

NEW = "/rounds/new/"


def planned(round, **changes) -> dict:
    plan = {"counterpart": round.counterpart_id, "transport": round.transport}
    plan |= {"date": round.date.isoformat(), "venue": round.venue_id}
    plan |= {"window_from": "09:00", "window_until": "17:00", "version": round.version}
    return plan | changes


def test_a_coordinator_opens_a_round(north, south, browse):
    answer = browse(north.coordinator).post(NEW, {"counterpart": south.agency.pk})

    round = ExchangeRound.objects.get()
    assert answer.url == round.get_absolute_url()
    assert (round.convenor, round.counterpart) == (north.agency, south.agency)


def test_who_may_not_open_a_round_is_told_instead_of_asked(north, south, browse):
    browser = browse(north.transport_lead)

    page = text_in(browser.get(NEW))
    answer = browser.post(NEW, {"counterpart": south.agency.pk})

    assert "Not now. Only a coordinator opens and plans a round." in page
    assert "Counterpart" not in page
    assert answer.status_code == 403
    assert "Only a coordinator opens and plans a round." in text_in(answer)
    assert not ExchangeRound.objects.exists()


def test_a_counterpart_of_the_own_side_is_not_offered(north, south, browse):
    page = browse(north.coordinator).get(NEW).content.decode()
    answer = browse(north.coordinator).post(NEW, {"counterpart": north.agency.pk})

    assert str(south.agency) in page
    assert f">{north.agency}</option>" not in page
    assert answer.status_code == 422


def test_what_was_typed_stays_beside_what_is_wrong(north, south, browse):
    typed = {"counterpart": south.agency.pk, "window_from": "17:00", "window_until": "09:00"}

    answer = browse(north.coordinator).post(NEW, typed | {"transport": "Two lorries"})

    assert answer.status_code == 409
    assert "The window opens before it ends; give both times." in text_in(answer)
    assert 'value="Two lorries"' in answer.content.decode()


def test_a_plan_is_changed(steps, north, browse):
    round = steps.opened()

    answer = browse(north.coordinator).post(
        f"{round.get_absolute_url()}plan/", planned(round, transport="Two lorries")
    )

    assert answer.url == round.get_absolute_url()
    assert steps.again(round).transport == "Two lorries"


def test_a_scheduled_plan_stands(steps, north, browse):
    round = steps.scheduled()
    browser, url = browse(north.coordinator), f"{round.get_absolute_url()}plan/"

    page, answer = text_in(browser.get(url)), browser.post(url, planned(round))

    for said in (page, text_in(answer)):
        assert "The plan of a round stands once it is scheduled." in said
    assert answer.status_code == 403


def test_two_who_plan_at_once_see_both_values_and_either_may_be_kept(steps, north, browse):
    round = steps.opened()
    colleague = north.person("coordinator", name="second")
    browser, url = browse(north.coordinator), f"{round.get_absolute_url()}plan/"
    do(plan_round, by=colleague, round=round, transport="One lorry")

    answer = browser.post(url, planned(round, transport="Two lorries"))

    page = text_in(answer)
    assert answer.status_code == 412
    assert f"{colleague.name}, Northern Commission changed this record" in page
    assert "One lorry" in page
    assert "Two lorries" in page
    assert "Date" not in page  # what is the same in both is not asked
    assert north.coordinator.name in answer.content.decode().partition("<main")[0]
    mine = planned(round, transport="Two lorries", version=hidden(answer, "version"))
    browser.post(url, mine)
    assert steps.again(round).transport == "Two lorries"


def test_what_is_wrong_is_told_with_the_version_that_was_read(steps, north, browse):
    """Or the second try would save over what somebody else wrote."""
    round = steps.opened()
    do(plan_round, by=north.coordinator, round=round, transport="One lorry")

    answer = browse(north.coordinator).post(
        f"{round.get_absolute_url()}plan/", planned(round, date="never")
    )

    assert answer.status_code == 422
    assert hidden(answer, "version") == "1"


def test_a_word_of_the_other_side_is_recorded_from_its_message(steps, north, south, browse):
    round = steps.proposed()
    typed = {"agency": south.agency.pk, "act": "accepts", "source": "message 118"}
    typed |= {"said_on": today().isoformat(), "version": round.version}

    answer = browse(north.coordinator).post(f"{round.get_absolute_url()}record/", typed)

    assert answer.url == round.get_absolute_url()
    statement = round.statements.get()
    assert (statement.is_recorded_for, statement.source) == (True, "message 118")


def test_a_word_is_not_recorded_twice_nor_from_tomorrow(steps, north, south, browse):
    round = steps.agreed()
    typed = {"agency": south.agency.pk, "act": "accepts", "source": "message 118"}
    browser, url = browse(north.coordinator), f"{round.get_absolute_url()}record/"

    twice = browser.post(url, typed | {"said_on": today(), "version": round.version})
    tomorrow = browser.post(
        url, typed | {"act": "confirms_date", "said_on": "2999-01-01", "version": round.version}
    )

    assert twice.status_code == 409
    assert "A side accepts a proposed round" in text_in(twice)
    assert tomorrow.status_code == 422
    assert "dated in the future" in text_in(tomorrow)
    assert 'value="message 118"' in tomorrow.content.decode()


def test_the_own_side_is_not_recorded_from_paper(steps, north, browse):
    page = browse(north.coordinator).get(f"{steps.proposed().get_absolute_url()}record/")

    assert f">{north.agency}</option>" not in page.content.decode()


def test_an_observer_records_for_nobody(steps, observer, browse):
    round = steps.proposed(intermediary=steps.world.observers)

    page = text_in(browse(observer).get(f"{round.get_absolute_url()}record/"))

    assert "Only an officer of a side records what another side said." in page


def test_a_batch_is_opened_in_one_direction(steps, north, south, browse):
    round = steps.agreed()
    typed = {"sender": south.agency.pk, "receiver": north.agency.pk, "version": round.version}

    answer = browse(north.coordinator).post(f"{round.get_absolute_url()}new-batch/", typed)

    batch = ExchangeBatch.objects.get()
    assert answer.url == batch.get_absolute_url()
    assert batch.receiver == north.agency


def test_a_batch_from_a_side_to_itself_is_refused_beside_what_was_typed(
    steps, north, south, browse
):
    round = steps.agreed()
    second = AgencyFactory(party=south.party, name="Southern Search")
    typed = {"sender": south.agency.pk, "receiver": second.pk, "version": round.version}

    answer = browse(north.coordinator).post(f"{round.get_absolute_url()}new-batch/", typed)

    assert answer.status_code == 422
    assert "A batch goes from one side of the round to the other." in text_in(answer)
    assert f'<option value="{second.pk}" selected>' in answer.content.decode()


def test_a_batch_opened_from_a_stale_form_may_be_sent_again(steps, north, south, browse):
    round = steps.agreed()
    typed = {"sender": south.agency.pk, "receiver": north.agency.pk}
    browser, url = browse(north.coordinator), f"{round.get_absolute_url()}new-batch/"

    stale = browser.post(url, typed | {"version": 1})
    again = browser.post(url, typed | {"version": hidden(stale, "version")})

    assert stale.status_code == 412
    assert "was changed while you were reading it" in text_in(stale)
    assert again.status_code == 302
