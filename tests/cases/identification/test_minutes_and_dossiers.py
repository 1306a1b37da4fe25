"""Minutes of a session and dossiers for a board: what they tell, to whom, and what never."""

import pytest

from cases.models import MissingPerson
from cases.models.board import Choice
from cases.models.identification import Identifier
from cases.operations.explaining import explain_contradiction
from cases.operations.presuming import set_presumptive
from cases.operations.sessions import call_off_session, close_session
from cases.operations.voting import vote
from repatriation.errors import NotPermitted
from tests.cases.identification.papers import (
    again,
    dossier,
    minutes,
    opened,
    report,
    session_on,
)
from tests.factories.examinations import Examinations
from tests.factories.steps import do

NAME = "Вигаданенко"


def test_minutes_say_who_was_there_and_what_became_of_each_item(boards, text_of):
    first, second = boards.proposed(), boards.proposed(person=boards.person("Інша"))
    boards.members.append(boards.side.person("board member", name="absent"))
    session = session_on(boards, first, second)
    opened(boards, session, boards.members[:2])
    boards.voted(again(first), "established", "established")
    do(vote, by=boards.members[0], identification=again(second), choice=Choice.DEFERRED,
       reason="the second femur")  # fmt: skip
    do(close_session, by=boards.coordinator, session=again(session), note="Read aloud.")

    said = text_of(minutes(boards, session))

    for part in (
        "Place Hall 2",
        "Quorum 2",
        "Note for the minutes Read aloud.",
        f"{boards.members[2].name} {boards.members[2].agency} was absent",
        f"1 {first} {first.person} Is this the person? established",
        f"2 {second} {second.person} Is this the person? recalled",
        "3 called, 2 voting",
        "Taken off undecided.",
        f"Who ran the session: {boards.coordinator.name}",
        f"Board member: {boards.members[0].name}",
    ):
        assert part in said
    assert "the second femur" not in said
    assert f"Board member: {boards.members[2].name}" not in said
    assert NAME not in said


def test_minutes_wait_for_the_end_of_the_session(boards):
    session = session_on(boards, boards.proposed())

    with pytest.raises(NotPermitted, match="not closed"):
        minutes(boards, session)
    opened(boards, session)
    with pytest.raises(NotPermitted, match="not closed"):
        minutes(boards, session)


def test_a_session_that_never_met_has_no_minutes(boards):
    session = session_on(boards, boards.proposed())
    do(call_off_session, by=boards.coordinator, session=session)

    with pytest.raises(NotPermitted, match="never met"):
        minutes(boards, session)


def test_only_a_coordinator_of_the_side_issues_minutes(boards, other_side):
    session = session_on(boards, boards.proposed())
    opened(boards, session)
    do(close_session, by=boards.coordinator, session=again(session))

    with pytest.raises(NotPermitted, match="by a coordinator"):
        minutes(boards, session, by=boards.members[0])
    with pytest.raises(NotPermitted, match="by its own side"):
        minutes(boards, session, by=other_side.coordinator)


def test_a_dossier_names_everything_that_lacks_in_each_language(boards, text_of):
    row = boards.proposed(Identifier.MARKS)

    said = text_of(dossier(boards, row, languages=("en", "uk")))

    assert f"1 {row.covered.get().case}: an identification needs friction ridges" in said
    assert "nothing yet" in said
    assert "Nothing here is decided" in said


def test_a_dossier_is_blind_where_votes_are(boards, text_of):
    boards.members.append(boards.side.person("board member", name="c"))
    row = boards.under_review()
    do(vote, by=boards.members[0], identification=row, choice=Choice.NOT_ESTABLISHED,
       reason="the stature is far off")  # fmt: skip

    before = text_of(dossier(boards, boards.under_review(person=boards.person("Інша"))))
    said = text_of(dossier(boards, row, by=boards.members[1]))

    assert "the stature is far off" not in said
    assert "not established" not in said
    assert "voted" not in said
    assert "Members called" in before


def test_a_dossier_tells_earlier_outcomes_and_none_of_their_votes(boards, text_of):
    row = boards.voted(boards.under_review(), Choice.DEFERRED, Choice.DEFERRED)

    said = text_of(dossier(boards, row))

    assert "Boards before" in said
    assert "deferred" in said
    assert "as read" not in said


def test_a_dossier_explains_what_was_explained_without_its_values(boards, text_of):
    case = boards.case()
    Examinations(boards.examiner).reviewed(case)
    person = boards.person()
    MissingPerson.objects.filter(pk=person.pk).update(stature_cm=150)
    row = boards.proposed(case=case, person=again(person))
    before = text_of(dossier(boards, row))
    do(explain_contradiction, by=boards.examiner, identification=again(row), case=case,
       attribute="stature", because="Told at the age of 16.")  # fmt: skip

    after = text_of(dossier(boards, row))

    assert "contradicts what is told of the person: stature" in before
    assert "Told at the age of 16." in after
    assert "Nothing is missing for a decision." in after
    assert not {"172", "180", "150"} & set(f"{before} {after}".replace("–", " ").split())


def test_no_presumptive_flag_stands_on_any_paper(boards, text_of):
    case, person = boards.case(), boards.person()
    flag = {"case": case, "evidence": "a ring with a date", "person": person}
    do(set_presumptive, by=boards.examiner, **flag)
    row = boards.proposed(case=again(case), person=person)
    before = text_of(dossier(boards, row))
    decided = boards.voted(boards.called(again(row)), "established", "established")

    after = text_of(report(boards, decided))

    for said in (before, after):
        assert "a ring with a date" not in said
        assert "resumptive" not in said


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (lambda boards: boards.identified(), "the identification report"),
        (
            lambda boards: boards.voted(boards.under_review(), "excluded", "excluded"),
            "no board decides on it again",
        ),
    ],
)
def test_no_dossier_is_issued_of_what_is_decided(boards, made, why):
    row = made(boards)

    with pytest.raises(NotPermitted, match=why):
        dossier(boards, row)


def test_what_is_contested_comes_before_a_board_with_its_ground(boards, text_of):
    said = text_of(dossier(boards, boards.contested()))

    assert "Contested because new findings contradict it" in said
    assert "The stature differs." in said
