"""The pages of associations and individuals: the whole way, and blind."""

import pytest

from cases.models import Association, Identification, Individual, MissingPerson
from cases.models.codes import Element, Side
from cases.operations.presuming import set_presumptive
from repatriation.ledger.clock import now
from tests.cases.dashboard.reading import text_in
from tests.cases.dashboard.test_identifications import sent
from tests.factories.accounts import UserFactory
from tests.factories.associations import Associations
from tests.factories.boards import Boards
from tests.factories.elements import examined
from tests.factories.steps import Steps, do

SEEN = {"basis": "articulation", "note": "The elbow fits."}


@pytest.fixture
def house(steps):
    return Associations(steps.north)


def proposed_on_page(house, browse) -> Association:
    first, second = house.parts(2)
    url = f"{first.get_absolute_url()}associate/"
    sent(browse(house.examiner), url, other=second.reference.lower(), **SEEN)
    return Association.objects.get()


def test_an_association_goes_its_whole_way_on_pages(house, browse, shown):
    association = proposed_on_page(house, browse)
    second, at = browse(house.second), association.get_absolute_url()

    assert "of one person?" in shown(house.second, "/")
    page = sent(second, f"{at}accept/")
    assert "The association is accepted" in text_in(page)
    individual = Individual.objects.get()
    listed = shown(house.second, "/individuals/")
    assert individual.reference in listed
    text = shown(house.second, individual.get_absolute_url())
    assert all(case.reference in text for case in association.cases)
    on_case = shown(house.second, association.first.get_absolute_url())
    assert f"Held to be of {individual.reference}" in on_case
    page = sent(second, f"{at}withdraw/", because="The profiles differ.")

    assert "Withdrawn. The profiles differ." in text_in(page)
    gone = shown(house.second, individual.get_absolute_url())
    assert "It holds no cases any more" in gone
    assert "Cases it held before" in gone
    told = shown(house.second, f"/history/{individual.reference}/")
    assert f"{association} does not hold" in told


def test_it_is_rejected_on_a_page(house, browse):
    association = proposed_on_page(house, browse)

    page = sent(browse(house.second), f"{association.get_absolute_url()}reject/", because="No fit.")

    assert "The association is rejected" in text_in(page)


def test_what_is_missing_is_asked_for_and_what_was_typed_stays(house, browse):
    first, second = house.parts(2)
    url = f"{first.get_absolute_url()}associate/"

    page = sent(browse(house.examiner), url, other=second.reference, **SEEN | {"basis": "dna"})

    assert page.status_code == 422
    assert "name its report" in text_in(page)
    assert "The elbow fits." in page.content.decode()


def test_who_proposed_sees_why_another_decides(house, browse, shown):
    association = proposed_on_page(house, browse)

    text = shown(house.examiner, association.get_absolute_url())

    assert "Who proposed an association does not decide on it" in text
    assert association.reference not in shown(house.examiner, "/")


def test_the_pages_of_an_association_say_nothing_of_whom_the_remains_may_be(house, browse, shown):
    """Whoever proposes, and whoever decides, is shown no presumption and no identification."""
    boards = Boards(house.side)
    first, second = house.parts(2)
    person = boards.person()
    locked = {
        "sex": "undetermined",
        "profile_locked_by": boards.examiner,
        "profile_locked_at": now(),
    }
    examined(first, boards.examiner, **locked)
    do(set_presumptive, by=boards.examiner, case=first, person=person, evidence="a rose tattoo")
    boards.proposed(case=Steps.again(first), person=person)
    proposer = house.side.person("forensic examiner", name="third")
    association = house.proposed(first, second, by=proposer)
    at = association.get_absolute_url()

    blind = [
        shown(house.second, url)
        for url in (
            f"{first.get_absolute_url()}associate/",
            "/associations/",
            at,
            f"{at}accept/",
            f"{at}reject/",
            f"/history/{association.reference}/",
        )
    ]

    assert "a rose tattoo" in shown(house.second, first.get_absolute_url())
    identification = Identification.objects.get()
    for word in ("rose", "resumpti", person.surname, person.reference, identification.reference):
        assert not [text for text in blind if word in text]
    assert MissingPerson.objects.count() == 1


def test_the_page_of_an_individual_says_nothing_of_it_either(house, shown):
    boards = Boards(house.side)
    first, second = house.parts(2)
    house.accepted(first, second)
    identification = boards.identified(case=first)

    text = shown(house.second, Individual.objects.get().get_absolute_url())

    assert identification.reference not in text
    assert boards.person().surname not in text


def test_a_case_of_another_agency_is_counted_and_not_named(house, steps, shown):
    first, second = house.parts(2)
    house.accepted(first, second)
    elsewhere = steps.north.mortuaries[1]
    second.custodian = second.responsible = elsewhere
    second.save()

    text = shown(house.examiner, Individual.objects.get().get_absolute_url())

    assert first.reference in text
    assert second.reference not in text
    assert "1 more case is with another agency of your side" in text


def test_what_is_not_the_reader_s_does_not_exist(house, browse, steps):
    association = house.accepted(*house.parts(2))
    individual = Individual.objects.get()
    strangers = (
        UserFactory(agency=steps.south.agency, role="forensic examiner"),
        UserFactory(agency=steps.north.mortuaries[1], role="forensic examiner"),
        UserFactory(agency=house.examiner.agency, role="explosives officer"),
    )

    for stranger in strangers:
        for row in (association, individual):
            assert browse(stranger).get(row.get_absolute_url()).status_code == 404


def test_the_lists_ask_the_store_the_same_however_long_they_are(
    house, browse, django_assert_max_num_queries
):
    client = browse(house.second)
    for _ in range(6):
        house.accepted(*house.parts(2))

    for url in ("/associations/", "/individuals/"):
        client.get(url)
        with django_assert_max_num_queries(18):
            client.get(url)


@pytest.mark.parametrize("url", ["/associations/?q=RC-26", "/individuals/?q=RC-26&state=merged"])
def test_the_lists_are_narrowed(house, shown, url):
    house.accepted(*house.parts(2))

    assert "fits this filter" in shown(house.second, url) or "AS-" in shown(house.second, url)


def test_what_contradicts_it_is_shown_and_asks_for_an_answer(house, browse, shown):
    one, two = house.parts(2)
    for case in (one, two):
        examined(case, house.examiner, (Element.CRANIUM, Side.MIDLINE))
    association = house.proposed(one, two)
    at, second = association.get_absolute_url(), browse(house.second)

    assert "Their findings contradict it." in shown(house.second, at)
    refused = sent(second, f"{at}accept/")
    done = sent(second, f"{at}accept/", because="Two parts of one cranium.")

    assert (refused.status_code, "cranium" in text_in(refused)) == (422, True)
    assert "Two parts of one cranium." in text_in(done)


def test_a_search_tells_nothing_of_a_case_that_may_not_be_seen(house, shown):
    association = house.accepted(*house.parts(2))
    seen, hidden = association.cases
    elsewhere = UserFactory(agency__party=house.side.party).agency
    hidden.custodian = hidden.responsible = elsewhere
    hidden.save()
    individual = Individual.objects.get().reference

    assert individual in shown(house.examiner, f"/individuals/?q={seen}")
    assert individual not in shown(house.examiner, f"/individuals/?q={hidden}")
