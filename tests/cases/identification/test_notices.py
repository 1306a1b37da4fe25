"""Who is told of an identification: by reference alone, and never of how anybody voted."""

from cases.models import Identification
from cases.models.board import Choice
from cases.operations.certifying import annul_certificate
from repatriation.audit.models import Event
from repatriation.notifications.registry import notice_of
from tests.factories.steps import do


def told(kind: str) -> tuple[set, str]:
    """Whoever is told may see it."""
    event = Event.objects.filter(facts__kind=kind).order_by("pk").last()
    notice = notice_of(event)
    for person in notice.recipients:
        assert Identification.objects.visible_to(person).filter(pk=event.subject_id).exists()
    return set(notice.recipients), str(notice.sentence)


def test_members_are_called_to_the_board(boards):
    row = boards.under_review()

    people, said = told("cases.board_called")

    assert people == set(boards.members)
    assert row.reference in said


def test_who_submitted_and_who_called_hear_that_it_has_decided_and_not_what(boards):
    boards.voted(boards.under_review(), Choice.EXCLUDED, Choice.EXCLUDED)

    people, said = told("cases.board_decided")

    assert people == {boards.examiner, boards.coordinator}
    assert "excluded" not in said


def test_who_answers_for_it_hears_that_it_is_certified_contested_and_revoked(boards):
    contested = boards.contested(boards.certified())
    row = boards.contest_voted(contested, Choice.REVOKED, Choice.REVOKED)
    do(annul_certificate, by=boards.authority, identification=row, annulment="A-3")
    second = boards.side.person("coordinator", name="second")

    for kind in ("certified", "contested", "revoked"):
        people, said = told(f"cases.identification_{kind}")
        assert people >= {boards.examiner, boards.coordinator, boards.authority}, kind
        assert people <= {boards.examiner, boards.coordinator, boards.authority, second}, kind
        assert row.reference in said
