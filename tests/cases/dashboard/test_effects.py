"""Personal effects on their pages, on those of a case and its release, and on Today."""

import pytest

from cases.models import PersonalEffect
from cases.models.examination import Discipline
from cases.models.finding import FindingKind
from cases.operations.effects import seal_effect
from cases.operations.finding import Found, record_findings
from tests.cases.dashboard.reading import hidden, text_in
from tests.factories.effects import INSCRIPTION, Effects
from tests.factories.examinations import Examinations
from tests.factories.remains import RemainsCaseFactory
from tests.factories.steps import do


@pytest.fixture
def house(db):
    return Effects()


def sent(browser, url, typed=None):
    seen = hidden(browser.get(url), "version")
    return browser.post(url, {**(typed or {}), "version": seen}, follow=True)


def test_from_the_page_of_a_case_to_the_family(house, browse):
    case = house.authorised()
    by = browse(house.officer)
    assert "No personal effect is recorded." in text_in(by.get(case.get_absolute_url()))
    ring = {"kind": "ring", "description": "a plain ring", "inscription": INSCRIPTION}
    by.post(f"{case.get_absolute_url()}effect/", ring, follow=True)
    effect = PersonalEffect.objects.get()
    url = effect.get_absolute_url()

    assert effect.reference in text_in(browse(house.custodian).get("/"))
    sent(browse(house.custodian), f"{url}receive/", {"place": "Safe 1"})
    sealing = {"packet": "P-1", "witness": house.other.pk}
    sent(browse(house.custodian), f"{url}seal/", sealing)
    house.released(house.again(case))
    left = text_in(browse(house.custodian).get("/"))
    assert "The remains have left without it." in left
    giving = {"receipt": "E-1", "receiver": "Mother One", "witness": house.other.pk}
    page = sent(browse(house.custodian), f"{url}give-to-family/", giving)

    told = text_in(page)
    for said in ("Given to the family", "P-1", "E-1", "Mother One", INSCRIPTION, "Safe 1"):
        assert said in told
    assert "without it" not in text_in(browse(house.custodian).get("/"))


def test_the_release_and_its_closing_tell_what_is_still_held(house, browse):
    effect = house.of_released()
    case, by = effect.case, browse(house.first)

    told = text_in(by.get(f"{case.get_absolute_url()}releases/"))
    assert "1 personal effect of these remains is still held." in told
    assert effect.reference in told
    url = f"{case.get_absolute_url()}close-released/"
    refused = sent(by, url, {"effects_stay": ""})
    assert f"are still held: {effect.reference}" in text_in(refused)
    assert house.again(case).state == "released"

    closed = sent(by, url, {"effects_stay": "The family has not come yet"})
    assert "is closed" in text_in(closed)
    page = by.get(f"{case.get_absolute_url()}releases/")
    assert "The family has not come yet" in text_in(page)


def test_the_list_is_narrowed(house, browse):
    found, held, gone = house.found(), house.held(), house.of_released()
    by = browse(house.custodian)

    def shown(query):
        told = text_in(by.get(f"/effects/?{query}"))
        return [row for row in (found, held, gone) if row.reference in told]

    assert shown("") == [found, held, gone]
    assert shown("waiting=on") == [found]
    assert shown("evidence=on") == [held]
    assert shown("left_behind=on") == [gone]
    assert shown(f"q={held.case.reference}") == [held]
    assert shown("state=destroyed") == []


def test_a_list_of_many_asks_no_more_than_a_list_of_one(
    house, browse, django_assert_max_num_queries
):
    by = browse(house.custodian)
    house.kept()
    by.get("/effects/")
    with django_assert_max_num_queries(30) as one:
        by.get("/effects/")
    for _ in range(3):
        house.kept()

    with django_assert_max_num_queries(len(one)):
        by.get("/effects/")


def test_without_effects_the_list_says_where_they_are_recorded(house, browse):
    told = text_in(browse(house.custodian).get("/effects/"))

    assert "No personal effect is recorded yet." in told


def test_who_may_not_see_effects_sees_neither_page_nor_panel(house, browse):
    effect = house.kept()
    by = browse(house.liaison)

    assert by.get(effect.get_absolute_url()).status_code == 404
    assert "Personal effects" not in text_in(by.get(effect.case.get_absolute_url()))


def test_the_auditor_reads_the_custody_and_no_inscription(house, browse):
    given = house.give(house.of_released())

    told = text_in(browse(house.side.person("auditor")).get(given.get_absolute_url()))

    assert "Given to the family" in told
    assert "withheld" in told
    for secret in (INSCRIPTION, "Mother One"):
        assert secret not in told


def test_a_finding_of_the_case_is_offered_when_its_thing_is_recorded(house, browse):
    examination = Examinations(house.examiner).started(house.case())
    thing = Found(FindingKind.EFFECT, Discipline.EFFECTS, text="a ring")
    (finding,) = do(record_findings, by=house.examiner, examination=examination, findings=[thing])
    url = f"{examination.case.get_absolute_url()}effect/"

    browse(house.examiner).post(
        url, {"kind": "ring", "description": "a ring", "finding": finding.pk}
    )

    assert PersonalEffect.objects.get().finding == finding


def test_what_lay_loose_is_assigned_on_a_page(house, browse):
    case = RemainsCaseFactory(custodian=house.mortuary)
    by = browse(house.custodian)
    url = f"{case.container.get_absolute_url()}effect/"
    by.post(url, {"kind": "keys", "description": "two keys"})
    effect = PersonalEffect.objects.get()

    assert effect.reference in text_in(by.get(case.container.get_absolute_url()))
    sent(by, f"{effect.get_absolute_url()}assign/", {"case": case.pk})

    assert house.again(effect).case == case


def test_an_act_is_corrected_on_a_page(house, browse):
    effect = house.kept()

    page = sent(
        browse(house.custodian),
        f"{effect.get_absolute_url()}correct/",
        {"number": "2", "note": "It was safe 3"},
    )

    assert "corrects act 2" in text_in(page)


def test_two_who_write_at_once_are_told(house, browse):
    effect = house.kept()
    url = f"{effect.get_absolute_url()}store/"
    by = browse(house.custodian)
    seen = hidden(by.get(url), "version")
    do(seal_effect, by=house.custodian, effect=effect, packet="P-1", witness=house.other)

    answer = by.post(url, {"place": "Safe 2", "version": seen})

    assert answer.status_code == 412
    assert "Safe 2" in answer.content.decode()
