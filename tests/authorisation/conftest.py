"""The world of the matrix is built once a worker, in one transaction that is rolled back."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings

from tests.authorisation.matrix import Matrix


@pytest.fixture(scope="package")
def matrix(django_db_setup, django_db_blocker) -> Iterator[Matrix]:
    plenty = override_settings(API_REQUESTS_PER_MINUTE=1_000_000)
    with django_db_blocker.unblock(), plenty, transaction.atomic():
        yield Matrix()
        transaction.set_rollback(True)


def pytest_terminal_summary(terminalreporter):
    """The size of what was tried, from all workers."""
    tried: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        if report.when == "call":
            tried.update({name: n for name, n in report.user_properties if isinstance(n, int)})
    if tried["cells"]:
        allowed = round(100 * tried["allowed"] / tried["cells"])
        terminalreporter.write_line(
            f"Authorisation: {tried['cells']:,} cells at {tried['addresses']} addresses,"
            f" {allowed} % allowed, {tried['wrong']:,} wrong."
        )
