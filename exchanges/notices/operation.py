"""Who is told what about rounds and batches: a reference and a link, never a name or a place.

An audience is a verb and the sides it concerns: whoever is told may see what they are told of.
"""

from django.db.models import Q, QuerySet

from exchanges.models import ExchangeBatch, ExchangeRound, Statement
from exchanges.models.statement import Act
from exchanges.states import BatchState, RoundState
from repatriation.accounts.models import Agency, User
from repatriation.audit.models import Event
from repatriation.errors import Sentence, gettext_noop
from repatriation.notifications.registry import Notice, filled, notice_for

STATED = {
    Act.ACCEPTS: gettext_noop("Round %(round)s: another side accepts it."),
    Act.CONFIRMS_DATE: gettext_noop("Round %(round)s: another side confirms its date."),
}

ROUND_PROPOSED = Sentence("Round %(round)s is proposed and waits for your side's word.")
RECORDED = Sentence(
    "Round %(round)s: a message was recorded for another side. A second person must read it."
)
ROUND_AGREED = Sentence("Round %(round)s is agreed by both sides.")
ROUND_SCHEDULED = Sentence("Round %(round)s is scheduled: its date is confirmed.")
ROUND_STARTED = Sentence("Round %(round)s has started.")
ROUND_CLOSED = Sentence("Round %(round)s is closed.")
ROUND_POSTPONED = Sentence("Round %(round)s is postponed. Its date has to be confirmed anew.")
ROUND_AGREED_AGAIN = Sentence("Round %(round)s has a new date, confirmed by both sides.")
ROUND_BROKEN_OFF = Sentence("Round %(round)s is broken off. End the handover of its batches.")
ROUND_CANCELLED = Sentence("Round %(round)s is cancelled.")
INTERMEDIARY_WITHDREW = Sentence(
    "Round %(round)s: the neutral intermediary has withdrawn. Say whether your side goes on "
    "without it."
)
WENT_ON_WITHOUT = Sentence("Round %(round)s: both sides go on without the intermediary.")
CONTAINERS_REFUSED = Sentence(
    "Batch %(batch)s: %(containers)s container was refused at the handover.",
    {},
    "Batch %(batch)s: %(containers)s containers were refused at the handover.",
)
CONTAINERS_TAKEN_BACK = Sentence(
    "Batch %(batch)s: %(containers)s container went back to its sender.",
    {},
    "Batch %(batch)s: %(containers)s containers went back to their sender.",
)
LIST_FILED = Sentence("Batch %(batch)s: version %(number)s of its handover list was filed.")
OTHER_LIST_FILED = Sentence(
    "Batch %(batch)s: version %(number)s of the receiver's own list was filed, to be compared."
)
LINES_DISPUTED = Sentence(
    "Batch %(batch)s: the other side disputes or replies to %(lines)s line of the compared lists.",
    {},
    "Batch %(batch)s: the other side disputes or replies to %(lines)s lines of the compared lists.",
)
BATCH_SEALED = Sentence("Batch %(batch)s is sealed by its sender. You attest it at the handover.")
BATCH_HANDED_OVER = Sentence(
    "Batch %(batch)s was handed over: %(containers)s container was counted.",
    {},
    "Batch %(batch)s was handed over: %(containers)s containers were counted.",
)
ALLOCATION_SENT = Sentence(
    "%(containers)s container of batch %(batch)s is on the way to you.",
    {},
    "%(containers)s containers of batch %(batch)s are on the way to you.",
)
INTAKE_ENDED = Sentence(
    "Batch %(batch)s: a mortuary ended its intake, %(containers)s container received.",
    {},
    "Batch %(batch)s: a mortuary ended its intake, %(containers)s containers received.",
)
BATCH_RECEIVED = Sentence(
    "Batch %(batch)s is received by all mortuaries. Its count can be verified."
)
BATCH_ACKNOWLEDGED = Sentence(
    "Batch %(batch)s is acknowledged by the other side. Its count can be verified."
)
COUNT_VERIFIED = Sentence(
    "Batch %(batch)s: the count is verified. Listed: %(listed)s. At intake: %(counted)s."
)


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
    return _there().filter(of_sides(*round.speakers))


def _of_the_sides(round: ExchangeRound) -> QuerySet[User]:
    return _there().filter(of_sides(round.convenor, round.counterpart))


def _there() -> QuerySet[User]:
    return User.objects.holding("exchanges.speak_for_side") | User.objects.holding(
        "exchanges.hand_over_batch"
    )


def verifiers(batch: ExchangeBatch) -> QuerySet[User]:
    """The receiving side's coordinators and exchange officers."""
    return User.objects.holding("exchanges.verify_count").filter(of_sides(batch.receiver))


@notice_for("exchanges.round_proposed", ROUND_PROPOSED)
def round_proposed(event: Event) -> Notice:
    round = _round(event)
    said = filled(ROUND_PROPOSED, reference_of(round))
    audience = speakers(round.counterpart, round.intermediary)
    return Notice(audience, said, round.get_absolute_url())


