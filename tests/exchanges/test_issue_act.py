"""The handover act: what it says, in which languages, and who issues which version."""

import hashlib

import pytest
from django.db import transaction

from cases.models import CustodyEvent
from cases.operations.custody_records import issue_custody_record
from exchanges.operations import handover
from exchanges.operations.acts.blank import blank_act
from exchanges.operations.acts.issuing import ask_for_act, issue_act
from exchanges.operations.attesting import attest_count
from exchanges.operations.remarking import make_remark
from exchanges.operations.settling import open_discrepancy, raise_discrepancy
from exchanges.operations.spot_checking import draw_sample, report_sample
from exchanges.operations.stating import check_statement
from repatriation.documents.models import IssuedDocument
from repatriation.documents.voice import Voice
from repatriation.errors import NotPermitted, Stale
from repatriation.files import storage
from repatriation.jobs.running import run_job
from repatriation.ledger.clock import today
from tests.factories.steps import Steps, do
from tests.platform.conftest import pages_of  # noqa: F401  a fixture

NAME = "Зразченко Приклад"
LABELS = [f"A-{number}" for number in range(1, 13)]


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def north(steps):
    return steps.north


@pytest.fixture
def batch(steps):
    """Ten of twelve came, and one that is not on the list."""
    batch = steps.in_transit(*LABELS, names=dict.fromkeys(LABELS, NAME))
    steps.scanned(batch, *LABELS[:10], "EXTRA-1")
    by = steps.north.transport_lead
    return do(handover.finish_handover, by=by, batch=steps.again(batch))


@pytest.fixture
def text_of(pages_of):  # noqa: F811
    """All that stands on an issued paper, in one line."""

    def read(issued) -> str:
        return " ".join(" ".join(pages_of(storage.read(issued.file))).split())

    return read


def issue(steps, batch, by=None, languages=("en",), **more):
    by = by or steps.north.exchange_officer
    return do(issue_act, by=by, batch=steps.again(batch), languages=languages, **more)


def test_figures_stand_in_numbers_and_words_by_outcome(steps, batch, text_of):
    said = text_of(issue(steps, batch))

    for figure in ("12 (twelve)", "11 (eleven)", "10 (ten)", "1 (one)", "2 (two)"):
        assert figure in said
    assert "The batch was handed over in part" in said
    assert batch.sealed_digest in said


def test_counts_stand_side_by_side_and_no_sum_of_them(steps, batch, text_of):
    said = text_of(issue(steps, batch))

    assert "Southern Commission" in said
    assert "Northern Commission" in said
    assert "23" not in said.replace(batch.sealed_digest, "").split()


def test_remarks_samples_and_counts_of_paper_are_printed_with_how_they_are_known(steps, text_of):
    batch = steps.handed_over(*LABELS, batch=steps.observed())
    of = {"by": steps.north.exchange_officer, "said_on": today(), "source": "Act 7"}
    south = {"agency": steps.south.agency}
    reserved = {"kind": "reservation", "text": "Two seals were replaced on the road."}
    do(make_remark, batch=steps.again(batch), **south, **reserved, **of)
    counted = do(attest_count, batch=steps.again(batch), containers=15, **south, **of)
    do(check_statement, by=steps.north.transport_lead, statement=counted)
    observer = {"by": steps.world.observer}
    drawn = {"agency": steps.world.observers, "size": 3, "nonce": "seven herons"}
    check = do(draw_sample, batch=steps.again(batch), **drawn, **observer)
    found = dict.fromkeys(check.positions, "as_listed") | {check.positions[0]: "seal"}
    do(report_sample, check=check, findings=found, **observer)

    said = text_of(issue(steps, batch, languages=("en", "uk")))

    assert "Two seals were replaced on the road." in said
    assert "reservation" in said
    assert "15 (fifteen)" in said
    assert "not checked yet" in said  # the reservation; the count was checked
    assert f"line {check.positions[0]}: seal broken" in said
    assert check.seed[:20] in said.replace(" ", "")


def test_it_speaks_two_languages_with_words_in_each(steps, batch, text_of):
    said = text_of(issue(steps, batch, languages=("uk", "ru")))

    assert "11 (одинадцять)" in said
    assert "11 (одиннадцать)" in said
    assert "Сторінка 1 з" in said
    assert "Страница 1 из" in said


