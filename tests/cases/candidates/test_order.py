"""The order of a list tells nothing of what its reader may not read."""

import pytest

from cases.models import Candidate
from tests.factories.pairs import Pairs
from tests.factories.world import make_world


@pytest.mark.django_db
def test_a_candidate_that_may_not_be_read_stands_last_whatever_it_weighs():
    pairs = Pairs(make_world().north)
    case, read, hidden = pairs.case(), pairs.near("Перший"), pairs.near("Другий")
    pairs.sought(case)
    pairs.told(hidden, agency=pairs.side.mortuaries[1])
    Candidate.objects.filter(person=hidden).update(score=9)

    rows = Candidate.objects.for_reader(pairs.examiner).best_first()

    assert [row.person for row in rows] == [read, hidden]