@notice_for("exchanges.recorded", RECORDED)
def recorded_for_another(event: Event) -> Notice:
    """It counts only when a second person of the recorder's side has read the message."""
    round = _round(event)
    recorder = User.objects.select_related("agency").get(pk=event.actor_id)
    checkers = User.objects.holding("exchanges.record_for_other")
    said = filled(RECORDED, reference_of(round))
    return Notice(checkers.filter(of_sides(recorder.agency)), said, round.get_absolute_url())


@notice_for("exchanges.stated", *STATED.values())
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
    said = Sentence(STATED[Act(statement.act)], reference_of(round))
    return Notice(speakers(*others), said, round.get_absolute_url())


@notice_for("exchanges.round_agreed", ROUND_AGREED)
def round_agreed(event: Event) -> Notice:
    round = _round(event)
    said = filled(ROUND_AGREED, reference_of(round))
    return Notice(speakers(*round.speakers), said, round.get_absolute_url())


@notice_for("exchanges.round_scheduled", ROUND_SCHEDULED)
def round_scheduled(event: Event) -> Notice:
    round = _round(event)
    said = filled(ROUND_SCHEDULED, reference_of(round))
    return Notice(everybody_of(round), said, round.get_absolute_url())


@notice_for("exchanges.round_started", ROUND_STARTED)
def round_started(event: Event) -> Notice:
    round = _round(event)
    said = filled(ROUND_STARTED, reference_of(round))
    return Notice(everybody_of(round), said, round.get_absolute_url())


@notice_for("exchanges.round_postponed", ROUND_POSTPONED)
def round_postponed(event: Event) -> Notice:
    return _told_of_round(event, ROUND_POSTPONED)


@notice_for("exchanges.round_agreed_again", ROUND_AGREED_AGAIN)
def round_agreed_again(event: Event) -> Notice:
    return _told_of_round(event, ROUND_AGREED_AGAIN)


@notice_for("exchanges.round_broken_off", ROUND_BROKEN_OFF)
def round_broken_off(event: Event) -> Notice:
    return _told_of_round(event, ROUND_BROKEN_OFF)


@notice_for("exchanges.round_cancelled", ROUND_CANCELLED)
def round_cancelled(event: Event) -> Notice | None:
    """A draft that nobody else had seen is nobody else's affair."""
    seen = Event.objects.of(_round(event)).filter(facts__kind="exchanges.round_proposed")
    return _told_of_round(event, ROUND_CANCELLED) if seen.exists() else None


@notice_for("exchanges.intermediary_withdrew", INTERMEDIARY_WITHDREW)
def intermediary_withdrew(event: Event) -> Notice:
    """Not those who withdrew: the sentence asks the two sides."""
    round = _round(event)
    said = filled(INTERMEDIARY_WITHDREW, reference_of(round))
    return Notice(_of_the_sides(round), said, round.get_absolute_url())


@notice_for("exchanges.went_on_without", WENT_ON_WITHOUT)
def went_on_without(event: Event) -> Notice:
    return _told_of_round(event, WENT_ON_WITHOUT)


@notice_for("exchanges.round_closed", ROUND_CLOSED)
def round_closed(event: Event) -> Notice:
    round = _round(event)
    said = filled(ROUND_CLOSED, reference_of(round))
    return Notice(speakers(*round.speakers), said, round.get_absolute_url())


@notice_for("exchanges.list_filed", LIST_FILED)
def list_filed(event: Event) -> Notice:
    return _filed(event, LIST_FILED)


@notice_for("exchanges.receivers_list_filed", OTHER_LIST_FILED)
def receivers_list_filed(event: Event) -> Notice | None:
    """Nobody before there is a list to compare it with: the receiver does not see a draft."""
    return None if batch_of(event).state == BatchState.DRAFT else _filed(event, OTHER_LIST_FILED)


def _filed(event: Event, wording: Sentence) -> Notice:
    """The other side's exchange officers, whichever side filed it."""
    batch = batch_of(event)
    filer = User.objects.select_related("agency").get(pk=event.actor_id)
    is_senders_own = filer.party_id == batch.sender.party_id
    other = batch.receiver if is_senders_own else batch.sender
    audience = User.objects.holding("exchanges.attest_batch").filter(of_sides(other))
    said = filled(wording, reference_of(batch) | {"number": event.details["number"]})
    return Notice(audience, said, batch.get_absolute_url())


@notice_for("exchanges.lines_answered", LINES_DISPUTED)
def lines_disputed(event: Event) -> Notice | None:
    """The side that is asked for its word; an agreement asks for none."""
    if event.details["act"] not in ("dispute", "reply"):
        return None
    batch, number = batch_of(event), event.details["lines"]
    asked = batch.receiver if event.details["side"] == "sender" else batch.sender
    audience = User.objects.holding("exchanges.compare_lists").filter(of_sides(asked))
    said = filled(LINES_DISPUTED, reference_of(batch) | {"lines": number}, number)
    return Notice(audience, said, f"{batch.get_absolute_url()}comparison/")


