"""Who is told of boards and what they decide: a reference and a link, never how anybody voted."""

from typing import Any

from django.db.models import QuerySet

from cases.models import AffiliationDecision, Ballot, BoardSession, Identification
from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.errors import Sentence
from repatriation.notifications.registry import Notice, filled, notice_for

SESSION_CALLED = Sentence(
    "You are called to the board session %(session)s; read what is on its agenda before it meets."
)
SESSION_CALLED_OFF = Sentence("The board session %(session)s is called off.")
BOARD_CALLED = Sentence("You are called to the board on %(identification)s. Your vote is asked.")
BOARD_DECIDED = Sentence("The board on %(identification)s has decided.")
CONTESTED = Sentence(
    "%(identification)s is contested. Nothing may rest on it until a board decides."
)
REVOKED = Sentence("%(identification)s is revoked.")
CERTIFIED = Sentence("%(identification)s is certified.")


@notice_for("cases.affiliation_board_called", BOARD_CALLED)
@notice_for("cases.board_called", BOARD_CALLED)
def board_called(event: Event) -> Notice | None:
    """Its members, and nobody else: a vote is asked of each. To a session they are called once."""
    if event.details.get("session"):
        return None
    members = User.objects.people().filter(pk__in=event.details["members"])
    return _about(event, members, BOARD_CALLED)


@notice_for("cases.session_called", SESSION_CALLED)
def session_called(event: Event) -> Notice:
    return _to_members(event, SESSION_CALLED)


@notice_for("cases.session_called_off", SESSION_CALLED_OFF)
def session_called_off(event: Event) -> Notice:
    return _to_members(event, SESSION_CALLED_OFF)


def _to_members(event: Event, wording: Sentence) -> Notice:
    session = BoardSession.objects.get(pk=event.subject_id)
    members = User.objects.people().filter(pk__in=session.members.values("member"))
    sentence = filled(wording, {"session": session.reference})
    return Notice(members, sentence, session.get_absolute_url())


@notice_for("cases.affiliation_board_decided", BOARD_DECIDED)
@notice_for("cases.board_decided", BOARD_DECIDED)
def board_decided(event: Event) -> Notice:
    """Who submitted it, and who called the board; what was decided is on the page."""
    ballot = Ballot.objects.get(pk=event.details["ballot"])
    told = {ballot.submitted_by_id, ballot.called_by_id}
    return _about(event, User.objects.people().filter(pk__in=told), BOARD_DECIDED)


@notice_for("cases.affiliation_contested", CONTESTED)
@notice_for("cases.identification_contested", CONTESTED)
def contested(event: Event) -> Notice:
    return _about(event, _who_answers_for(event), CONTESTED)


@notice_for("cases.identification_revoked", REVOKED)
def identification_revoked(event: Event) -> Notice:
    return _about(event, _who_answers_for(event), REVOKED)


@notice_for("cases.identification_certified", CERTIFIED)
def identification_certified(event: Event) -> Notice:
    return _about(event, _who_answers_for(event), CERTIFIED)


def _who_answers_for(event: Event) -> QuerySet[User]:
    """Who proposed it, the coordinators of the side, and who certified it."""
    row = _decision(event)
    party = row.agency.party_id
    coordinators = User.objects.holding("cases.call_board").filter(agency__party=party)
    named = [row.proposed_by_id, getattr(row, "certified_by_id", None)]
    return coordinators | User.objects.people().filter(pk__in=[pk for pk in named if pk])


def _about(event: Event, recipients: QuerySet[User], wording: Sentence) -> Notice:
    row = _decision(event)
    sentence = filled(wording, {"identification": row.reference})
    return Notice(recipients, sentence, row.get_absolute_url())


def _decision(event: Event) -> Any:
    """Of an identity, or of an affiliation: the sentences are the same."""
    models = {model._meta.label_lower: model for model in (Identification, AffiliationDecision)}
    return models[event.subject_label].objects.select_related("agency").get(pk=event.subject_id)
