"""What stands is contested by what happens elsewhere, whoever made that happen."""

from cases.models.identification import ContestReason
from cases.operations.contesting import contest_resting_on
from repatriation.accounts.models import User
from repatriation.ledger.writing import acting_as
from tests.factories.steps import do

MIXED = ContestReason.REMAINS_MIXED


def contested_by(by, *, note="They do not fit.", **what):
    return do(contest_resting_on, by=by, because=MIXED, note=note, **what)


def test_what_covers_one_of_the_cases_is_contested(boards):
    case, other = boards.case(), boards.case()
    resting, beside = boards.identified(case=case), boards.identified(case=boards.case())

    contested = contested_by(boards.coordinator, cases=[case, other])

    assert contested == [resting]
    assert (contested[0].state, contested[0].contested_because) == ("contested", MIXED)
    beside.refresh_from_db()
    assert beside.state == "identified"


def test_what_is_of_the_person_is_contested(boards):
    person = boards.person()
    certified = boards.certified(person=person)

    contested = contested_by(boards.coordinator, person=person)

    assert contested == [certified]
    assert contested[0].contested_by == boards.coordinator


def test_nobody_is_asked_whether_they_may_contest(boards):
    case = boards.case()
    boards.identified(case=case)

    contested = contested_by(boards.side.transport_lead, cases=[case])

    assert [one.state for one in contested] == ["contested"]


def test_a_program_or_the_system_makes_it_follow_as_well(boards):
    case, system = boards.case(), User.objects.system()
    boards.identified(case=case)

    with acting_as(system):
        contested = contest_resting_on(cases=[case], because=MIXED, note="n", by=system)

    assert [one.state for one in contested] == ["contested"]


def test_what_does_not_stand_is_left_as_it_is(boards):
    case, person = boards.case(), boards.person()
    under_review = boards.under_review(case=case, person=person)
    contested = boards.contested(boards.identified())

    assert contested_by(boards.coordinator, cases=[case], person=person) == []
    assert contested_by(boards.coordinator, person=contested.person) == []
    under_review.refresh_from_db()
    assert under_review.state == "under_review"


def test_of_several_cases_of_one_identification_it_is_contested_once(boards):
    case = boards.case()
    identification = boards.identified(case=case)

    contested = contested_by(boards.coordinator, cases=[case], person=identification.person)

    assert contested == [identification]


def test_a_note_that_is_too_long_or_missing_does_not_stop_it(boards):
    long, short = boards.case(), boards.case()
    boards.identified(case=long)
    boards.identified(case=short)

    cut = contested_by(boards.coordinator, cases=[long], note="x" * 900)
    said = contested_by(boards.coordinator, cases=[short], note=" ")

    assert cut[0].contested_note == "x" * 500
    assert said[0].contested_note == "the remains are of more than one person"


def test_nothing_named_contests_nothing(boards):
    boards.identified()

    assert contested_by(boards.coordinator) == []
