"""Who is told of counts that differ, of discrepancies and their answers, and of papers to check."""

from django.db.models import QuerySet

from exchanges.models import Discrepancy, ToldFigures
from exchanges.models.codes import Code
from exchanges.notices.operation import batch_of, of_sides, reference_of, speakers
from exchanges.policies.discrepancies import answerer, opener
from repatriation.accounts.models import Agency, User
from repatriation.audit.models import Event
from repatriation.errors import Sentence
from repatriation.notifications.registry import Notice, filled, notice_for

COUNTS_DIFFER = Sentence("Batch %(batch)s: counts differ. %(discrepancy)s is open.")
RAISED = Sentence("Discrepancy %(discrepancy)s of batch %(batch)s waits for your side's answer.")
ANSWERED = Sentence("Discrepancy %(discrepancy)s of batch %(batch)s was answered.")
CONTESTED = Sentence(
    "Discrepancy %(discrepancy)s of batch %(batch)s: your side's answer is contested."
)
ANSWER_RECORDED = Sentence(
    "Discrepancy %(discrepancy)s of batch %(batch)s: an answer was recorded for another side. A "
    "second person must read the message."
)
REMARK_RECORDED = Sentence(
    "Batch %(batch)s: a remark was recorded for another side. A second person must read the paper."
)

FIGURES_TOLD = Sentence("Round %(round)s: another side tells its figures of what was handed over.")
FIGURES_RECORDED = Sentence(
    "Round %(round)s: figures were recorded for another side. A second person must read the "
    "message."
)


def answering(agency: Agency) -> QuerySet[User]:
    return User.objects.holding("exchanges.answer_discrepancy").filter(of_sides(agency))


def settling(*agencies: Agency) -> QuerySet[User]:
    return User.objects.holding("exchanges.settle_discrepancy").filter(of_sides(*agencies))


@notice_for("exchanges.discrepancy_opened", COUNTS_DIFFER)
def counts_differ(event: Event) -> Notice | None:
    """Both sides and the intermediary. Of a single container Today tells: there may be hundreds."""
    if event.details["code"] != Code.COUNT_MISMATCH:
        return None
    row = _discrepancy(event)
    batch = row.batch
    observing = User.objects.holding("exchanges.attest_batch")
    audience = settling(batch.sender, batch.receiver) | observing.filter(
        of_sides(batch.round.intermediary)
    )
    return _of(row, audience, COUNTS_DIFFER)


@notice_for("exchanges.discrepancy_raised", RAISED)
def raised(event: Event) -> Notice:
    row = _discrepancy(event)
    return _of(row, answering(answerer(row)), RAISED)


@notice_for("exchanges.discrepancy_answered", ANSWERED)
def answered(event: Event) -> Notice:
    row = _discrepancy(event)
    return _of(row, settling(opener(row)), ANSWERED)


@notice_for("exchanges.discrepancy_contested", CONTESTED)
def contested(event: Event) -> Notice:
    row = _discrepancy(event)
    return _of(row, answering(answerer(row)), CONTESTED)


@notice_for("exchanges.answer_recorded", ANSWER_RECORDED)
def answer_recorded(event: Event) -> Notice:
    return _of(_discrepancy(event), second_readers(event), ANSWER_RECORDED)


@notice_for("exchanges.remark_recorded", REMARK_RECORDED)
def remark_recorded(event: Event) -> Notice:
    batch = batch_of(event)
    said = filled(REMARK_RECORDED, reference_of(batch))
    return Notice(second_readers(event), said, batch.get_absolute_url())


@notice_for("exchanges.figures_told", FIGURES_TOLD)
def figures_told(event: Event) -> Notice:
    """The other side; that one too for whom we wrote them down; the intermediary, where they are
    meant for it."""
    told = _told(event)
    round = told.round
    others = [
        one for one in round.speakers if one != round.intermediary or told.is_for_intermediary
    ]
    others = [one for one in others if one.pk != told.agency_id or told.is_recorded_for]
    said = filled(FIGURES_TOLD, reference_of(round))
    return Notice(speakers(*others), said, round.get_absolute_url())


@notice_for("exchanges.figures_recorded", FIGURES_RECORDED)
def figures_recorded(event: Event) -> Notice:
    round = _told(event).round
    said = filled(FIGURES_RECORDED, reference_of(round))
    return Notice(second_readers(event), said, round.get_absolute_url())


def _told(event: Event) -> ToldFigures:
    rows = ToldFigures.objects.select_related(
        "round__convenor", "round__counterpart", "round__intermediary"
    )
    return rows.get(pk=event.details["told"])


def second_readers(event: Event) -> QuerySet[User]:
    """Of the recorder's side."""
    recorder = User.objects.select_related("agency").get(pk=event.actor_id)
    return User.objects.holding("exchanges.record_for_other").filter(of_sides(recorder.agency))


def _discrepancy(event: Event) -> Discrepancy:
    return Discrepancy.objects.for_pages().get(pk=event.subject_id)


def _of(row: Discrepancy, audience: QuerySet[User], wording: Sentence) -> Notice:
    named = {"discrepancy": row.reference, "batch": row.batch.reference}
    said = filled(wording, named)
    return Notice(audience, said, row.get_absolute_url())
