"""The two sides' lists are compared line by line, and each side says its word of each line."""

import pytest
from django.db import IntegrityError

from exchanges.models import ComparedLine, Discrepancy, LineWord, Statement
from exchanges.operations.answering import answer_lines
from exchanges.operations.comparing import compare_anew, compare_at_once
from exchanges.operations.counting import count_batch
from exchanges.operations.sealing import seal_batch
from exchanges.operations.stating import check_statement
from repatriation.audit.models import Event
from repatriation.errors import Conflict, NotPermitted, RuleBroken
from repatriation.jobs.running import cancel_job, run_job
from repatriation.ledger.clock import today
from tests.exchanges.comparing import answer, compared, line_of, run
from tests.factories.steps import Steps, do

OURS = "label;claimed_name;seal\nA-1;;1\nA-2;Умовенко Приклад;2\nA-3;;3\nA-4;;4\n".encode()
THEIRS = "label;claimed_name;seal\nA-1;;1\nа 02;Вигаданюк Зразок;2\nB-9;;9\nA-4;;44\n".encode()


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def comparison(steps):
    return compared(steps, OURS, THEIRS)


def states(comparison):
    return {
        (line.sender_line or line.receiver_line).label: (line.kind, line.state)
        for line in comparison.lines.select_related("sender_line", "receiver_line")
    }  # by the line's label: rows come in no order


def test_lists_of_both_sides_are_compared_when_both_are_filed(comparison):
    assert states(comparison) == {
        "A-1": ("same", "agreed"),
        "A-2": ("otherwise", "open"),
        "A-3": ("only_sender", "open"),
        "A-4": ("same", "open"),
        "B-9": ("only_receiver", "open"),
    }
    assert line_of(comparison, "A-4").differs == ["seal"]
    assert comparison.batch.state == "listed"


def test_one_list_alone_is_compared_with_nothing(steps):
    assert not steps.listed("A-1").comparisons.exists()


def test_two_lists_that_say_the_same_are_compared_at_once(steps):
    comparison = compared(steps, ("A-1", "A-2"), ("A-2", "A-1"))

    assert steps.again(comparison.batch).state == "compared"


def test_a_batch_is_compared_when_no_line_is_open(steps, comparison):
    north, south = steps.north.exchange_officer, steps.south.exchange_officer
    answer(north, line_of(comparison, "A-2"), "agree")
    answer(north, line_of(comparison, "A-4"), "dispute", "another seal")
    answer(south, line_of(comparison, "A-3"), "withdraw")
    assert steps.again(comparison.batch).state == "listed"

    answer(south, line_of(comparison, "B-9"), "add")

    assert steps.again(comparison.batch).state == "compared"
    assert {label: state for label, (_kind, state) in states(comparison).items()} == {
        "A-1": "agreed",
        "A-2": "agreed",
        "A-3": "withdrawn",
        "A-4": "disputed",
        "B-9": "added",
    }


@pytest.mark.parametrize(
    ("side", "label", "act", "why"),
    [
        ("south", "B-9", "withdraw", "nothing to withdraw"),
        ("south", "A-3", "add", "stands on the sender's list already"),
        ("north", "A-1", "agree", "An open or disputed line is agreed; this one is agreed."),
        ("north", "A-2", "reply", "A disputed line is replied to; this one is open."),
    ],
)
def test_what_a_side_cannot_say_is_refused_with_its_line(steps, comparison, side, label, act, why):
    line = line_of(comparison, label)

    with pytest.raises(Conflict, match=why) as refused:
        answer(getattr(steps, side).exchange_officer, line, act, "why")

    assert f"Line {line.number}: " in str(refused.value)
    assert not LineWord.objects.exists()


@pytest.mark.parametrize(
    ("side", "label", "act", "why"),
    [
        ("south", "A-2", "agree", "The receiving side agrees to the sender's list."),
        ("north", "A-3", "withdraw", "The sending side withdraws a line of its list."),
        ("north", "B-9", "add", "The sending side adds a line to its list."),
    ],
)
def test_each_side_speaks_for_itself(steps, comparison, side, label, act, why):
    with pytest.raises(NotPermitted, match=why):
        answer(getattr(steps, side).exchange_officer, line_of(comparison, label), act)


def test_all_of_the_lines_are_answered_or_none(steps, comparison):
    lines = [line_of(comparison, "A-2"), line_of(comparison, "A-1")]
    arguments = {"batch": steps.again(comparison.batch), "lines": lines, "act": "agree"}

    with pytest.raises(Conflict):
        do(answer_lines, by=steps.north.exchange_officer, **arguments)

    assert states(comparison)["A-2"] == ("otherwise", "open")


