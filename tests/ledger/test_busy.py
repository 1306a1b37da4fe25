"""Who waits too long for somebody else's lock is told so, and told when to come again."""

import pytest
from django.db import OperationalError, connection, transaction
from django.test import RequestFactory

from repatriation.api.problems import as_problem
from repatriation.dashboard.pages import refusal_text

pytestmark = pytest.mark.django_db


class Api:
    """The part of a request of the API that its problems read."""

    _request = RequestFactory().get("/api/v1/batches/")


def what_waiting_ends_in() -> OperationalError:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '20ms'")
            cursor.execute("SELECT pg_sleep(5)")
    except OperationalError as error:
        return error
    raise AssertionError("it did not wait too long")


def test_a_program_is_answered_503_and_when_to_come_again():
    answer = as_problem(what_waiting_ends_in(), {"request": Api})

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0


def test_a_page_says_it_in_a_sentence():
    assert "try again in a minute" in refusal_text(what_waiting_ends_in())


def test_another_failure_of_the_store_is_no_refusal():
    with pytest.raises(OperationalError):
        refusal_text(OperationalError("the connection is gone"))
