"""Identity as a share over time: what stood at a moment, whatever was decided later."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import RemainsCase
from cases.models.counting import people_in
from cases.models.identity_over_time import identity_at
from cases.models.remains import RemainsKind
from cases.operations.certifying import annul_certificate
from cases.operations.declaring import confirm_declaration, declare_non_human
from repatriation.ledger.clock import now
from tests.factories.boards import Boards
from tests.factories.steps import do


@pytest.fixture
def boards(db):
    return Boards()


def read(*moments):
    return [
        (one.distinguished, one.identified, one.certified)
        for one in identity_at(RemainsCase.objects.all(), moments)
    ]


def test_before_anything_was_numbered_nobody_was_distinguished(boards):
    before = now() - timedelta(days=400)
    boards.case()

    assert read(before, now()) == [(0, 0, 0), (1, 0, 0)]


def test_what_is_revoked_later_stood_before(boards):
    row = boards.proposed()
    proposed = now()
    row = boards.voted(boards.called(row), "established", "established")
    identified = now()
    boards.contest_voted(boards.contested(row), "revoked", "revoked")

    assert read(proposed, identified, now()) == [(1, 0, 0), (1, 1, 0), (1, 0, 0)]


def test_a_certificate_counts_until_it_is_annulled(boards):
    row = boards.certified()
    certified = now()
    row = boards.contested(row)
    contested = now()
    do(annul_certificate, by=boards.authority, identification=row, annulment="A-1")

    assert read(certified, contested, now()) == [(1, 1, 1), (1, 1, 1), (1, 1, 0)]


def test_whom_a_board_identified_by_a_part_is_distinguished(boards):
    boards.case(RemainsKind.BODY_PART)
    assert read(now()) == [(0, 0, 0)]

    boards.identified(case=boards.case(RemainsKind.BODY_PART))

    assert read(now()) == [(1, 1, 0)]
    people = people_in(RemainsCase.objects.all())
    assert (people.distinguished, people.identified) == (1, 1)


def test_what_is_not_human_is_nobody_from_then_on(boards):
    case = boards.case()
    human = now()
    by, second = boards.examiner, boards.side.mortuary_officer
    do(declare_non_human, by=by, case=case, account="Bovine rib")
    case.refresh_from_db()
    do(confirm_declaration, by=second, thing=case)

    assert read(human, now()) == [(1, 0, 0), (0, 0, 0)]


def test_it_costs_the_same_for_one_case_and_for_three(boards):
    costs = []
    for _another in range(3):
        boards.certified()
        with CaptureQueriesContext(connection) as queries:
            read(now(), now() - timedelta(days=1))
        costs.append(len(queries))

    assert costs[0] == costs[-1]
