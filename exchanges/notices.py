"""Who is told what about an exchange: a reference and a link, never a name or a place.

An audience is a verb and the sides it concerns: whoever is told may see what they are told of.
"""

from typing import Any

from django.db.models import Q, QuerySet

from exchanges.models import ExchangeBatch, ExchangeRound, Statement
from exchanges.models.statement import Act
from exchanges.states import RoundState
from repatriation.accounts.models import Agency, User
from repatriation.audit.models import Event
from repatriation.errors import Sentence
from repatriation.errors import gettext_noop as _
from repatriation.notifications.registry import Notice, notice_for

STATED = {
    Act.ACCEPTS: _("Round %(round)s: another side accepts it."),
    Act.CONFIRMS_DATE: _("Round %(round)s: another side confirms its date."),
}


def of_sides(*agencies: Agency | None) -> Q:
    """An agency's own people, and those of its party who see all of the party's exchanges: the
    same rows that `visible_to` opens."""
    party_wide = Q(pk__in=User.objects.holding("exchanges.see_party_exchanges").values("pk"))
    rows = Q(pk__in=[])
    for agency in filter(None, agencies):
        rows |= Q(agency=agency)
        if agency.party_id:
            rows |= Q(agency__party=agency.party_id) & party_wide
    return rows


def speakers(*agencies: Agency | None) -> QuerySet[User]:
    """Coordinators of the two sides, observers of the intermediary."""
    return User.objects.holding("exchanges.speak_for_side").filter(of_sides(*agencies))


def everybody_of(round: ExchangeRound) -> QuerySet[User]:
    """Whoever speaks for a side or hands over: those who have to be there on the day."""
    there = User.objects.holding("exchanges.speak_for_side") | User.objects.holding(
        "exchanges.hand_over_batch"
    )
    return there.filter(of_sides(*round.speakers))


@notice_for("exchanges.round_proposed")
def round_proposed(event: Event) -> Notice:
    round = _round(event)
    audience = speakers(round.counterpart, round.intermediary)
    return _about_round(
        round, audience, _("Round %(round)s is proposed and waits for your side's word.")
    )


@notice_for("exchanges.recorded")
def recorded_for_another(event: Event) -> Notice:
    """It counts only when a second person of the recorder's side has read the message."""
    round = _round(event)
    recorder = User.objects.select_related("agency").get(pk=event.actor_id)
    checkers = User.objects.holding("exchanges.record_for_other")
    return _about_round(
        round,
        checkers.filter(of_sides(recorder.agency)),
        _(
            "Round %(round)s: a message was recorded for another side. A second person must read it."
        ),
    )


@notice_for("exchanges.stated")
def stated(event: Event) -> Notice | None:
    """Every side but the one that said it; that one too, where we wrote it down for them.

    A sealed batch and an agreed round have notices of their own.
    """
    round = _round(event)
    statement = Statement.objects.get(pk=event.details["statement"])
    is_told_otherwise = statement.act == Act.ACCEPTS and round.state != RoundState.PROPOSED
    if statement.act not in STATED or is_told_otherwise:
        return None
    others = [
        agency
        for agency in round.speakers
        if agency.pk != statement.agency_id or statement.is_recorded_for
    ]
    return _about_round(round, speakers(*others), STATED[Act(statement.act)])


@notice_for("exchanges.round_agreed")
def round_agreed(event: Event) -> Notice:
    round = _round(event)
    return _about_round(
        round, speakers(*round.speakers), _("Round %(round)s is agreed by both sides.")
    )


@notice_for("exchanges.round_scheduled")
def round_scheduled(event: Event) -> Notice:
    round = _round(event)
    said = _("Round %(round)s is scheduled: its date is confirmed.")
    return _about_round(round, everybody_of(round), said)


@notice_for("exchanges.round_started")
def round_started(event: Event) -> Notice:
    round = _round(event)
    return _about_round(round, everybody_of(round), _("Round %(round)s has started."))


@notice_for("exchanges.round_closed")
def round_closed(event: Event) -> Notice:
    round = _round(event)
    return _about_round(round, speakers(*round.speakers), _("Round %(round)s is closed."))


