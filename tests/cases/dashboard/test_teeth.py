"""The dental chart on its pages: filled in, drawn, and one beside the other."""

import pytest

from cases.models import Examination, MissingPerson
from cases.models.codes import Tooth
from cases.models.finding import teeth_of
from cases.operations.charting import chart_teeth
from cases.operations.persons import chart_person
from tests.cases.dashboard.reading import hidden, text_in
from tests.factories.pairs import Pairs
from tests.factories.steps import do

TOLD = {36: Tooth("extracted"), 46: Tooth("filled", "mo"), 11: Tooth("sound")}


@pytest.fixture
def pairs(db):
    return Pairs()


def opened(pairs):
    case = pairs.unexamined()
    return pairs.examined(case)


def sent(browser, url, typed):
    version = hidden(browser.get(url), "version")
    return browser.post(url, {**typed, "version": version}, follow=True)


def chart(row):
    return teeth_of(Examination.objects.get(pk=row.pk).findings.standing().order_by("number"))


def test_a_chart_is_entered_in_one_save_and_drawn(pairs, browse):
    row, browser = opened(pairs), browse(pairs.examiner)
    url = row.get_absolute_url()

    page = sent(browser, f"{url}teeth/", {"tooth_46": "filled", "surfaces_46": "M, O"})

    assert chart(row) == {46: Tooth("filled", "mo")}
    assert "46 filled (MO)" in text_in(page)
    assert "Dental chart, 1 tooth" in page.content.decode()
    assert page.content.decode().count("<svg viewBox") == 32 + 2  # with the legend


def test_the_form_begins_with_what_stands_and_may_take_the_rest_as_sound(pairs, browse):
    row, browser = opened(pairs), browse(pairs.examiner)
    do(chart_teeth, by=pairs.examiner, examination=row, chart={46: Tooth("filled", "mo")})
    url = f"{row.get_absolute_url()}teeth/"
    assert 'value="MO"' in browser.get(url).content.decode()

    typed = {"tooth_46": "filled", "surfaces_46": "mo", "rest_is_sound": "on"}
    sent(browser, url, typed)

    assert len(chart(row)) == 32
    assert chart(row)[46] == Tooth("filled", "mo")
    assert chart(row)[18] == Tooth("sound")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"tooth_46": "crown", "surfaces_46": "mo"}, "of a filled or a decayed tooth"),
        ({"surfaces_46": "mo"}, "of a filled or a decayed tooth"),
        ({"tooth_46": "filled", "surfaces_46": "xy"}, "Write the letters M, O, D, B, L"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place_and_kept(pairs, browse, typed, said):
    row, browser = opened(pairs), browse(pairs.examiner)

    page = sent(browser, f"{row.get_absolute_url()}teeth/", {"tooth_11": "sound", **typed})

    assert page.status_code == 422
    assert said in text_in(page)
    assert f'value="{typed["surfaces_46"]}"' in page.content.decode()
    assert chart(row) == {}


def test_a_dentists_card_is_charted_on_the_record_of_a_person(pairs, browse):
    person = pairs.near()
    browser = browse(pairs.examiner)

    page = sent(browser, f"{person.get_absolute_url()}teeth/", {"tooth_36": "extracted"})

    assert MissingPerson.objects.get(pk=person.pk).chart == {36: Tooth("extracted")}
    assert "36 lost in life" in text_in(page)


def test_nothing_is_lost_after_death_on_a_card(pairs, browse):
    person = pairs.near()

    page = browse(pairs.examiner).get(f"{person.get_absolute_url()}teeth/")

    assert "lost_after_death" not in page.content.decode()


def test_correcting_the_record_leaves_its_chart(pairs, browse):
    person = do(chart_person, by=pairs.examiner, person=pairs.near(), chart=TOLD)
    typed = {"surname": "Вигаданенко", "description": "A scar"}

    sent(browse(pairs.examiner), f"{person.get_absolute_url()}correct/", typed)

    again = MissingPerson.objects.get(pk=person.pk)
    assert (again.description, again.chart) == ("A scar", TOLD)


def test_what_contradicts_is_marked_on_the_page_of_a_candidate(pairs, browse):
    candidate = pairs.candidate()
    do(chart_person, by=pairs.examiner, person=candidate.person, chart=TOLD)
    found = {36: Tooth("sound"), 46: Tooth("extracted"), 11: Tooth("sound")}
    examination = candidate.case.examinations.get()
    do(chart_teeth, by=pairs.examiner, examination=examination, chart=found)

    page = browse(pairs.examiner).get(candidate.get_absolute_url())

    told = text_in(page)
    assert "1 contradicts, 1 treated or lost since, 1 alike" in told
    assert "36 lost in life sound Contradicts" in told
    assert page.content.decode().count('data-verdict="contradicts"') == 1


def test_without_a_card_nothing_stands_side_by_side(pairs, browse):
    candidate = pairs.candidate()
    examination = candidate.case.examinations.get()
    do(chart_teeth, by=pairs.examiner, examination=examination, chart={11: Tooth("sound")})

    page = browse(pairs.examiner).get(candidate.get_absolute_url())

    assert 'class="teeth"' not in page.content.decode()
