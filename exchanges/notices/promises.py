"""Who is told what about agreements and commitments: a reference and a link, not their words."""

from typing import Any

from exchanges.models import Agreement, AgreementWord, Commitment
from exchanges.models.agreement import Confidentiality
from exchanges.notices.operation import of_sides, speakers
from repatriation.accounts.models import Agency, User
from repatriation.audit.models import Event
from repatriation.errors import Sentence, gettext_noop
from repatriation.notifications.registry import Notice, filled, notice_for

Act = AgreementWord.Act
PROPOSED = Sentence("Agreement %(record)s is proposed and waits for your side's word.")
IN_FORCE = Sentence("Agreement %(record)s is in force: both sides accepted it.")
ENDED = Sentence("Agreement %(record)s is ended by the notice of a side.")
COMMITMENT_PROPOSED = Sentence("Commitment %(record)s is proposed and waits for your side's word.")
ACTIVE = Sentence("Commitment %(record)s is active: both sides accepted it.")
CONCLUDED = Sentence("Commitment %(record)s is concluded. Its page says how.")
MOVED = Sentence("The deadline of commitment %(record)s is moved.")
COUNTS = Sentence("A batch counts towards commitment %(record)s.")
RECORDED = Sentence(
    "%(record)s: a message was recorded for the other side. A second person must read it."
)
SAID = {
    Act.ACCEPTS: gettext_noop("%(record)s: the other side accepts it."),
    Act.CLAIMS: gettext_noop("%(record)s: the other side says how many so far."),
    Act.VERIFIES: gettext_noop("%(record)s: the other side says how many it has verified."),
    Act.ASKS_EXTENSION: gettext_noop("%(record)s: the other side asks for a later deadline."),
    Act.REFUSES: gettext_noop("%(record)s: the other side refuses a later deadline."),
    Act.CLAIMS_BREACH: gettext_noop("%(record)s: the other side claims a breach. Answer it."),
    Act.ANSWERS_BREACH: gettext_noop("%(record)s: the other side answers the claim of a breach."),
    Act.DROPS_BREACH: gettext_noop("%(record)s: the other side drops its claim of a breach."),
}


@notice_for("exchanges.agreement_proposed", PROPOSED)
def agreement_proposed(event: Event) -> Notice:
    row = _row(event)
    return _notice(PROPOSED, row, row.counterpart, *_named(row))


@notice_for("exchanges.agreement_in_force", IN_FORCE)
def agreement_in_force(event: Event) -> Notice:
    row = _row(event)
    return _notice(IN_FORCE, row, *row.speakers, *_named(row))


@notice_for("exchanges.agreement_ended", ENDED)
def agreement_ended(event: Event) -> Notice:
    row = _row(event)
    return _notice(ENDED, row, *row.speakers, *_named(row))


@notice_for("exchanges.commitment_proposed", COMMITMENT_PROPOSED)
def commitment_proposed(event: Event) -> Notice:
    row = _row(event)
    return _notice(COMMITMENT_PROPOSED, row, row.counterpart)


@notice_for("exchanges.commitment_active", ACTIVE)
def commitment_active(event: Event) -> Notice:
    row = _row(event)
    return _notice(ACTIVE, row, *row.speakers)


@notice_for("exchanges.commitment_concluded", CONCLUDED)
def commitment_concluded(event: Event) -> Notice:
    row = _row(event)
    return _notice(CONCLUDED, row, *row.speakers, *_named(row.agreement))


@notice_for("exchanges.deadline_moved", MOVED)
def deadline_moved(event: Event) -> Notice:
    row = _row(event)
    return _notice(MOVED, row, *row.speakers)


@notice_for("exchanges.batch_counts", COUNTS)
def batch_counts(event: Event) -> Notice | None:
    """The other side, once it sees the commitment."""
    row = _row(event)
    others = [one for one in row.speakers if one.party_id != _actor(event).party_id]
    return _notice(COUNTS, row, *others) if row.proposed_at else None


@notice_for("exchanges.word_said", *SAID.values())
def word_said(event: Event) -> Notice | None:
    """The side that did not say it; that one too, where we wrote it down for them."""
    row, act = _row(event), Act(event.details["act"])
    if act not in SAID:
        return None  # what moves something has a notice of its own
    word = AgreementWord.objects.get(pk=event.details["word"])
    others = [one for one in row.speakers if one.pk != word.agency_id or word.is_recorded_for]
    return _notice(Sentence(SAID[act]), row, *others)


@notice_for("exchanges.word_recorded", RECORDED)
def word_recorded(event: Event) -> Notice:
    row = _row(event)
    checkers = User.objects.holding("exchanges.record_for_other")
    said = filled(RECORDED, {"record": row.reference})
    return Notice(checkers.filter(of_sides(_actor(event).agency)), said, row.get_absolute_url())


def _notice(sentence: Sentence, row: Any, *agencies: Agency | None) -> Notice:
    said = filled(sentence, {"record": row.reference})
    return Notice(speakers(*agencies), said, row.get_absolute_url())


def _named(agreement: Agreement) -> list[Agency | None]:
    """Mediator and intermediary, where they may know of it."""
    if agreement.confidentiality == Confidentiality.SIDES:
        return []
    return [agreement.mediator, agreement.intermediary]


def _actor(event: Event) -> User:
    return User.objects.select_related("agency").get(pk=event.actor_id)


def _row(event: Event) -> Any:
    """Each is the stream of its own events."""
    model = Agreement if event.subject_label == "exchanges.agreement" else Commitment
    return model.objects.for_pages().get(pk=event.subject_id)
