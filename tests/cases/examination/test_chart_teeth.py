"""The dental chart: written as a whole, and every correction kept."""

import pytest
from django.db import IntegrityError, transaction

from cases.models import Examination
from cases.models.codes import Tooth
from cases.models.examination import Discipline
from cases.models.finding import FindingKind, teeth_of
from cases.operations.charting import chart_teeth
from cases.operations.examining import (
    complete_examination,
    lock_profile,
    reopen_examination,
    review_examination,
)
from cases.operations.finding import Found, record_findings
from cases.operations.found_records import post_mortem
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken
from tests.factories.boards import Boards
from tests.factories.examinations import Examinations
from tests.factories.steps import do

SOUND, CROWN = Tooth("sound"), Tooth("crown")


@pytest.fixture
def boards(db):
    return Boards()


@pytest.fixture
def by(boards):
    return Examinations(boards.examiner)


def charted(by, examination, chart, who=None):
    fresh = Examination.objects.get(pk=examination.pk)
    return do(chart_teeth, by=who or by.examiner, examination=fresh, chart=chart)


def standing(examination):
    return teeth_of(examination.findings.standing().order_by("number"))


def test_a_chart_is_recorded_with_its_surfaces(boards, by):
    row = by.started(boards.case())

    charted(by, row, {46: Tooth("filled", "mo"), 11: SOUND})

    assert standing(row) == {46: Tooth("filled", "mo"), 11: SOUND}
    event = Event.objects.get(facts__kind="cases.teeth_charted")
    assert event.details == {"teeth": 2, "replaced": 0}


def test_what_differs_is_corrected_and_what_is_left_out_is_struck(boards, by):
    row = by.started(boards.case())
    charted(by, row, {46: Tooth("filled", "mo"), 11: SOUND, 12: SOUND})

    charted(by, row, {46: CROWN, 11: SOUND})

    assert standing(row) == {46: CROWN, 11: SOUND}
    assert row.findings.count() == 5  # three, a correction, and one struck out
    assert row.findings.get(tooth_code="crown").corrects.tooth_surfaces == "mo"
    assert Event.objects.filter(facts__kind="cases.teeth_charted").last().details == {
        "teeth": 2,
        "replaced": 2,
    }


def test_the_same_chart_again_changes_nothing(boards, by):
    row = by.started(boards.case())
    version = charted(by, row, {11: SOUND}).version

    again = charted(by, row, {11: SOUND})

    assert (again.version, row.findings.count()) == (version, 1)


def test_a_tooth_found_twice_is_left_with_one_word(boards, by):
    row = by.started(boards.case())
    found = [Found(FindingKind.TOOTH, Discipline.ODONTOLOGY, tooth=11, tooth_code="caries")]
    row = do(record_findings, by=by.examiner, examination=row, findings=found * 2)[0].examination

    charted(by, row, {11: CROWN})

    assert [one.tooth_code for one in row.findings.standing()] == ["crown"]


@pytest.mark.parametrize(
    "chart",
    [
        {19: SOUND},
        {11: Tooth("golden")},
        {11: Tooth("crown", "mo")},
        {11: Tooth("filled", "om")},
        {11: Tooth("filled", "x")},
        {11: Tooth("filled", "mm")},
    ],
)
def test_a_chart_that_cannot_be_is_refused_as_a_whole(boards, by, chart):
    row = by.started(boards.case())

    with pytest.raises(RuleBroken):
        charted(by, row, {21: SOUND, **chart})

    assert not row.findings.exists()


def test_only_an_examiner_charts_teeth(boards, by):
    row = by.started(boards.case())

    with pytest.raises(NotPermitted):
        charted(by, row, {11: SOUND}, who=boards.coordinator)


def test_a_crown_has_no_surfaces_even_for_the_database(boards, by):
    row = by.started(boards.case())
    told = {"kind": "tooth", "tooth": 11, "tooth_code": "crown", "tooth_surfaces": "mo"}

    with pytest.raises(IntegrityError, match="surfaces_are_of"), transaction.atomic():
        row.findings.create(number=1, discipline="odontology", recorded_by=by.examiner, **told)


def test_what_was_struck_after_a_reopening_is_not_compared_any_more(boards, by):
    row = by.locked(boards.case())
    row = by.settled(charted(by, row, {11: CROWN, 12: SOUND}))
    row = do(complete_examination, by=by.examiner, examination=row)
    row = do(review_examination, by=by.reviewer, examination=row)
    newer = do(reopen_examination, by=by.reviewer, examination=row, because="An X-ray came.")

    do(lock_profile, by=by.examiner, examination=charted(by, newer, {12: SOUND}))

    assert post_mortem([row.case_id])[row.case_id][0].teeth == {12: "sound"}
