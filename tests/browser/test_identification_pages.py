"""From the examination to the release, in a real browser: everybody can use each page."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe

from cases.models import Individual
from tests.browser.ways import ByPages
from tests.cases.people.filing import LIST, looked_at, pfif, saved
from tests.factories.affiliations import Affiliations
from tests.factories.associations import Associations
from tests.factories.effects import Effects
from tests.factories.examinations import Examinations
from tests.factories.pairs import Pairs
from tests.factories.releases import Releases
from tests.factories.samples import Laboratory
from tests.factories.seeking import Seeking
from tests.factories.steps import Steps

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = [(1280, "light"), (1280, "dark"), (360, "light")]
HEADINGS = """() => [...document.querySelectorAll("main :is(h1, h2, h3, h4)")]
    .map(heading => Number(heading.tagName[1]))"""


@pytest.fixture
def ways(page, live_server):
    return ByPages(page, live_server, Steps())


def examining(ways) -> list[tuple[object, str]]:
    pairs = Pairs(ways.steps.north)
    by = Examinations(pairs.examiner)
    begun, candidate = by.started(pairs.unexamined()), pairs.candidate()
    associations = Associations(ways.steps.north)
    proposed = associations.proposed(*associations.parts(2))
    associations.accepted(*associations.parts(2))
    individual = Individual.objects.get()
    deeds = ("item", "profile", "elements", "feature", "teeth", "thing", "restricted")
    case, person = candidate.case.get_absolute_url(), candidate.person.get_absolute_url()
    return [
        (pairs.examiner, address)
        for address in (
            "/",
            begun.get_absolute_url(),
            *(f"{begun.get_absolute_url()}{deed}/" for deed in deeds),
            begun.case.get_absolute_url(),
            case,
            f"{case}candidates/",
            f"{case}associate/",
            candidate.get_absolute_url(),
            f"{candidate.get_absolute_url()}exclude/",
            "/people/new/",
            person,
            f"{person}merge/",
            "/associations/",
            proposed.get_absolute_url(),
            "/individuals/",
            individual.get_absolute_url(),
        )
    ]


def deciding(ways) -> list[tuple[object, str]]:
    house = Releases(ways.steps.north)
    voting, ready = house.under_review(), house.ready()
    url, case = voting.get_absolute_url(), ready.get_absolute_url()
    return [
        (house.members[0], "/"),
        (house.members[0], url),
        (house.members[0], f"{url}vote/"),
        (house.coordinator, "/identifications/"),
        (house.coordinator, "/board-sessions/"),
        (house.coordinator, "/board-sessions/new/"),
        (house.authority, "/"),
        (house.first, "/"),
        (house.first, "/releases/"),
        (house.first, f"{case}releases/"),
        (house.first, f"{case}authorise-release/"),
    ]


def sampling(ways) -> list[tuple[object, str]]:
    laboratory = Laboratory(Pairs(ways.steps.north))
    sample, reference = laboratory.pair()
    result, kept = laboratory.result(sample, reference), laboratory.sample()
    blind = f"/laboratory/{reference.reference}/"
    return [
        (laboratory.examiner, "/samples/"),
        (laboratory.examiner, f"/samples/send/?pick={kept.reference}"),
        (laboratory.examiner, sample.get_absolute_url()),
        (laboratory.analyst, "/"),
        (laboratory.analyst, "/laboratory/"),
        (laboratory.analyst, blind),
        (laboratory.analyst, f"{blind}report/"),
        (laboratory.analyst, "/worklists/"),
        (laboratory.analyst, result.get_absolute_url()),
    ]


def returning(ways) -> list[tuple[object, str]]:
    house = Affiliations(ways.steps.north)
    proposed, voting = house.assessed(), house.before_board(house.assessed())
    decided = house.affiliated()
    house.return_authorised(decided)
    url, case = voting.get_absolute_url(), house.examined_one().get_absolute_url()
    return [
        (house.examiner, "/affiliations/"),
        (house.examiner, f"{case}affiliate/"),
        (house.examiner, proposed.get_absolute_url()),
        (house.coordinator, f"{proposed.get_absolute_url()}board/"),
        (house.members[0], f"{url}vote/"),
        (house.coordinator, decided.get_absolute_url()),
        (house.coordinator, f"{decided.get_absolute_url()}contest/"),
        (house.first, f"{decided.case.get_absolute_url()}releases/"),
        (house.coordinator, "/progress/"),
    ]


def keeping(ways) -> list[tuple[object, str]]:
    house = Effects(ways.steps.north)
    kept, held, sealed = house.kept(), house.held(), house.sealed()
    given = house.give(house.of_released())
    url = kept.get_absolute_url()
    return [
        (house.custodian, "/"),
        (house.custodian, "/effects/"),
        (house.officer, f"{kept.case.get_absolute_url()}effect/"),
        *((house.custodian, row.get_absolute_url()) for row in (kept, held, sealed, given)),
        *((house.custodian, f"{url}{deed}/") for deed in ("store", "seal")),
        (house.officer, kept.case.get_absolute_url()),
    ]


def bringing_people(ways) -> list[tuple[object, str]]:
    seeking = Seeking(ways.steps.north)
    draft, done = looked_at(seeking.liaison, LIST), saved(seeking.liaison, pfif())
    return [
        (seeking.liaison, "/people/import/"),
        (seeking.liaison, draft.get_absolute_url()),
        (seeking.liaison, done.get_absolute_url()),
        (seeking.liaison, "/people/export/"),
        (seeking.liaison, "/people/"),
    ]


@pytest.mark.parametrize(
    "pages", [examining, deciding, sampling, returning, keeping, bringing_people]
)
def test_the_pages_are_accessible_and_block_nothing(ways, page, pages):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    for who, address in pages(ways):
        ways.at(who, address)
        headings = page.evaluate(HEADINGS)
        assert headings.count(1) == 1, address
        assert all(below <= above + 1 for above, below in pairwise(headings)), address
        for width, scheme in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = Axe().run(page)
            assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address

    assert complaints == []
