"""References are given one by one: sixteen who ask at once get different ones, and none is lost."""

import pytest
from django.db import IntegrityError, transaction

from cases.models import RecoverySite
from cases.operations.recovering import open_site
from repatriation.ledger import numbering
from repatriation.ledger.models import Serial
from repatriation.ledger.numbering import next_references
from repatriation.references import parse
from tests.factories.steps import do
from tests.races.at_once import CROWD, at_once

pytestmark = pytest.mark.django_db(transaction=True)

# What a look before the leap would be: as quick, and wrong.
LOOK_AND_LEAP = """
WITH seen AS (
    SELECT coalesce(max(last), 0) + %(count)s AS last
    FROM ledger_serial, pg_sleep(0.05) WHERE prefix = %(prefix)s AND year = %(year)s
), kept AS (
    INSERT INTO ledger_serial (prefix, year, last)
    SELECT %(prefix)s, %(year)s, last FROM seen
    ON CONFLICT ON CONSTRAINT one_serial_per_prefix_and_year DO UPDATE SET last = EXCLUDED.last
)
SELECT last FROM seen
"""


def serials(references):
    return sorted(parse(reference).serial for reference in references)


def take(count):
    with transaction.atomic():
        return next_references("CN", count)


def take_and_drop(count):
    """As a request that took numbers and was then refused."""
    with transaction.atomic():
        taken = next_references("CN", count)
        transaction.set_rollback(True)
    return taken


def test_all_are_different_and_none_is_missing():
    outcomes = at_once([lambda count=count: take(count) for count in range(1, CROWD + 1)])

    given = [number for taken in outcomes.done for number in taken]
    whole = sum(range(1, CROWD + 1))
    assert outcomes.broken == []
    assert serials(given) == list(range(1, whole + 1))
    assert Serial.objects.get().last == whole


def test_each_one_gets_neighbours():
    outcomes = at_once([lambda: take(5)] * CROWD)

    for taken in outcomes.done:
        first, *_rest, last = serials(taken)
        assert last - first == 4


def test_what_was_given_in_vain_is_given_again():
    half = CROWD // 2

    outcomes = at_once([lambda: take(3)] * half + [lambda: take_and_drop(3)] * half)

    assert outcomes.broken == []
    assert Serial.objects.get().last == half * 3
    assert len(take(1)) == 1
    assert Serial.objects.get().last == half * 3 + 1


def test_records_made_at_once_have_references_without_a_hole(steps):
    lead = steps.north.transport_lead

    outcomes = at_once([lambda: do(open_site, by=lead, place="Orliv field")] * CROWD)

    assert outcomes.broken == []
    sites = RecoverySite.objects.values_list("reference", flat=True)
    assert serials(sites) == list(range(1, CROWD + 1))


def test_without_the_lock_of_the_serial_two_get_the_same(steps, monkeypatch):
    monkeypatch.setattr(numbering, "TAKE", LOOK_AND_LEAP)
    lead = steps.north.transport_lead
    do(open_site, by=lead, place="Orliv field")

    outcomes = at_once([lambda: do(open_site, by=lead, place="Orliv field")] * CROWD)

    assert outcomes.broken
    assert {type(error) for error in outcomes.broken} == {IntegrityError}
    assert "reference" in str(outcomes.broken[0])
