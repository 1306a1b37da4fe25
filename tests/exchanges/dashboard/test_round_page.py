"""The page of a round: both directions side by side, claim against count, and who said what."""

import pytest
from django.utils.translation import override

from exchanges.models import ExchangeRound
from exchanges.operations.handover import finish_handover
from exchanges.operations.intake import verify_count
from exchanges.operations.planning import plan_round
from exchanges.operations.stating import check_statement, confirm_date
from exchanges.policies.rounds import round_moves
from repatriation.language import say
from tests.exchanges.dashboard.reading import is_offered, queries_of
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps, do


def page_of(round) -> str:
    return round.get_absolute_url()


def test_a_round_without_a_batch_says_so_in_both_directions(steps, north, shown):
    page = shown(north.coordinator, page_of(steps.opened()))

    assert page.count("No batch in this direction.") == 2
    assert "Count Not begun" in page
    assert "Identity Not begun" in page


def test_figures_stand_beside_their_source_and_are_not_added(steps, north, south, shown):
    batch = steps.in_transit("A-1", "A-2", "A-3")
    steps.scanned(batch, "A-1", "A-2", "X-9")
    round = batch.round

    own, other = (shown(side.coordinator, page_of(round)) for side in (north, south))

    assert "Containers Own Counterpart On the handover list none 3" in own
    assert "Counted at the venue, so far 3 none" in own
    assert "Containers Own Counterpart On the handover list 3 none" in other
    assert "1 container was not on the list." in own


def test_a_count_that_differs_from_the_list_is_marked(steps, north, browse):
    batch = steps.in_transit("A-1", "A-2", "A-3")
    steps.scanned(batch, "A-1", "A-2")
    do(finish_handover, by=north.transport_lead, batch=steps.again(batch))

    page = browse(north.coordinator).get(page_of(batch.round)).content.decode()

    assert '<span class="differs">2</span>' in page
    assert "1 listed container was not presented." in page


def test_the_three_verifications_climb_with_the_containers(steps, north, shown):
    steps.numbered("A-1", "A-2")
    round = ExchangeRound.objects.get()

    page = shown(north.coordinator, page_of(round))

    assert "Count Intake ended, to be verified" in page
    assert "Contents Under way" in page
    assert "containers opened 1" in page
    assert "remains cases numbered 2" in page
    assert "Identity Not begun" in page


def test_a_verified_count_is_settled(steps, north, shown):
    share = steps.received("A-1")
    do(verify_count, by=north.coordinator, batch=steps.again(share.batch))

    assert "Count Verified" in shown(north.coordinator, page_of(share.batch.round))


def test_what_is_in_the_containers_is_the_receiving_sides_own(steps, south, shown):
    steps.numbered("A-1", "A-2")

    page = shown(south.coordinator, page_of(ExchangeRound.objects.get()))

    assert "Contents Not shown to you" in page
    assert "remains cases" not in page


def test_each_sides_word_says_how_we_know_it(steps, north, south, shown):
    round = steps.agreed()
    said = {"agency": south.agency, "source": "message 118"}
    do(confirm_date, by=north.coordinator, round=round, **said)
    statement = round.statements.get(is_recorded_for=True)

    before = shown(north.coordinator, page_of(round))
    do(check_statement, by=north.exchange_officer, statement=statement)
    after = shown(north.coordinator, page_of(round))
    theirs = shown(south.coordinator, page_of(round))

    assert "Southern Commission confirms the date" in before
    assert "To be checked recorded by us from “message 118”" in before
    assert f"checked by {north.exchange_officer.name}" in after
    assert "recorded by Northern Commission from “message 118”" in theirs
    assert north.exchange_officer.name not in theirs


def test_a_date_confirmed_before_it_changed_does_not_stand(steps, north, south, shown):
    round = do(confirm_date, by=south.coordinator, round=steps.agreed(), agency=south.agency)
    do(plan_round, by=north.coordinator, round=round, date=round.date.replace(year=2099))

    assert "not this date" in shown(north.coordinator, page_of(round))


@pytest.mark.parametrize("made", ["opened", "proposed", "agreed", "scheduled"])
@pytest.mark.parametrize("role", ["coordinator", "transport lead", "exchange officer"])
def test_a_refused_move_stands_with_the_words_of_the_policy(steps, north, shown, made, role):
    user, round = north.person(role), getattr(steps, made)()

    page = shown(user, page_of(round))

    refused = [say(why) for why in round_moves(user, round).values() if why]
    assert refused
    for sentence in refused:
        assert f"Not now. {sentence}" in page


def test_what_comes_next_leads_and_what_is_refused_is_folded_away(steps, north, browse):
    round = steps.proposed()

    response = browse(north.coordinator).get(page_of(round))

    page = response.content.decode()
    assert page.count("button--lead") == 1
    assert is_offered(response, f"{page_of(round)}accept/")
    assert page.count(f'href="{page_of(round)}new-batch/"') == 1
    assert not is_offered(response, f"{page_of(round)}start/")
    assert page.index("Not open to you now") < page.index("Start the round")


def test_the_draft_batch_of_the_other_side_is_not_there(steps, north, south, shown):
    batch = steps.batch()

    assert batch.reference in shown(south.coordinator, page_of(batch.round))
    assert batch.reference not in shown(north.coordinator, page_of(batch.round))


def test_an_observer_sees_sides_by_name_and_no_container(observed, steps, observer, shown):
    batch = steps.handed_over("A-1", "A-2", batch=steps.batch(observed))

    page = shown(observer, page_of(batch.round))

    assert "Containers Northern side Southern side Intermediary" in page
    assert "Counted at the venue 2 none none" in page
    assert "A-1" not in page


def test_what_happened_in_the_batches_is_told_with_their_reference(steps, north, shown):
    batch = steps.handed_over("A-1")

    page = shown(north.coordinator, page_of(batch.round))

    assert "Handover ended: 1 container scanned, 0 not presented" in page
    assert f"{batch.reference} · {north.transport_lead.name}, Northern Commission" in page


def test_a_person_of_no_side_finds_no_round(steps, browse):
    round = steps.scheduled()

    for stranger in (
        UserFactory(role="coordinator"),
        UserFactory(agency=None),
        Steps().north.coordinator,
    ):
        assert browse(stranger).get(page_of(round)).status_code == 404


def test_the_page_costs_the_same_for_one_batch_and_for_three(steps, north, browse):
    batch = steps.listed("A-1")
    browser = browse(north.coordinator)
    one = queries_of(browser, page_of(batch.round))
    for labels in (("B-1", "B-2", "B-3"), ("C-1", "C-2")):
        steps.listed(*labels, batch=steps.batch(steps.again(batch.round)))

    assert queries_of(browser, page_of(batch.round)) == one


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_the_page_is_whole_in_every_language(steps, north, browse, language):
    share = steps.received("A-1")
    browser = browse(north.coordinator)
    browser.cookies["language"] = language

    with override(language):
        response = browser.get(page_of(share.batch.round))

    assert response.status_code == 200
    assert f'lang="{language}"' in response.content.decode()