@notice_for("exchanges.batch_sealed", BATCH_SEALED)
def batch_sealed(event: Event) -> Notice:
    """Whoever will attest at the handover: the receiver's officers, the observers."""
    batch = batch_of(event)
    attesting = User.objects.holding("exchanges.attest_batch")
    audience = attesting.filter(of_sides(batch.receiver, batch.round.intermediary))
    said = filled(BATCH_SEALED, reference_of(batch))
    return Notice(audience, said, batch.get_absolute_url())


@notice_for("exchanges.batch_handed_over", BATCH_HANDED_OVER)
def batch_handed_over(event: Event) -> Notice:
    batch, number = batch_of(event), event.details["containers"]
    said = filled(BATCH_HANDED_OVER, reference_of(batch) | {"containers": number}, number)
    return Notice(verifiers(batch), said, batch.get_absolute_url())


@notice_for("exchanges.containers_refused", CONTAINERS_REFUSED)
def containers_refused(event: Event) -> Notice:
    return _told_of_exits(event, CONTAINERS_REFUSED)


@notice_for("exchanges.containers_taken_back", CONTAINERS_TAKEN_BACK)
def containers_taken_back(event: Event) -> Notice:
    return _told_of_exits(event, CONTAINERS_TAKEN_BACK)


@notice_for("exchanges.allocation_sent", ALLOCATION_SENT)
def allocation_sent(event: Event) -> Notice:
    """The officers of the mortuary, once for each share."""
    batch, number = batch_of(event), event.details["containers"]
    there = User.objects.holding("cases.receive_container")
    said = filled(ALLOCATION_SENT, reference_of(batch) | {"containers": number}, number)
    return Notice(there.filter(agency=event.details["mortuary"]), said, batch.get_absolute_url())


@notice_for("exchanges.intake_ended", INTAKE_ENDED)
def intake_ended(event: Event) -> Notice:
    batch, number = batch_of(event), event.details["containers"]
    officers = User.objects.holding("exchanges.allocate_batch")
    said = filled(INTAKE_ENDED, reference_of(batch) | {"containers": number}, number)
    return Notice(officers.filter(of_sides(batch.receiver)), said, batch.get_absolute_url())


@notice_for("exchanges.batch_received", BATCH_RECEIVED)
def batch_received(event: Event) -> Notice:
    batch = batch_of(event)
    said = filled(BATCH_RECEIVED, reference_of(batch))
    return Notice(verifiers(batch), said, batch.get_absolute_url())


@notice_for("exchanges.batch_acknowledged", BATCH_ACKNOWLEDGED)
def batch_acknowledged(event: Event) -> Notice:
    """Whoever verifies it now: the side that sent it."""
    batch = batch_of(event)
    said = filled(BATCH_ACKNOWLEDGED, reference_of(batch))
    audience = User.objects.holding("exchanges.verify_count").filter(of_sides(batch.sender))
    return Notice(audience, said, batch.get_absolute_url())


@notice_for("exchanges.count_verified", COUNT_VERIFIED)
def count_verified(event: Event) -> Notice:
    batch, figures = batch_of(event), event.details
    audience = speakers(batch.sender, batch.receiver, batch.round.intermediary)
    said = filled(
        COUNT_VERIFIED,
        reference_of(batch) | {"listed": figures["listed"], "counted": figures["counted"]},
    )
    return Notice(audience, said, batch.get_absolute_url())


def _told_of_round(event: Event, sentence: Sentence) -> Notice:
    """Those who would have been there on the day."""
    round = _round(event)
    said = filled(sentence, reference_of(round))
    return Notice(everybody_of(round), said, round.get_absolute_url())


def _told_of_exits(event: Event, sentence: Sentence) -> Notice:
    """The exchange officers of both sides and the observers."""
    batch, number = batch_of(event), event.details["containers"]
    attesting = User.objects.holding("exchanges.attest_batch")
    audience = attesting.filter(of_sides(batch.sender, batch.receiver, batch.round.intermediary))
    said = filled(sentence, reference_of(batch) | {"containers": number}, number)
    return Notice(audience, said, batch.get_absolute_url())


def _round(event: Event) -> ExchangeRound:
    return ExchangeRound.objects.for_pages().get(pk=event.subject_id)


def batch_of(event: Event) -> ExchangeBatch:
    return ExchangeBatch.objects.for_pages().get(pk=event.subject_id)


def reference_of(row: ExchangeRound | ExchangeBatch) -> dict[str, object]:
    """By its noun, as the sentences call it."""
    return {"round" if isinstance(row, ExchangeRound) else "batch": row.reference}
