"""A file is looked at before anything of it is on the batch."""

import pytest

from exchanges.models import DraftLine, ListImport, Manifest
from exchanges.operations.drafts import report_of
from exchanges.operations.importing import confirm_import, read_again, start_import
from exchanges.operations.sealing import record_seal
from repatriation.errors import (
    Conflict,
    DomainError,
    NotPermitted,
    RuleBroken,
    TransitionNotAllowed,
)
from repatriation.files import storage
from repatriation.jobs.running import run_job
from repatriation.ledger.clock import today
from tests.factories.steps import Steps, do

pytestmark = pytest.mark.django_db


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def batch(steps):
    return steps.batch()


def imported(
    steps, batch, text="label;seal\nA-1;88\n;89\n", by=None, name="list.csv", side="sender"
):
    by = by or steps.south.exchange_officer
    draft = do(start_import, by=by, batch=batch, data=text.encode(), name=name, side=side)
    return read(draft)


def read(draft):
    run_job(draft.job_id)
    return ListImport.objects.get(pk=draft.pk)


def confirm(steps, draft, **said):
    return do(confirm_import, by=draft.started_by, draft=draft, **said)


def test_the_file_is_kept_as_it_was_sent_and_nothing_is_filed(steps, batch):
    draft = imported(steps, batch, "label\nA-1\n")

    assert storage.read(draft.file) == b"label\nA-1\n"
    assert report_of(draft).rows == 1
    assert not Manifest.objects.exists()


def test_a_row_that_stops_is_marked_by_a_person_and_then_filed(steps, batch):
    draft = imported(steps, batch)
    with pytest.raises(RuleBroken, match="need another look"):
        confirm(steps, draft)

    draft = read(do(read_again, by=draft.started_by, draft=draft, without_label=[3]))
    manifest = confirm(steps, draft)

    assert list(manifest.lines.values_list("label", "has_no_label").order_by("position")) == [
        ("A-1", False),
        ("", True),
    ]


def test_a_person_says_what_a_column_becomes(steps, batch):
    draft = imported(steps, batch, "label;remark 2\nA-1;wet\n")
    assert report_of(draft).mapping == {"label": "label", "remark 2": None}

    mapping = {"label": "label", "remark 2": "remarks"}
    draft = read(do(read_again, by=draft.started_by, draft=draft, mapping=mapping))

    assert confirm(steps, draft).lines.get().remarks == "wet"


def test_the_headings_stay_in_the_order_of_the_file(steps, batch):
    draft = imported(steps, batch, "seal;label;kind\n1;A-1;bag\n")

    assert list(report_of(draft).mapping) == ["seal", "label", "kind"]


def test_a_file_that_is_still_being_read_is_not_confirmed(steps, batch):
    by = steps.south.exchange_officer
    draft = do(start_import, by=by, batch=batch, data=b"label\nA-1\n", name="list.csv")

    with pytest.raises(Conflict, match="still being read"):
        confirm(steps, draft)


def test_an_import_is_confirmed_once(steps, batch):
    draft = imported(steps, batch, "label\nA-1\n")
    confirm(steps, draft)

    with pytest.raises(Conflict, match="confirmed already"):
        confirm(steps, draft)
    assert not DraftLine.objects.exists()


def test_what_cannot_be_read_says_why(steps, batch):
    draft = imported(steps, batch, "nothing here\n")

    with pytest.raises(DomainError):
        confirm(steps, draft)
    assert report_of(draft).fatal


def test_a_list_for_the_other_side_is_confirmed_with_its_source(steps):
    batch = steps.listed()
    draft = imported(steps, batch, "label\nA-9\n", by=steps.north.exchange_officer)

    manifest = confirm(steps, draft, said_on=today(), source="message 8")

    assert (manifest.is_recorded_for, manifest.source, manifest.number) == (True, "message 8", 2)


def test_who_may_not_file_may_not_upload(steps, batch):
    with pytest.raises(NotPermitted, match="Only a coordinator or an exchange officer"):
        imported(steps, batch, by=steps.south.transport_lead)
    with pytest.raises(TransitionNotAllowed, match="before the batch is sealed"):
        imported(steps, steps.sealed())


def test_a_draft_is_its_authors_own(steps, batch):
    imported(steps, batch)

    assert ListImport.objects.visible_to(steps.south.exchange_officer).exists()
    assert not ListImport.objects.visible_to(steps.south.coordinator).exists()


def test_a_declaration_on_paper_is_recorded_once(steps):
    said = {"said_on": today(), "source": "paper"}
    batch = steps.listed(by=steps.north.exchange_officer, **said)
    do(record_seal, by=steps.north.exchange_officer, batch=batch, **said)

    with pytest.raises(NotPermitted, match="is recorded; a second person must read"):
        do(record_seal, by=steps.north.coordinator, batch=steps.again(batch), **said)
