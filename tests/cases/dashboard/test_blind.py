"""Whoever may examine is shown no presumptive flag of others before the profile is locked."""

import pytest

from cases.models import Presumption
from cases.operations.examining import lock_profile
from cases.operations.presuming import set_presumptive
from tests.cases.dashboard.reading import text_in
from tests.factories.boards import Boards
from tests.factories.examinations import Examinations
from tests.factories.steps import do

DISC = "a disc in the left pocket"
HIDDEN = "Hidden until sex, age and stature of these remains are locked"


@pytest.fixture
def boards(db):
    return Boards()


@pytest.fixture
def by(boards):
    return Examinations(boards.examiner)


@pytest.fixture
def flagged(boards, by):
    case = boards.case()
    do(set_presumptive, by=by.reviewer, case=case, evidence=DISC)
    return case


def test_a_flag_of_another_is_hidden_with_the_reason_until_the_lock(by, flagged, browse):
    examination = by.described(flagged)
    browser, at = browse(by.examiner), flagged.get_absolute_url()

    before = text_in(browser.get(at))
    do(lock_profile, by=by.examiner, examination=examination)
    after = text_in(browser.get(at))

    assert HIDDEN in before
    assert DISC not in before
    assert "Lift the presumptive flag" not in before
    assert HIDDEN not in after
    assert DISC in after


def test_without_a_flag_the_page_says_the_same(boards, by, browse):
    case = boards.case()

    assert HIDDEN in text_in(browse(by.examiner).get(case.get_absolute_url()))


def test_who_set_a_flag_goes_on_seeing_it(by, flagged):
    assert Presumption.objects.visible_to(by.reviewer).get().case == flagged
    assert not Presumption.objects.visible_to(by.examiner).exists()
