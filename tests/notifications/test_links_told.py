"""Who is told of requests between agencies, and of remains that are to be taken back."""

import pytest

from cases.operations.asking_sight import (
    ask_for_sight,
    grant_sight,
    refuse_sight,
    withdraw_sight,
)
from cases.operations.linking import answer_link, ask_about_link
from repatriation.ledger.clock import today
from repatriation.notifications import registry
from tests.factories.pairs import Pairs
from tests.factories.releases import Releases
from tests.factories.seeking import Seeking
from tests.factories.steps import do
from tests.notifications.conftest import newest


def opens_for(people, event, client) -> bool:
    """Whoever is told can open what they are told of, and the words name nothing but references."""
    notice = registry.notice_of(event)
    for person in people:
        client.force_login(person)
        if client.get(notice.link).status_code != 200:
            return False
    return set(notice.sentence.params.values()) <= {notice.link.rstrip("/").rsplit("/", 1)[-1]}


def test_who_may_answer_is_told_that_another_agency_asks_for_a_record(cast, client):
    pairs = Pairs(cast.steps.north)
    row, second = pairs.candidate(), pairs.side.mortuaries[1]
    pairs.told(row.person, agency=second)
    answering = pairs.side.person("forensic examiner", at=second)

    do(ask_for_sight, by=pairs.examiner, candidate=row, why="Two findings agree")

    event = newest("cases.sight_asked")
    told = registry.notice_of(event).recipients
    assert answering in told
    assert {person.agency for person in told} == {second}
    assert opens_for(told, event, client)


@pytest.mark.parametrize("verb", ["granted", "refused", "withdrawn"])
def test_who_asked_to_see_a_record_hears_of_the_answer(cast, client, verb):
    pairs = Pairs(cast.steps.north)
    row, second = pairs.candidate(), pairs.side.mortuaries[1]
    pairs.told(row.person, agency=second)
    answering = pairs.side.person("forensic examiner", at=second)
    row = do(ask_for_sight, by=pairs.examiner, candidate=row, why="Two agree").candidate
    row = type(row).objects.get(pk=row.pk)

    if verb == "refused":
        do(refuse_sight, by=answering, candidate=row, answer="Another person")
    else:
        do(grant_sight, by=answering, candidate=row, answer="All of it", until=today())
    if verb == "withdrawn":
        row = type(row).objects.get(pk=row.pk)
        do(withdraw_sight, by=answering, candidate=row, because="No more")

    event = newest(f"cases.sight_{verb}")
    told = registry.notice_of(event).recipients
    assert set(told) == {pairs.examiner}
    assert opens_for(told, event, client)


def test_a_possible_link_is_told_to_who_keeps_the_record_and_the_answer_to_who_asked(cast, client):
    seeking = Seeking(cast.steps.north)
    mine, theirs = seeking.person(), seeking.person(by=seeking.elsewhere)
    ask = {"agency": seeking.bureau, "note": "Born in 1970?"}
    (request,) = do(ask_about_link, by=seeking.liaison, person=mine, **ask)

    asked = newest("cases.link_asked_of")
    told = registry.notice_of(asked).recipients
    assert set(told) == {seeking.elsewhere}
    assert opens_for(told, asked, client)
    assert mine.reference not in str(registry.notice_of(asked).sentence)

    do(answer_link, by=seeking.elsewhere, request=request, answer="same", note="")

    answered = newest("cases.link_answer_received")
    told = registry.notice_of(answered).recipients
    assert set(told) == {seeking.liaison}
    assert opens_for(told, answered, client)
    assert theirs.reference not in str(registry.notice_of(answered).sentence)


def test_release_officers_are_told_what_is_to_be_taken_back(cast, client):
    house = Releases(cast.steps.north)
    case = house.released()

    house.contested(house.identification_of(case))

    event = newest("cases.take_back_asked")
    told = registry.notice_of(event).recipients
    assert {house.first, house.second} <= set(told)
    assert {person.party_id for person in told} == {house.side.party.pk}
    assert opens_for(told, event, client)