def test_a_dispute_has_its_reason_and_its_reply(steps, comparison):
    line = line_of(comparison, "A-4")
    with pytest.raises(RuleBroken, match="Say in words"):
        answer(steps.north.coordinator, line, "dispute", "  ")

    answer(steps.north.coordinator, line, "dispute", "another seal")
    with pytest.raises(Conflict, match="Your side spoke last"):
        answer(steps.north.exchange_officer, line, "reply", "indeed")
    answer(steps.south.coordinator, line, "reply", "sealed anew")
    answer(steps.north.coordinator, line, "agree")

    said = LineWord.objects.order_by("pk").values_list("act", "side", "text")
    assert list(said) == [
        ("dispute", "receiver", "another seal"),
        ("reply", "sender", "sealed anew"),
        ("agree", "receiver", ""),
    ]
    assert line_of(comparison, "A-4").state == "agreed"


def test_a_word_without_its_reason_is_refused_by_the_database(comparison, steps):
    officer = steps.north.exchange_officer
    with pytest.raises(IntegrityError, match="who_disputes_or_replies_says_why"):
        LineWord.objects.create(
            line=line_of(comparison, "A-4"), act="dispute", side="receiver", said_by=officer
        )


def test_what_the_other_side_answered_on_paper_counts_when_two_have_read_it(steps, comparison):
    said = {"said_on": today(), "source": "message 12"}
    north = steps.north
    answer(north.exchange_officer, line_of(comparison, "A-3"), "withdraw", **said)
    statement = Statement.objects.get(act="answers")
    assert states(comparison)["A-3"] == ("only_sender", "open")
    with pytest.raises(Conflict, match="a second person must read that first"):
        answer(north.exchange_officer, line_of(comparison, "A-3"), "agree")
    with pytest.raises(NotPermitted):
        do(check_statement, by=north.exchange_officer, statement=statement)

    do(check_statement, by=north.coordinator, statement=statement)

    assert states(comparison)["A-3"] == ("only_sender", "withdrawn")
    assert LineWord.objects.get().side == "sender"


def test_an_answer_on_paper_to_lists_replaced_meanwhile_decides_nothing(steps, comparison):
    said = {"said_on": today(), "source": "message 12"}
    answer(steps.north.exchange_officer, line_of(comparison, "A-3"), "withdraw", **said)
    steps.listed("A-1", batch=steps.again(comparison.batch))

    statement = Statement.objects.get(act="answers")
    do(check_statement, by=steps.north.coordinator, statement=statement)

    assert states(comparison)["A-3"] == ("only_sender", "open")
    assert not Statement.objects.to_check().exists()


def test_an_answer_on_paper_that_is_checked_after_the_seal_decides_nothing(steps, comparison):
    said = {"said_on": today(), "source": "message 12"}
    answer(steps.north.exchange_officer, line_of(comparison, "A-3"), "dispute", text="No.", **said)
    seal(steps, steps.again(comparison.batch))

    statement = Statement.objects.get(act="answers")
    do(check_statement, by=steps.north.coordinator, statement=statement)

    assert states(comparison)["A-3"] == ("only_sender", "open")
    assert statement.words.exists()


def test_a_new_version_is_compared_anew_and_carries_what_was_decided(steps, comparison):
    north, south = steps.north.exchange_officer, steps.south.exchange_officer
    answer(north, line_of(comparison, "A-2"), "agree")
    answer(north, line_of(comparison, "A-4"), "dispute", "another seal")
    answer(south, line_of(comparison, "A-3"), "withdraw")
    old = line_of(comparison, "A-2")

    steps.listed(
        data=OURS.replace(b"A-3;;3\n", b"").replace(b"A-4;;4", b"A-4;;5"),
        batch=steps.again(comparison.batch),
    )
    fresh = run(steps.again(comparison.batch))

    assert states(fresh) == {
        "A-1": ("same", "agreed"),
        "A-2": ("otherwise", "agreed"),
        "A-4": ("same", "open"),  # its line says something else now
        "B-9": ("only_receiver", "open"),
    }
    assert line_of(fresh, "A-2").carried_from == old
    assert states(comparison)["A-4"] == ("same", "disputed")
    assert steps.again(comparison.batch).state == "listed"


def test_lines_of_an_older_comparison_are_answered_no_more(steps, comparison):
    line = line_of(comparison, "A-2")
    steps.listed("A-1", batch=steps.again(comparison.batch))

    with pytest.raises(Conflict, match="the lists are compared anew"):
        answer(steps.north.exchange_officer, line, "agree")


def test_a_comparison_that_a_newer_one_overtook_keeps_nothing(steps):
    batch = steps.listed("A-1")
    steps.listed("A-1", batch=batch, by=steps.north.exchange_officer, side="receiver")
    first = steps.again(batch).comparisons.get()
    steps.listed("A-2", batch=steps.again(batch))

    run_job(first.job_id)

    first.refresh_from_db()
    assert first.compared_at is None
    assert not ComparedLine.objects.exists()


