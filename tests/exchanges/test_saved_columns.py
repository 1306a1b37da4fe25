"""Columns of a sender's lists, saved by one side for the next list."""

import pytest
from django.db import IntegrityError, transaction

from exchanges.models import ListImport, SavedColumns
from exchanges.operations.importing import start_import
from exchanges.operations.saved_columns import save_columns, stop_columns
from repatriation.errors import Conflict, NotPermitted, Stale
from repatriation.jobs.running import run_job
from tests.factories.lists import csv_list
from tests.factories.steps import Steps, do
from tests.races.at_once import at_once

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def officer(steps):
    return steps.south.exchange_officer


def sent(steps, data=None, is_read=True):
    by = steps.south.exchange_officer
    data = data or csv_list(2)
    draft = do(start_import, by=by, batch=steps.batch(), data=data, name="list.csv")
    if is_read:
        run_job(draft.job_id)
    return ListImport.objects.get(pk=draft.pk)


def test_columns_are_saved_by_those_who_file_lists(steps):
    draft = sent(steps)

    for person in (steps.south.transport_lead, steps.world.observer):
        with pytest.raises(NotPermitted):
            do(save_columns, by=person, draft=draft)
    assert not SavedColumns.objects.exists()


def test_columns_of_what_was_not_read_are_not_saved(steps, officer):
    for draft in (sent(steps, is_read=False), sent(steps, PNG)):
        with pytest.raises(Conflict, match="list was read"):
            do(save_columns, by=officer, draft=draft)


def test_columns_of_a_preview_that_was_read_again_are_not_saved(steps, officer):
    draft = sent(steps)
    draft.job_id = 0

    with pytest.raises(Stale):
        do(save_columns, by=officer, draft=draft)


def test_saved_columns_are_stopped_once_and_by_those_who_file_lists(steps, officer):
    draft = sent(steps)
    saved = do(save_columns, by=officer, draft=draft)

    with pytest.raises(NotPermitted):
        do(stop_columns, by=steps.south.transport_lead, saved=saved, batch=draft.batch)
    do(stop_columns, by=officer, saved=saved, batch=draft.batch)
    with pytest.raises(Conflict, match="not used any more"):
        do(stop_columns, by=officer, saved=saved, batch=draft.batch)


def test_the_store_keeps_one_way_to_read_the_same_headings(steps, officer):
    saved = do(save_columns, by=officer, draft=sent(steps))
    saved.pk = None

    with pytest.raises(IntegrityError, match="one_way_to_read"), transaction.atomic():
        saved.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_of_columns_saved_at_the_same_moment_one_is_in_force():
    steps = Steps()
    officer, drafts = steps.south.exchange_officer, [sent(steps) for _ in range(4)]

    outcomes = at_once(
        [lambda draft=draft: do(save_columns, by=officer, draft=draft) for draft in drafts]
    )

    assert outcomes.broken == []
    assert outcomes.done
    assert SavedColumns.objects.in_force().count() == 1
