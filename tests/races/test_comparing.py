"""Two who answer the same compared line, and one who answers while the lists or the batch move on:
one is done, the other is told, and nothing is half done."""

import pytest

from exchanges.manifests.reading import read
from exchanges.models import ComparedLine, Discrepancy, ExchangeBatch, LineWord, Manifest
from exchanges.operations.answering import answer_lines
from exchanges.operations.counting import count_batch
from exchanges.operations.listing import file_list
from exchanges.operations.sealing import seal_batch
from repatriation.audit.verification import broken_streams
from repatriation.errors import Conflict, NotPermitted
from repatriation.files import storage
from repatriation.ledger.writing import acting_as
from tests.exchanges.comparing import compared, line_of
from tests.factories.steps import CSV, do, list_of
from tests.races.at_once import at_once
from tests.races.races import move

pytestmark = pytest.mark.django_db(transaction=True)
OURS = b"label;seal\nA-1;1\nA-2;2\nA-3;3\n"
THEIRS = b"label;seal\nA-1;1\nA-2;22\nA-3;33\n"


@pytest.fixture
def comparison(steps):
    return compared(steps, OURS, THEIRS)


def answering(steps, comparison, labels, act, side="north"):
    return move(
        answer_lines,
        getattr(steps, side).exchange_officer,
        batch=steps.again(comparison.batch),
        lines=[line_of(comparison, label) for label in labels],
        act=act,
        text="another seal",
    )


def test_two_who_agree_to_the_same_line_say_it_once(steps, comparison):
    outcomes = at_once([answering(steps, comparison, ["A-2"], "agree") for _ in range(2)])

    assert outcomes.broken == []
    assert len(outcomes.done) == 1
    assert [type(one) for one in outcomes.refused] == [Conflict]
    assert LineWord.objects.count() == 1
    assert broken_streams() == []


def test_without_its_lock_it_is_said_twice_or_kept_from_it_by_the_database(
    steps, comparison, no_locks
):
    moves = [answering(steps, comparison, ["A-2"], "agree") for _ in range(16)]
    no_locks()

    assert len(at_once(moves).done) > 1


def test_a_bulk_answer_is_given_whole_or_not_at_all(steps, comparison):
    """One agrees to both lines at the moment that the sender disputes one of them."""
    both = answering(steps, comparison, ["A-2", "A-3"], "agree")
    one = answering(steps, comparison, ["A-3"], "dispute", side="south")

    outcomes = at_once([both, one])

    assert outcomes.broken == []
    acts = set(LineWord.objects.values_list("act", flat=True))
    words = LineWord.objects.filter(act="agree").count()
    assert words in (0, 2)
    assert len(outcomes.done) == len(acts)
    assert [type(refusal) for refusal in outcomes.refused] in ([], [Conflict])
    assert line_of(comparison, "A-3").state in ("agreed", "disputed")


def test_an_answer_is_of_the_lists_in_force_or_refused(steps, comparison):
    officer, data = steps.south.exchange_officer, list_of("A-1", "A-2")
    with acting_as(officer):
        file = storage.store(data, name="list.csv", media_type=CSV, by=officer)
    batch, report = steps.again(comparison.batch), read(data, "list.csv")
    filing = move(file_list, officer, batch=batch, file=file, report=report)

    outcomes = at_once([answering(steps, comparison, ["A-2"], "agree"), filing])

    assert outcomes.broken == []
    assert [type(refusal) for refusal in outcomes.refused] in ([], [Conflict])
    assert Manifest.objects.filter(side="sender").count() == 2
    assert LineWord.objects.count() == len(outcomes.done) - 1


def test_what_is_disputed_as_the_sender_seals_is_a_discrepancy_or_refused(steps, comparison):
    batch, officer = steps.again(comparison.batch), steps.south.exchange_officer
    packer = steps.south.person("exchange officer", name="packer")
    do(count_batch, by=officer, batch=batch, containers=3, packed_by=packer)
    sealing = move(seal_batch, officer, batch=steps.again(batch))

    outcomes = at_once([answering(steps, comparison, ["A-2"], "dispute"), sealing])

    assert outcomes.broken == []
    assert ExchangeBatch.objects.get(pk=batch.pk).state == "sealed"
    assert {type(refusal) for refusal in outcomes.refused} <= {Conflict, NotPermitted}
    disputed = ComparedLine.objects.filter(state="disputed").count()
    assert disputed == LineWord.objects.count() == len(outcomes.done) - 1
    assert Discrepancy.objects.filter(code="seal_broken").count() == disputed