@notice_for("exchanges.list_filed")
def list_filed(event: Event) -> Notice:
    """The other side's exchange officers, whichever side filed it."""
    batch = _batch(event)
    filer = User.objects.select_related("agency").get(pk=event.actor_id)
    is_senders_own = filer.party_id == batch.sender.party_id
    other = batch.receiver if is_senders_own else batch.sender
    return _about_batch(
        batch,
        User.objects.holding("exchanges.attest_batch").filter(of_sides(other)),
        _("Batch %(batch)s: version %(number)s of its handover list was filed."),
        number=event.details["number"],
    )


@notice_for("exchanges.batch_sealed")
def batch_sealed(event: Event) -> Notice:
    """Whoever will attest at the handover: the receiver's officers, the observers."""
    batch = _batch(event)
    attesting = User.objects.holding("exchanges.attest_batch")
    return _about_batch(
        batch,
        attesting.filter(of_sides(batch.receiver, batch.round.intermediary)),
        _("Batch %(batch)s is sealed by its sender. You attest it at the handover."),
    )


@notice_for("exchanges.batch_handed_over")
def batch_handed_over(event: Event) -> Notice:
    batch = _batch(event)
    return _about_batch(
        batch,
        _verifiers(batch),
        _("Batch %(batch)s was handed over: %(containers)s container was counted."),
        _("Batch %(batch)s was handed over: %(containers)s containers were counted."),
        containers=event.details["containers"],
    )


@notice_for("exchanges.allocation_sent")
def allocation_sent(event: Event) -> Notice:
    """The officers of the mortuary, once for each share."""
    there = User.objects.holding("cases.receive_container")
    return _about_batch(
        _batch(event),
        there.filter(agency=event.details["mortuary"]),
        _("%(containers)s container of batch %(batch)s is on the way to you."),
        _("%(containers)s containers of batch %(batch)s are on the way to you."),
        containers=event.details["containers"],
    )


@notice_for("exchanges.intake_ended")
def intake_ended(event: Event) -> Notice:
    batch = _batch(event)
    officers = User.objects.holding("exchanges.allocate_batch")
    return _about_batch(
        batch,
        officers.filter(of_sides(batch.receiver)),
        _("Batch %(batch)s: a mortuary ended its intake, %(containers)s container received."),
        _("Batch %(batch)s: a mortuary ended its intake, %(containers)s containers received."),
        containers=event.details["containers"],
    )


@notice_for("exchanges.batch_received")
def batch_received(event: Event) -> Notice:
    batch = _batch(event)
    said = _("Batch %(batch)s is received by all mortuaries. Its count can be verified.")
    return _about_batch(batch, _verifiers(batch), said)


@notice_for("exchanges.count_verified")
def count_verified(event: Event) -> Notice:
    batch = _batch(event)
    return _about_batch(
        batch,
        speakers(batch.sender, batch.receiver, batch.round.intermediary),
        _("Batch %(batch)s: the count is verified. Listed: %(listed)s. At intake: %(counted)s."),
        listed=event.details["listed"],
        counted=event.details["counted"],
    )


def _verifiers(batch: ExchangeBatch) -> QuerySet[User]:
    """The receiving side's coordinators and exchange officers."""
    return User.objects.holding("exchanges.verify_count").filter(of_sides(batch.receiver))


def _round(event: Event) -> ExchangeRound:
    return ExchangeRound.objects.for_pages().get(pk=event.subject_id)


def _batch(event: Event) -> ExchangeBatch:
    return ExchangeBatch.objects.for_pages().get(pk=event.subject_id)


def _about_round(round: ExchangeRound, audience: QuerySet[User], said: str) -> Notice:
    sentence = Sentence(said, {"round": round.reference})
    return Notice(audience, sentence, round.get_absolute_url())


def _about_batch(
    batch: ExchangeBatch, audience: QuerySet[User], one: str, many: str = "", **numbers: Any
) -> Notice:
    """`many` is the plural of a sentence that counts containers."""
    params = {"batch": batch.reference} | numbers
    sentence = Sentence(one, params, many, numbers["containers"] if many else None)
    return Notice(audience, sentence, batch.get_absolute_url())