def test_no_dead_is_named_unless_it_is_asked_for_by_who_may_read(steps, batch, text_of, north):
    plain, named = issue(steps, batch), issue(steps, batch, has_names=True)

    assert "Зразченко" not in text_of(plain)
    assert "Зразченко" in text_of(named)
    with pytest.raises(NotPermitted, match="claimed names"):
        issue(steps, batch, by=north.transport_lead, has_names=True)


def test_each_issue_is_a_new_version_and_the_first_stays(steps, batch):
    first, second = issue(steps, batch), issue(steps, batch)

    found = IssuedDocument.objects.with_newer().in_bulk([first.pk, second.pk])
    assert [first.number, second.number] == [1, 2]
    assert [found[first.pk].has_newer, found[second.pk].has_newer] == [True, False]
    assert first.code != second.code
    assert hashlib.sha256(storage.read(first.file)).hexdigest() == first.sha256


def test_each_side_counts_its_own_versions(steps, batch):
    ours = issue(steps, batch)
    theirs = issue(steps, batch, by=steps.south.exchange_officer)

    assert [ours.number, theirs.number] == [1, 1]


@pytest.mark.parametrize("role", ["mortuary officer", "auditor", "explosives officer"])
def test_who_does_not_run_exchanges_issues_none(steps, batch, role):
    by = steps.north.person(role, at=steps.north.agency)

    with pytest.raises(NotPermitted, match="issues an act"):
        issue(steps, batch, by=by)


def test_none_is_issued_before_the_handover_is_ended(steps):
    with pytest.raises(NotPermitted, match="when the handover is ended"):
        issue(steps, steps.in_transit("A-1"))


def test_a_program_issues_none(steps, batch, north):
    with pytest.raises(NotPermitted, match="not by a program"):
        issue(steps, batch, by=north.program("exchange officer"))


def test_a_stale_page_issues_none(steps, batch, north):
    batch.version -= 1

    with pytest.raises(Stale):
        do(issue_act, by=north.exchange_officer, batch=batch, languages=["en"])


def test_a_worker_issues_the_same(steps, batch, north, text_of):
    by = north.exchange_officer
    asked = {"languages": ["en", "uk"], "has_names": False}
    job = do(ask_for_act, by=by, batch=steps.again(batch), **asked)

    run_job(job.pk)

    job.refresh_from_db()
    issued = IssuedDocument.objects.get()
    assert job.link.endswith(f"/act/?issued={issued.pk}")
    assert "11 (eleven)" in text_of(issued)


def test_what_was_issued_is_not_edited(steps, batch):
    issued = issue(steps, batch)

    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        IssuedDocument.objects.filter(pk=issued.pk).update(number=9)


def test_a_blank_act_names_the_parties_and_leaves_the_figures_open(steps, batch, pages_of):  # noqa: F811
    said = " ".join(pages_of(blank_act(batch, Voice(("en", "uk")), "Northern Commission")))

    assert batch.reference in said
    assert "Southern Commission" in said
    assert "eleven" not in said


def test_a_custody_record_tells_gaps_corrections_and_both_times(steps, text_of):
    case = steps.numbered("A-1")[0]
    last = CustodyEvent.objects.of(case).first()
    gap = {"kind": "gap", "from_holder": last.to_holder, "recorded_by": last.recorded_by}
    CustodyEvent.objects.create(case=case, seq=last.seq + 1, occurred_at=last.occurred_at, **gap)
    by = steps.north.mortuary_officer

    issued = do(issue_custody_record, by=by, row=steps.again(case), languages=["en"])

    said = text_of(issued)
    for part in ("put on the handover list", "gap: nobody recorded who held it", "nobody knows"):
        assert part in said
    assert "alone: night shift not reviewed yet" in said
    assert "Chain of the register" in said


def test_a_custody_record_is_not_issued_by_who_only_looks(steps):
    case = steps.numbered("A-1")[0]

    with pytest.raises(NotPermitted, match="custody record is issued"):
        do(issue_custody_record, by=steps.north.auditor, row=case, languages=["en"])


def test_what_the_other_side_was_not_told_stands_on_no_act(steps, north, batch, text_of):
    by = north.exchange_officer
    found = {"container": batch.places.first().container, "code": "identity_contradicted"}
    untold = do(open_discrepancy, by=by, batch=batch, **found)

    before = text_of(issue(steps, batch))
    do(raise_discrepancy, by=by, discrepancy=steps.again(untold))
    after = text_of(issue(steps, batch))

    assert untold.reference not in before
    assert "contradicted" not in before
    assert untold.reference in after
