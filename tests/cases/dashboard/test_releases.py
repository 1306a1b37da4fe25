"""A release over pages: what is missing, the moves, the list, the worklists, and the receipt."""

import pytest

from cases.dashboard.entries import WHAT
from cases.models import Release
from cases.models.custody import CustodyKind
from cases.models.releasing import KinReferral
from cases.operations.receipts import issue_receipt
from repatriation.errors import NotPermitted
from repatriation.files import storage
from tests.cases.dashboard.reading import text_in
from tests.factories.releases import Releases
from tests.factories.steps import do
from tests.factories.work import at_work
from tests.platform.conftest import pages_of  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return Releases()


def page_of(case):
    return f"{case.get_absolute_url()}releases/"


def post(browser, row, move, **typed):
    address = f"{row.get_absolute_url()}{move}/"
    at_work(browser, address)
    return browser.post(address, {"version": row.version} | typed)


def test_remains_are_authorised_released_and_taken_back_over_pages(house, browse):
    case = house.ready()
    first, second = browse(house.first), browse(house.second)

    post(first, case, "authorise-release", whom="family", label=case.reference)
    case = house.again(case)
    assert case.state == "release_authorised"
    leaving = {"label": case.reference, "receipt": "R-1", "receiver": "Driver One"}
    post(second, case, "release", witness=house.witness.pk, burial_place="Havrel", **leaving)
    case = house.again(case)
    assert case.state == "released"
    came = {"label": case.reference, "because": "refused", "note": "Brought back"}
    post(first, case, "take-back", witness=house.witness.pk, **came)

    assert house.again(case).state == "numbered"
    page = text_in(first.get(page_of(case)))
    assert "Refused by the family. Brought back" in page


def test_the_story_of_a_case_tells_of_its_release_and_of_its_way_back(house, browse):
    case = house.released()
    exhumed = {
        "because": "exhumed",
        "note": "By order",
        "permit": "EX-1",
        "permit_by": "Prosecutor",
    }
    browser = browse(house.first)
    assert "Released" in text_in(browser.get(case.get_absolute_url()))

    post(browser, case, "take-back", label=case.reference, witness=house.witness.pk, **exhumed)

    told = text_in(browser.get(case.get_absolute_url()))
    assert "Exhumed, permit EX-1" in told
    assert "Permit of Prosecutor" in told


def test_every_kind_of_custody_is_told_in_words():
    told_apart = {CustodyKind.GAP}

    assert set(WHAT) | told_apart == set(CustodyKind)


def test_the_page_says_what_is_missing(house, browse):
    case = house.examined()
    house.kin(house.certified(case=case))

    page = text_in(browse(house.first).get(page_of(case)))

    assert "The next of kin has not consented to the release" in page
    assert "Spouse (1)" in page
    assert "Вигаданенко" not in page


def test_a_refusal_keeps_what_was_typed(house, browse):
    case, other = house.ready(), house.case()

    typed = {"whom": "family", "label": other.reference}
    answer = post(browse(house.first), case, "authorise-release", **typed)

    page = text_in(answer)
    assert f"The label says {other.reference}" in page
    assert other.reference in answer.content.decode()
    assert house.again(case).state == "examined"


def test_who_authorised_is_told_why_another_releases(house, browse):
    case = house.authorised()

    page = text_in(browse(house.first).get(page_of(case)))

    assert "You authorised this release; another release officer carries it out." in page


def test_who_received_them_is_read_by_the_officers_of_the_house_alone(house, browse):
    case = house.released()

    assert "Driver One" in text_in(browse(house.first).get(page_of(case)))
    told = text_in(browse(house.coordinator).get(page_of(case)))
    assert "Driver One" not in told
    assert "withheld" in told


def test_who_sees_no_releases_finds_no_page(house, browse):
    assert browse(house.side.explosives_officer).get(page_of(house.ready())).status_code == 404


def test_kin_are_referred_and_decided_for_over_pages(house, browse):
    case = house.ready()

    post(browse(house.first), case, "refer-kin", because="disagree", note="Two wishes")
    waiting = text_in(browse(house.authority).get("/"))
    assert "The release waits for your order" in waiting
    case = house.again(case)
    post(browse(house.authority), case, "decide-for-kin", decision="release", order="O-1")

    assert KinReferral.objects.get().order == "O-1"


def test_the_list_and_the_worklists_lead_to_the_page(house, browse):
    case = house.ready()
    assert "See whether the next of kin has consented" in text_in(browse(house.first).get("/"))
    case = house.authorise(case)
    assert "You carry it out before a second person" in text_in(browse(house.second).get("/"))
    assert "You carry it out" not in text_in(browse(house.first).get("/"))
    case = house.release(case)

    house.contested(house.identification_of(case))

    assert "They left on an identity" in text_in(browse(house.first).get("/"))
    listed = browse(house.first).get("/releases/")
    assert Release.objects.get().reference in text_in(listed)
    assert "To be taken back" in text_in(browse(house.first).get(page_of(case)))


def test_a_list_of_releases_asks_the_database_no_more_for_more_rows(
    house, browse, django_assert_max_num_queries
):
    house.authorised()
    browser = browse(house.first)
    browser.get("/releases/")

    with django_assert_max_num_queries(25):
        browser.get("/releases/")


def test_a_receipt_is_issued_without_any_name(house, browse, pages_of):  # noqa: F811
    case = house.released()
    release = Release.objects.get(case=case)

    issued = do(issue_receipt, by=house.second, release=release, languages=["en"])

    text = " ".join(" ".join(pages_of(storage.read(issued.file))).split())
    assert case.reference in text
    assert "C-17" in text
    assert "Driver One" not in text
    assert "Вигаданенко" not in text
    address = f"{case.get_absolute_url()}receipt/"
    assert browse(house.first).get(f"{address}{issued.pk}.pdf").status_code == 200


def test_only_a_release_officer_issues_a_receipt(house):
    release = Release.objects.get(case=house.authorised())

    with pytest.raises(NotPermitted, match="release officer"):
        do(issue_receipt, by=house.coordinator, release=release, languages=["en"])


def test_whoever_moves_a_release_goes_on_where_it_stands(house, browse):
    case = house.ready()

    answer = post(browse(house.first), case, "authorise-release", whom="family", label=str(case))

    assert (answer.status_code, answer.url) == (302, page_of(case))
