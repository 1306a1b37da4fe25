"""How tests issue the papers of a board, and read them back."""

from django.test import Client

from cases.operations.board_papers.dossier import issue_dossier
from cases.operations.board_papers.minutes import issue_minutes
from cases.operations.board_papers.report import issue_report
from cases.operations.sessions import call_session, open_session
from repatriation.documents.models import IssuedDocument
from repatriation.ledger.clock import now
from tests.cases.dashboard.reading import text_in
from tests.factories.steps import do


def again(row):
    return type(row).objects.get(pk=row.pk)


def report(boards, row, by=None, languages=("en",)) -> IssuedDocument:
    by = by or boards.coordinator
    return do(issue_report, by=by, identification=again(row), languages=languages)


def dossier(boards, row, by=None, languages=("en",)) -> IssuedDocument:
    by = by or boards.coordinator
    return do(issue_dossier, by=by, identification=again(row), languages=languages)


def minutes(boards, row, by=None, languages=("en",)) -> IssuedDocument:
    by = by or boards.coordinator
    return do(issue_minutes, by=by, session=again(row), languages=languages)


def verified(issued) -> str:
    return text_in(Client().get("/verify/", {"code": issued.code}))


def session_on(boards, *rows):
    return do(
        call_session,
        by=boards.coordinator,
        identifications=rows,
        members=boards.members,
        meets_at=now(),
        place="Hall 2",
    )


def opened(boards, session, present=None):
    return do(
        open_session, by=boards.coordinator, session=session, present=present or boards.members
    )
