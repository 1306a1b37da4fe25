"""The pages of an affiliation: proposed on the case's page, added to, voted on, contested."""

import pytest

from cases.models import AffiliationDecision
from tests.cases.dashboard.reading import text_in
from tests.cases.dashboard.test_identifications import sent
from tests.factories.affiliations import Affiliations

SEEN = {"what": "A coat", "method": "Compared", "seen_by": "Examiner One"}


@pytest.fixture
def house(steps):
    return Affiliations(steps.north)


def test_an_affiliation_goes_its_whole_way_on_pages(house, browse):
    case = house.examined_one()
    examiner, coordinator = browse(house.examiner), browse(house.coordinator)
    first, second = (browse(member) for member in house.members)
    members = [member.pk for member in house.members]
    said = {"assessed": "other_party", "claimed": "own", "claimed_in": "List 4, line 17"}

    assert "Propose an affiliation" in text_in(examiner.get(case.get_absolute_url()))
    sent(examiner, f"{case.get_absolute_url()}affiliate/", kind="uniform", **said, **SEEN)
    row = AffiliationDecision.objects.get()
    at = row.get_absolute_url()
    assert "there are 1" in text_in(examiner.get(at))
    sent(examiner, f"{at}evidence/", kind="disc", found_with="1", **SEEN)
    sent(examiner, f"{at}evidence/", kind="place", **SEEN)
    assert "Missing for a decision" not in text_in(examiner.get(at))
    sent(coordinator, f"{at}board/", members=members)
    assert row.reference in text_in(first.get("/"))
    page = sent(first, f"{at}vote/", choice="established")
    assert "Has not voted" in text_in(page)
    page = sent(second, f"{at}vote/", choice="established")
    assert "Decided" in text_in(page)
    page = sent(coordinator, f"{at}contest/", because="other", note="Both sides.")
    assert "Both sides." in text_in(page)
    third = browse(house.side.person("coordinator", name="third"))
    sent(third, f"{at}board/", members=members)
    sent(first, f"{at}vote/", choice="revoked", reason="Both sides.")
    sent(second, f"{at}vote/", choice="revoked", reason="Both sides.")

    row.refresh_from_db()
    assert row.state == "withdrawn"
    assert "The decision is withdrawn" in text_in(examiner.get(f"/history/{row}/"))
    assert "Undetermined" in text_in(examiner.get(case.get_absolute_url()))


def test_what_is_missing_is_said_on_the_page_at_once(house, browse):
    decision = house.assessed(case=house.case())

    page = text_in(browse(house.coordinator).get(decision.get_absolute_url()))

    assert "No examination of it was reviewed" in page
    assert "No sample of it is retained" in page


def test_a_release_officer_finds_what_awaits_its_return(house, browse):
    decision = house.affiliated()

    page = text_in(browse(house.first).get("/"))

    assert "Remains of the other party" in page
    assert decision.case.reference in page


def test_the_list_is_of_the_own_side(house, browse, steps):
    decision = house.affiliated()

    seen = text_in(browse(house.coordinator).get("/affiliations/"))
    other = browse(steps.south.coordinator)

    assert decision.reference in seen
    assert decision.reference not in text_in(other.get("/affiliations/"))
    assert other.get(decision.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("decisions", [1, 4])
def test_the_list_asks_the_store_no_more_for_more(
    house, browse, decisions, django_assert_max_num_queries
):
    for _ in range(decisions):
        house.assessed()
    browser = browse(house.coordinator)
    browser.get("/affiliations/")

    with django_assert_max_num_queries(20):
        browser.get("/affiliations/")
