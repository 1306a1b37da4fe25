"""A list costs the same number of questions to the store, however many rows there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import StorageUnit
from cases.models.remains import RemainsKind
from cases.operations.recovering import open_site, recover_remains
from cases.operations.sheets import open_sheet
from exchanges.models import Venue
from exchanges.operations.counting import count_batch
from exchanges.operations.stating import confirm_date
from repatriation.audit.models import Event
from repatriation.errors import Sentence
from repatriation.jobs.running import start_job
from repatriation.ledger.clock import today
from repatriation.notifications.models import Delivery
from repatriation.roles import ROLES
from tests.api.callers import person
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.steps import Steps, do

FEW, MANY = 3, 30


@pytest.fixture
def steps():
    return Steps()


def rows_and_queries(caller, address: str) -> tuple[int, int]:
    address = f"{address}?limit=200"
    caller.get(address)  # what is asked once per process is asked now
    with CaptureQueriesContext(connection) as asked:
        answer = caller.get(address)
    assert answer.status_code == 200, answer.content
    return len(answer.json()["results"]), len(asked)


def grows(caller, address: str, add) -> None:
    """The same number of queries with a few rows and with many."""
    add(FEW)
    few, queries = rows_and_queries(caller, address)
    add(MANY)
    many, more_queries = rows_and_queries(caller, address)

    assert (few >= FEW, many >= few + MANY) == (True, True), (few, many)
    assert more_queries == queries, address


def test_rounds(steps):
    def add(number):
        for _ in range(number):
            steps.agreed()

    grows(person(steps.north.coordinator), "rounds/", add)


def test_batches(steps):
    round = steps.agreed()

    def add(number):
        for _ in range(number):
            steps.listed("A-1", batch=steps.batch(steps.again(round)))

    everything = UserFactory(agency=steps.south.agency, role=list(ROLES))
    grows(person(everything), "batches/", add)


def test_what_is_in_a_batch(steps):
    """Lines, discrepancies and containers: a label that is repeated opens one for each."""
    batch = steps.batch()
    caller = person(UserFactory(agency=steps.north.agency, role=list(ROLES)))
    addresses = [f"batches/{batch}/lines/", f"batches/{batch}/discrepancies/"]
    owner = person(UserFactory(agency=steps.south.agency, role=list(ROLES)))

    counts = []
    for number in (FEW, MANY):
        steps.listed(*["A-1"] * number, batch=steps.again(batch))
        counts.append(
            [rows_and_queries(caller, address) for address in addresses]
            + [rows_and_queries(owner, "containers/")]
        )

    few, many = counts
    assert [rows for rows, _queries in few] == [FEW] * 3
    assert [rows for rows, _queries in many] == [MANY] * 3
    assert [queries for _rows, queries in many] == [queries for _rows, queries in few]


def test_versions_of_a_list_and_counts(steps):
    batch = steps.batch()

    def add(number):
        for _ in range(number):
            steps.listed("A-1", batch=steps.again(batch))

    def count(number):
        packer = steps.south.person("exchange officer", name="packer")
        for _ in range(number):
            seen = steps.again(batch)
            more = {"batch": seen, "containers": 1, "packed_by": packer}
            do(count_batch, by=steps.south.exchange_officer, **more)

    grows(person(steps.south.exchange_officer), f"batches/{batch}/manifests/", add)
    grows(person(steps.north.coordinator), f"batches/{batch}/counts/", count)
    grows(person(steps.north.coordinator), f"batches/{batch}/history/", add)


def test_shares(steps):
    batch = steps.handed_over(*[f"A-{number}" for number in range(FEW + MANY)])
    officer = steps.north.exchange_officer
    caller = person(officer)

    def add(number):
        for _ in range(number):
            mortuary = AgencyFactory(party=steps.north.party, mortuary=True)
            body = {"mortuary": mortuary.code, "count": 1}
            seen = steps.again(batch)
            answer = caller.post(f"batches/{batch}/allocations/", body, seen=seen)
            assert answer.status_code == 201, answer.content

    grows(caller, f"batches/{batch}/allocations/", add)


def test_statements(steps):
    round = steps.proposed()

    def add(number):
        for days in range(number):
            row = steps.again(round)
            row.date = today() + timedelta(days=days + number)
            row.save()
            side = {"agency": steps.south.agency, "source": "Letter", "said_on": today()}
            do(confirm_date, by=steps.north.coordinator, round=row, **side)

    grows(person(steps.north.coordinator), f"rounds/{round}/statements/", add)


def test_cases_their_custody_and_what_waits_for_review(steps):
    officer = steps.north.mortuary_officer
    caller = person(officer)
    unit = StorageUnit.objects.create(agency=officer.agency, name="Shelf 1")
    site = do(open_site, by=officer, place="Upper Sample")
    case = do(recover_remains, by=officer, site=site, remains=[RemainsKind.BODY])[0]
    body = {"storage_unit": unit.name, "alone_reason": "night"}

    def recover(number):
        do(recover_remains, by=officer, site=site, remains=[RemainsKind.FRAGMENT] * number)

    def store(number):
        for _ in range(number):
            caller.post(f"cases/{case}/store/", body, seen="*")

    grows(caller, "cases/", recover)
    grows(caller, f"cases/{case}/custody/", store)
    grows(caller, "custody/review/", store)


def test_sheets_sites_units_venues_agencies_jobs_and_notices(steps):
    user = UserFactory(agency=steps.north.agency, role=list(ROLES))
    caller = person(user)

    def sheets(number):
        for _ in range(number):
            do(open_sheet, by=user, purpose="clearing", place="Yard")

    def sites(number):
        for _ in range(number):
            do(open_site, by=user, place="Upper Sample")

    def units(number):
        for name in range(number):
            StorageUnit.objects.create(agency=user.agency, name=f"{number}-{name}")

    def venues(number):
        for name in range(number):
            Venue.objects.create(name=f"{number}-{name}")

    def jobs(number):
        for _ in range(number):
            start_job("exchanges.read_list", subject=user, by=user)

    def notices(number):
        events = iter(Event.objects.filter(deliveries=None)[:number])
        target = {"target_label": "accounts.user", "target_id": user.pk, "channel": "inbox"}
        said = Sentence("A list was filed.").as_data()
        for _ in range(number):
            Delivery.objects.create(event=next(events), sentence=said, link="/", **target)

    grows(caller, "sheets/", sheets)
    grows(caller, "recoveries/", sites)
    grows(caller, "storage-units/", units)
    grows(caller, "venues/", venues)
    grows(
        caller,
        "agencies/",
        lambda number: AgencyFactory.create_batch(number, party=steps.north.party),
    )
    grows(caller, "jobs/", jobs)
    grows(caller, "inbox/", notices)
