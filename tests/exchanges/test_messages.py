"""Messages of a round: who writes, who reads which of the two texts, and that each stays."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from exchanges.models import ExchangeRound, Message, MessageReading
from exchanges.operations.messaging import check_message, mark_read, write_message
from exchanges.operations.planning import open_round
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken
from repatriation.ledger.clock import today
from tests.factories.steps import Steps, do

TEXT = "The bridge is closed on Tuesday."
SHORT = "Another road is taken."
PAPER = {"said_on": today(), "source": "message 14/2"}


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def round(steps):
    return steps.again(steps.observed().round)


def write(steps, round, *, side=None, by=None, text=TEXT, **more):
    side = side or steps.north
    said = {"agency": side.agency, "text": text} | more
    return do(write_message, by=by or side.coordinator, round=steps.again(round), **said)


def own_word(steps, round, **more):
    """Of the intermediary."""
    said = {"agency": steps.world.observers, "for_intermediary": SHORT} | more
    return do(write_message, by=steps.world.observer, round=steps.again(round), **said)


def read_by(user):
    rows = Message.objects.shown_to(user).order_by("pk")
    return [(one.words, one.for_intermediary) for one in rows]


def kinds(round):
    return [event.kind for event in Event.objects.of(round) if "message" in event.kind]


def test_the_two_sides_read_the_text_and_the_event_does_not_hold_it(steps, round):
    made = write(steps, round)

    assert made.stands
    for side in (steps.north, steps.south):
        assert read_by(side.coordinator) == [(TEXT, "")]
    event = Event.objects.of(round).first()
    assert event.kind == "exchanges.message_written"
    assert TEXT not in str(event.facts)


def test_the_intermediary_reads_its_field_alone(steps, round):
    write(steps, round)
    write(steps, round, side=steps.south, for_intermediary=SHORT)
    own_word(steps, round, for_intermediary="Understood.")

    assert read_by(steps.world.observer) == [("", SHORT), ("", "Understood.")]
    assert read_by(steps.north.coordinator) == [(TEXT, ""), (TEXT, SHORT), ("", "Understood.")]


def test_nobody_else_reads_any(steps):
    share = steps.sent("A-1", batch=steps.observed())
    write(steps, share.batch.round, for_intermediary=SHORT)
    strangers = Steps()

    assert ExchangeRound.objects.visible_to(steps.north.mortuary_officer)
    for user in (steps.north.mortuary_officer, strangers.north.coordinator):
        assert read_by(user) == []
    assert read_by(strangers.world.observer) == []


def test_a_message_has_words_and_the_intermediarys_are_in_its_field(steps, round):
    with pytest.raises(RuleBroken, match="Write the message"):
        write(steps, round, text="  ")
    with pytest.raises(RuleBroken, match="one field alone"):
        own_word(steps, round, text=TEXT)
    with pytest.raises(RuleBroken, match="no neutral intermediary"):
        write(steps, steps.agreed(), for_intermediary=SHORT)
    made = Message(round=round, agency=steps.north.agency, said_on=today())
    made.recorded_by, made.is_recorded_for = steps.north.coordinator, False
    with pytest.raises(IntegrityError, match="a_message_has_words"), transaction.atomic():
        made.save()


def test_each_speaks_for_its_own_side(steps, round):
    with pytest.raises(NotPermitted, match="Only a coordinator or an observer speaks"):
        write(steps, round, by=steps.north.mortuary_officer)
    with pytest.raises(NotPermitted, match="Only its two sides record"):
        write(steps, round, by=Steps().north.coordinator, **PAPER)
    with pytest.raises(NotPermitted, match="no party to"):
        write(steps, round, side=Steps().north, by=steps.north.coordinator)


def test_nothing_is_written_of_a_draft(steps):
    plan = {"agreement": "", "counterpart": steps.south.agency}
    draft = do(open_round, by=steps.north.coordinator, **plan)

    with pytest.raises(NotPermitted, match="once it is proposed"):
        write(steps, draft)


def test_one_from_paper_stands_when_a_second_person_has_read_it(steps, round):
    first, second = steps.north.coordinator, steps.north.exchange_officer
    made = write(steps, round, side=steps.south, by=first, **PAPER)

    assert not made.stands
    with pytest.raises(NotPermitted, match="a second person"):
        do(check_message, by=first, message=made)
    assert do(check_message, by=second, message=made).stands
    assert sorted(kinds(round)) == ["exchanges.message_recorded", "exchanges.message_written"]


def test_a_paper_is_named(steps, round):
    with pytest.raises(IntegrityError, match="the_source_is_named_a_message"):
        write(steps, round, side=steps.south, by=steps.north.coordinator)


def test_a_correction_is_a_new_message_of_the_same_side_once(steps, round):
    made = write(steps, round)
    with pytest.raises(RuleBroken, match="the side that wrote it"):
        write(steps, round, side=steps.south, corrects=made)

    newer = write(steps, round, text="On Wednesday.", corrects=made)

    assert Message.objects.get(pk=made.pk).correction == newer
    assert Message.objects.get(pk=made.pk).text == TEXT
    with pytest.raises(RuleBroken, match="corrected already"):
        write(steps, round, corrects=made)


def test_a_corrected_paper_is_not_read_a_second_time(steps, round):
    of_south = {"side": steps.south, "by": steps.north.coordinator, **PAPER}
    made = write(steps, round, **of_south)
    write(steps, round, **of_south, corrects=made)

    with pytest.raises(NotPermitted, match="overtaken"):
        do(check_message, by=steps.north.exchange_officer, message=made)
    assert Message.objects.to_check().count() == 1


def test_it_does_not_make_an_open_form_stale(steps, round):
    before = steps.again(round).version

    write(steps, round)

    assert steps.again(round).version == before


def unread(user):
    return list(Message.objects.visible_to(user).unread_by(user).order_by("pk"))


def test_what_the_other_side_wrote_is_unread_until_it_is_read(steps, round):
    made, newer = write(steps, round), write(steps, round)
    reader = steps.south.coordinator
    assert (unread(reader), unread(steps.north.exchange_officer)) == ([made, newer], [])

    assert do(mark_read, by=reader, round=round, upto=made.pk) == 1

    assert unread(reader) == [newer]
    assert unread(steps.south.transport_lead) == [made, newer]
    assert do(mark_read, by=reader, round=round, upto=newer.pk) == 1
    assert do(mark_read, by=reader, round=round, upto=newer.pk) == 0
    assert MessageReading.objects.count() == 2


def test_what_one_may_not_see_is_not_marked(steps, round):
    made = write(steps, round)

    assert do(mark_read, by=steps.world.observer, round=round, upto=made.pk) == 0


def test_what_was_recorded_is_unread_for_others_when_it_stands(steps, round):
    first, second = steps.north.coordinator, steps.north.exchange_officer
    made = write(steps, round, side=steps.south, by=first, **PAPER)
    assert unread(steps.north.transport_lead) == []

    do(check_message, by=second, message=made)

    assert unread(steps.north.transport_lead) == [made]
    assert (unread(first), unread(second)) == ([], [])


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE exchanges_message SET text = 'Nothing.' WHERE id = %s",
        "UPDATE exchanges_message SET for_intermediary = 'Nothing.' WHERE id = %s",
        "DELETE FROM exchanges_message WHERE id = %s",
        "UPDATE exchanges_messagereading SET read_at = now() WHERE message_id = %s",
        "DELETE FROM exchanges_messagereading WHERE message_id = %s",
    ],
)
def test_what_was_written_and_read_stays(steps, round, sql):
    made = write(steps, round)
    do(mark_read, by=steps.south.coordinator, round=round, upto=made.pk)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [made.pk])
    assert ExchangeRound.objects.get(pk=round.pk).messages.get().text == TEXT
