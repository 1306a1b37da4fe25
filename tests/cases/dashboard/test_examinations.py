"""An examination on its pages, from the case that it begins on to the review that locks it."""

import pytest

from cases.models import Examination, Finding, RemainsCase, RestrictedFinding
from cases.models.examination import Discipline
from tests.cases.dashboard.reading import hidden, text_in
from tests.factories.boards import Boards
from tests.factories.examinations import PROFILE, Examinations


@pytest.fixture
def boards(db):
    return Boards()


@pytest.fixture
def by(boards):
    return Examinations(boards.examiner)


def sent(browser, url, typed=None):
    seen = hidden(browser.get(url), "version")
    return browser.post(url, {**(typed or {}), "version": seen}, follow=True)


def test_the_whole_way_from_the_page_of_a_case(boards, by, browse):
    case, browser = boards.case(), browse(by.examiner)
    assert "were not examined yet" in text_in(browser.get(case.get_absolute_url()))

    sent(browser, f"{case.get_absolute_url()}examine/")
    row = Examination.objects.get()
    url = row.get_absolute_url()
    typed = {name: value if value is not None else "" for name, value in vars(PROFILE).items()}
    sent(browser, f"{url}profile/", typed)
    sent(
        browser, f"{url}elements/", {"completeness": "whole", "femur_left": 2, "cranium_midline": 1}
    )
    sent(browser, f"{url}feature/", {"feature": "plate", "is_present": "yes", "serial": "SN-1"})
    sent(browser, f"{url}teeth/", {"tooth_46": "crown", "tooth_11": "sound"})
    sent(browser, f"{url}thing/", {"kind": "disc", "text": "KANAREYKA 77"})
    sent(browser, f"{url}lock/")
    for one in Discipline:
        sent(browser, f"{url}item/", {"discipline": one, "state": "done"})
    sent(browser, f"{url}complete/")
    page = sent(browse(by.reviewer), f"{url}review/")

    told = text_in(page)
    assert "Reviewed: the case is examined." in told
    for said in ("25 to 35 years", "172 to 180 cm", "Femur", "SN-1", "KANAREYKA 77", "46 crown"):
        assert said in told
    assert RemainsCase.objects.get().state == "examined"
    assert row.case.reference in told


def test_what_was_typed_is_not_lost_by_a_refusal(boards, by, browse):
    row = by.started(boards.case())
    url = f"{row.get_absolute_url()}profile/"

    page = sent(browse(by.examiner), url, {"sex": "male", "age_from": 30, "age_to": 20})

    assert "by which method" in text_in(page)
    assert 'value="30"' in page.content.decode()
    assert Examination.objects.get().sex == ""


def test_a_hurried_press_records_no_finding(boards, by, browse):
    row, browser = by.started(boards.case()), browse(by.examiner)

    for path in ("feature", "thing", "restricted", "item"):
        page = sent(browser, f"{row.get_absolute_url()}{path}/", {"is_present": "yes", "text": "x"})
        assert page.status_code == 422, path
        assert "Nothing is chosen here." in text_in(page)

    assert not Finding.objects.exists()
    assert not RestrictedFinding.objects.exists()


def test_what_comes_next_stands_out(boards, by, browse):
    row, browser = by.started(boards.case()), browse(by.examiner)

    page = browser.get(row.get_absolute_url()).content.decode()

    assert f'class="button button--lead" href="{row.get_absolute_url()}profile/"' in page
    assert page.count("button--lead") == 1


def test_a_finding_is_struck_out_and_stays_readable(boards, by, browse):
    row, browser = by.started(boards.case()), browse(by.examiner)
    url = row.get_absolute_url()
    sent(browser, f"{url}thing/", {"kind": "effect", "text": "a ring"})

    page = sent(browser, f"{url}strike/", {"finding": Finding.objects.get().pk})

    assert "Corrected or struck out" in text_in(page)


def test_a_restricted_finding_is_seen_by_examiners_alone(boards, by, browse):
    row = by.started(boards.case())
    url = row.get_absolute_url()

    page = sent(
        browse(by.examiner), f"{url}restricted/", {"kind": "cause_of_death", "text": "Secret-K"}
    )

    assert "Secret-K" in text_in(page)
    assert RestrictedFinding.objects.count() == 1
    for who in (boards.coordinator, boards.side.family_liaison, boards.side.mortuary_officer):
        assert browse(who).get(url).status_code == 404


def test_given_back_and_opened_again_say_why(boards, by, browse):
    row = by.complete(boards.case())
    url, reviewer = row.get_absolute_url(), browse(by.reviewer)

    back = sent(reviewer, f"{url}give-back/", {"because": "No X-ray of the skull"})

    assert "No X-ray of the skull" in text_in(back)


def test_each_line_of_the_checklist_leads_to_its_own_record(boards, by, browse):
    row = by.started(boards.case())
    url = f"{row.get_absolute_url()}item/?discipline=odontology"

    page = browse(by.examiner).get(row.get_absolute_url()).content.decode()
    form = browse(by.examiner).get(url).context["form"]
    elsewhere = browse(boards.coordinator).get(row.get_absolute_url())

    assert f'href="{url}"' in page
    assert form["discipline"].value() == "odontology"
    assert url not in elsewhere.content.decode()