def test_work_that_was_cancelled_is_asked_for_again(steps):
    batch = steps.listed("A-1")
    officer = steps.north.exchange_officer
    steps.listed("A-1", batch=batch, by=officer, side="receiver")
    comparison = steps.again(batch).comparisons.get()
    with pytest.raises(Conflict, match="or being compared"):
        do(compare_anew, by=officer, batch=steps.again(batch))
    cancel_job(job=comparison.job, by=officer)

    do(compare_anew, by=officer, batch=steps.again(batch))

    assert run(steps.again(batch)).compared_at


def seal(steps, batch):
    packer = steps.south.person("exchange officer", name="packer")
    officer = steps.south.exchange_officer
    count = batch.list_in_force.lines.count()
    do(count_batch, by=officer, batch=batch, containers=count, packed_by=packer)
    return do(seal_batch, by=officer, batch=steps.again(batch))


def test_what_stays_disputed_at_the_seal_is_a_discrepancy_of_its_container(steps, comparison):
    officer = steps.north.exchange_officer
    answer(officer, line_of(comparison, "A-2"), "dispute", "another name")
    answer(officer, line_of(comparison, "A-3"), "dispute", "we do not have it")
    answer(officer, line_of(comparison, "B-9"), "dispute", "it was promised")

    seal(steps, steps.again(comparison.batch))

    found = Discrepancy.objects.order_by("container__label").values_list("container__label", "code")
    assert list(found) == [("A-2", "identity_contradicted"), ("A-3", "not_on_list")]


def test_what_stands_on_both_lists_is_never_said_to_be_missing_from_one(steps):
    ours = b"label;seal;container_kind\nA-1;1;bag\nA-2;2;bag\n"
    theirs = b"label;seal;container_kind\nA-1;1;box\nA-2;22;box\n"
    comparison = compared(steps, ours, theirs)
    officer = steps.north.exchange_officer
    answer(officer, line_of(comparison, "A-1"), "dispute", "a box")
    answer(officer, line_of(comparison, "A-2"), "dispute", "a box, another seal")

    seal(steps, steps.again(comparison.batch))

    found = Discrepancy.objects.values_list("container__label", "code")
    assert list(found) == [("A-2", "seal_broken")]


def test_what_the_sender_withdrew_does_not_stand_on_the_list_it_seals(steps, comparison):
    answer(steps.south.exchange_officer, line_of(comparison, "A-3"), "withdraw")

    with pytest.raises(NotPermitted, match="1 compared line is withdrawn or to be added"):
        seal(steps, steps.again(comparison.batch))


def test_nothing_is_answered_after_the_seal(steps, comparison):
    seal(steps, steps.again(comparison.batch))

    with pytest.raises(NotPermitted, match="before the batch is sealed"):
        answer(steps.north.exchange_officer, line_of(comparison, "A-2"), "agree")


def test_only_officers_of_the_two_sides_answer(steps, comparison):
    line = line_of(comparison, "A-2")
    for user in (
        steps.north.transport_lead,
        steps.world.observer,
        Steps().north.exchange_officer,
    ):
        with pytest.raises(NotPermitted):
            answer(user, line, "agree")


def test_lines_and_names_are_for_the_two_sides(steps, comparison):
    def seen(user):
        lines = ComparedLine.objects.shown_to(user)
        return sorted(line.sender_name or line.receiver_name for line in lines)

    assert seen(steps.north.exchange_officer)[-1] == "Умовенко Приклад"
    assert seen(steps.south.coordinator)[-1] == "Умовенко Приклад"
    assert set(seen(steps.north.transport_lead)) == {""}
    for user in (steps.world.observer, steps.north.mortuary_officer, Steps().north.coordinator):
        assert seen(user) == []


def test_what_was_said_is_in_the_history_without_words_and_names(steps, comparison):
    answer(steps.north.exchange_officer, line_of(comparison, "A-4"), "dispute", "another seal")

    event = Event.objects.of(comparison.batch).first()
    assert event.kind == "exchanges.lines_answered"
    assert event.details == {
        "comparison": comparison.pk,
        "act": "dispute",
        "side": "receiver",
        "lines": 1,
    }


def test_lists_compared_at_once_leave_the_worker_nothing_to_do(steps):
    batch = steps.listed("A-1", "A-2")
    ours = {"by": steps.north.exchange_officer, "side": "receiver"}
    waiting = steps.listed("A-1", batch=batch, **ours).comparisons.get()
    with pytest.raises(NotPermitted):
        do(compare_at_once, by=steps.north.transport_lead, comparison=waiting)

    comparison = do(compare_at_once, by=steps.north.exchange_officer, comparison=waiting)
    run_job(comparison.job_id)

    assert comparison.lines.count() == 2
    assert Event.objects.of(batch).filter(facts__kind="exchanges.lists_compared").count() == 1
