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


@pytest.mark.django_db
def test_no_gap_between_the_places_tells_what_a_hidden_candidate_weighs():
    pairs = Pairs(make_world().north)
    case, first, hidden, last = pairs.case(), *(pairs.near(name) for name in ("А", "Б", "В"))
    pairs.sought(case)
    pairs.told(hidden, agency=pairs.side.mortuaries[1])
    for person, score in ((first, 5), (hidden, 4), (last, 3)):
        Candidate.objects.filter(person=person).update(score=score)

    rows = Candidate.objects.for_reader(pairs.examiner).with_place(pairs.examiner).best_first()

    assert [(row.person, row.place) for row in rows if row.sees_partner] == [(first, 1), (last, 2)]
