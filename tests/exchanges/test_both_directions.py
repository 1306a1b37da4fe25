"""Both directions, by round: each figure with its source, sums within one source alone."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from exchanges.both_directions import Measure, Source, both_directions, rounds_handed_over
from exchanges.models import ExchangeRound
from exchanges.operations import reporting
from exchanges.operations.attesting import attest_count
from exchanges.operations.reporting import Format, ask_for_report, report_file
from exchanges.operations.telling import tell_figures
from repatriation.files.models import StoredFile
from repatriation.jobs.running import run_job
from repatriation.ledger.clock import today
from tests.factories.boards import Boards
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


def handed_over(steps, *labels, south=0, observers=0):
    """With what the sender and the intermediary counted."""
    batch = steps.handed_over(*labels, batch=steps.observed())
    for by, agency, containers in (
        (steps.south.exchange_officer, steps.south.agency, south),
        (steps.world.observer, steps.world.observers, observers),
    ):
        if containers:
            said = {"agency": agency, "containers": containers}
            do(attest_count, by=by, batch=steps.again(batch), **said)
    return steps.again(batch)


def legs(user):
    return both_directions(rounds_handed_over(user), user)


def figure(leg, measure, agency):
    return leg.of(measure, Source.of(agency))


def told(steps, batch, side, identified):
    figures = {"distinguished": 9, "identified": identified, "certified": 0}
    do(
        tell_figures,
        by=side.coordinator,
        round=ExchangeRound.objects.get(pk=batch.round_id),
        agency=side.agency,
        way="to_convenor",
        rung="identity",
        **figures,
    )


def test_each_source_stands_by_itself_and_is_cumulated_by_itself(steps):
    handed_over(steps, "A-1", "A-2", south=3, observers=2)
    handed_over(steps, "B-1", "B-2", "B-3", south=4)

    first, second = legs(steps.north.coordinator)

    def read(leg, agency):
        one = figure(leg, Measure.VENUE, agency)
        return one and (one.value, one.cumulated, one.as_of)

    assert read(first, steps.north.agency) == (2, 2, today())
    assert read(second, steps.north.agency) == (3, 5, today())
    assert read(second, steps.south.agency) == (4, 7, today())
    assert read(first, steps.world.observers) == (2, 2, today())
    assert read(second, steps.world.observers) is None
    assert figure(second, Measure.CLAIMED, steps.south.agency).cumulated == 5


def test_the_own_register_says_who_is_identified_and_counts_nobody_twice(steps):
    share = steps.numbered("A-1")[0]
    boards = Boards(steps.north)
    identified = boards.identified()
    case = identified.covered.get().case
    type(case).objects.filter(pk=case.pk).update(container=share.container_id, recovery_site=None)

    (leg,) = legs(steps.north.coordinator)

    one = figure(leg, Measure.IDENTIFIED, steps.north.agency)
    assert (one.value, one.cumulated) == (1, 1)
    (theirs,) = legs(steps.south.coordinator)
    assert figure(theirs, Measure.IDENTIFIED, steps.north.agency) is None
    assert figure(theirs, Measure.INTAKE, steps.north.agency) is None


def test_what_another_side_identified_is_as_it_told_and_not_cumulated(steps):
    batch = handed_over(steps, "A-1")
    told(steps, batch, steps.north, 2)

    (leg,) = legs(steps.south.coordinator)

    one = figure(leg, Measure.IDENTIFIED, steps.north.agency)
    assert (one.value, one.cumulated) == (2, None)
    assert figure(legs(steps.world.observer)[0], Measure.IDENTIFIED, steps.north.agency) is None


def test_nobody_else_reads_of_the_rounds(steps):
    handed_over(steps, "A-1")
    steps.scheduled()

    assert len(legs(steps.north.coordinator)) == 1
    assert legs(Steps().north.coordinator) == []
    assert legs(steps.north.person("administrator")) == []


def test_it_costs_the_same_for_one_round_and_for_three(steps):
    user = steps.north.coordinator
    costs = []
    for label in ("A", "B", "C"):
        told(steps, handed_over(steps, f"{label}-1", south=1, observers=1), steps.north, 1)
        with CaptureQueriesContext(connection) as queries:
            legs(type(user).objects.get(pk=user.pk))
        costs.append(len(queries))

    assert costs[0] == costs[-1]


def test_the_file_says_what_the_page_says(steps):
    handed_over(steps, "A-1", "A-2", south=3)

    with override("en"):
        made = report_file(steps.north.coordinator, Format.CSV).decode("utf-8-sig")

    head, *rows = csv.reader(io.StringIO(made))
    assert head[-1] == "Cumulated, of this source"
    said = {(row[3], row[4]): (row[5], row[7]) for row in rows}
    assert said["counted at the venue", "Southern side"] == ("3", "3")
    assert said["counted at the venue", "Northern side"] == ("2", "2")


def test_a_long_one_is_made_by_a_worker_for_who_asked(steps, monkeypatch):
    handed_over(steps, "A-1")
    monkeypatch.setattr(reporting, "MANY", 0)
    user = steps.north.coordinator
    assert reporting.is_long(user)

    job = do(ask_for_report, by=user, format=Format.PDF)
    run_job(job.pk)

    job.refresh_from_db()
    file = StoredFile.objects.get(name=Format.PDF.named_for(user))
    assert job.link.endswith(f"?made={file.pk}")
    assert reporting.made_for(user).get() == file
    assert not reporting.made_for(steps.south.coordinator)
