"""Our own team's recoveries: a site is opened, and what is found there is numbered there."""

from datetime import timedelta

import pytest

from cases.models import CustodyEvent, RecoverySite, RemainsCase
from cases.models.codes import Element, Side
from cases.operations.recovering import open_site, recover_remains
from repatriation.ledger.clock import now
from tests.cases.dashboard.reading import hidden, text_in
from tests.factories.associations import Associations
from tests.factories.elements import examined
from tests.factories.steps import do

NOTHING = {"body": 0, "body_part": 0, "fragment": 0, "mixed_fragments": 0}


@pytest.fixture
def team(steps):
    return steps.north.transport_lead


@pytest.fixture
def site(team):
    return do(open_site, by=team, place="Orin ridge")


def recorded(browser, site, **typed):
    url = f"{site.get_absolute_url()}record/"
    seen = hidden(browser.get(url), "recorded")
    return browser.post(url, NOTHING | {"recorded": seen} | typed, follow=True)


def test_a_site_is_opened_with_or_without_its_point(team, browse):
    browser = browse(team)

    without = browser.post("/recoveries/new/", {"place": "Orin ridge"}, follow=True)
    point = {"latitude": "48.12345", "longitude": "-33.5"}
    browser.post("/recoveries/new/", {"place": "Kessar ford"} | point)

    assert "No remains are recorded here yet." in text_in(without)
    site = RecoverySite.objects.get(place="Kessar ford")
    assert (str(site.latitude), str(site.longitude)) == ("48.12345", "-33.50000")


@pytest.mark.parametrize(
    ("latitude", "longitude", "said"),
    [
        ("48.1", "", "Give latitude and longitude, or neither."),
        ("91", "10", "Latitude:"),
        ("x", "NaN", "Longitude:"),
    ],
)
def test_half_a_point_is_none(team, browse, latitude, longitude, said):
    typed = {"place": "Orin ridge", "latitude": latitude, "longitude": longitude}

    response = browse(team).post("/recoveries/new/", typed)

    assert said in text_in(response)
    assert "Orin ridge" in response.content.decode()
    assert not RecoverySite.objects.exists()


def test_remains_are_numbered_where_they_were_found(team, site, browse):
    at = (now() - timedelta(hours=6)).strftime("%Y-%m-%dT%H:%M")

    response = recorded(browse(team), site, body=1, fragment=2, occurred_at=at, is_on_paper="on")

    assert "Numbered: RC-" in text_in(response)
    cases = RemainsCase.objects.filter(recovery_site=site)
    assert sorted(cases.values_list("kind", flat=True)) == ["body", "fragment", "fragment"]
    event = CustodyEvent.objects.of(cases[0]).get()
    assert (event.kind, event.is_on_paper) == ("recovered", True)
    assert now() - event.occurred_at > timedelta(hours=5)


def test_a_recovery_of_nothing_is_refused_beside_what_was_typed(team, site, browse):
    response = recorded(browse(team), site)

    assert response.status_code == 422
    assert "Say what was recovered" in text_in(response)


def test_a_recovery_of_tomorrow_is_refused(team, site, browse):
    response = recorded(browse(team), site, body=1, occurred_at="2999-01-01T10:00")

    assert "in the future" in text_in(response)
    assert not RemainsCase.objects.exists()


def test_a_form_that_is_sent_twice_numbers_once(team, site, browse):
    browser, url = browse(team), f"{site.get_absolute_url()}record/"
    typed = NOTHING | {"body": 1, "recorded": hidden(browser.get(url), "recorded")}

    first, second = (browser.post(url, typed) for _n in range(2))

    assert (first.status_code, second.status_code) == (302, 412)
    assert "Somebody recorded remains of" in text_in(second)
    assert RemainsCase.objects.count() == 1


def test_the_cases_of_a_site_can_be_selected_to_be_sent_on(steps, team, site, browse):
    cases = do(recover_remains, by=team, site=site, remains=["body", "fragment"])

    page = browse(team).get(site.get_absolute_url()).content.decode()

    assert all(f'name="pick" value="{case}"' in page for case in cases)
    assert 'formaction="/cases/move/send/"' in page


def test_who_records_no_recoveries_is_told_in_place(steps, site, browse, shown):
    officer = steps.north.exchange_officer
    sentence = "Only a recovery team, a coordinator or a mortuary officer records a recovery."

    for address in ("/recoveries/", "/recoveries/new/", site.get_absolute_url()):
        assert sentence in shown(officer, address)
    assert browse(officer).post("/recoveries/new/", {"place": "x"}).status_code == 403
    assert RecoverySite.objects.count() == 1


def test_a_site_of_another_agency_is_not_written_to(steps, site, browse):
    coordinator_elsewhere = steps.north.person("coordinator", at=steps.north.mortuaries[0])

    response = recorded(browse(coordinator_elsewhere), site, body=1)

    assert "This site was opened by another agency" in text_in(response)
    assert not RemainsCase.objects.exists()


def test_a_site_of_the_other_side_does_not_exist(steps, site, browse):
    other = steps.south.coordinator

    for path in ("", "record/"):
        assert browse(other).get(site.get_absolute_url() + path).status_code == 404


def test_the_list_tells_what_was_found_where(team, site, shown):
    do(recover_remains, by=team, site=site, remains=["body", "fragment"])

    text = shown(team, "/recoveries/?q=orin")

    assert "1 site in this filter" in text
    assert f"{site} Orin ridge Northern Commission" in text
    assert "No site fits this filter." in shown(team, "/recoveries/?q=elsewhere")


def test_the_list_says_when_it_is_empty(team, shown):
    assert "No recovery is recorded yet." in shown(team, "/recoveries/")


def test_a_site_shows_how_many_people_beside_the_cases(officer, shown):
    house = Associations()
    one, two = house.parts(2)
    for case in (one, two):
        examined(case, house.examiner, (Element.CRANIUM, Side.MIDLINE))

    text = shown(house.second, one.recovery_site.get_absolute_url())

    assert "remains cases numbered 2 individuals at the least 2 individuals distinguished 0" in text
    assert "claimed by the sender" not in text
