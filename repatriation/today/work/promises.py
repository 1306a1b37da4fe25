"""Agreements and commitments: words to be said, papers to check, outcomes, and what is at risk."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.agreement_states import AgreementState, CommitmentState
from exchanges.dashboard.promises.progress_shown import outlook_badge, unit_of
from exchanges.forecasting import Outlook
from exchanges.models import Agreement, AgreementWord, Commitment
from exchanges.policies.agreements import accepted_by, own_speaker, words_of
from exchanges.policies.promise_words import open_breach, open_extension
from exchanges.policies.rounds import why_not_check
from exchanges.promised import Kept
from repatriation.dashboard.components import Badge, WorkItem
from repatriation.dashboard.formats import day_text, number_text
from repatriation.ledger.clock import now
from repatriation.today.work.desk import MOST, Desk, Found, found

Act = AgreementWord.Act
LIST = "exchanges:commitments"


def to_accept(desk: Desk) -> Found:
    """Proposed, and the own side has not said its word."""
    if not desk.user.has_perm("exchanges.speak_for_side"):
        return Found()
    agreements = Agreement.objects.visible_to(desk.user).filter(state=AgreementState.PROPOSED)
    commitments = Commitment.objects.visible_to(desk.user).filter(
        state=CommitmentState.DRAFT,
        proposed_at__isnull=False,
        agreement__state=AgreementState.IN_FORCE,
    )
    rows = [
        *_first(agreements.for_pages().prefetch_related("words")),
        *_first(commitments.for_pages().prefetch_related("words")),
    ]
    items = [
        WorkItem(
            _("Accept"),
            row.title,
            row.get_absolute_url(),
            _("It is proposed, and waits for your side's word."),
            row.reference,
        )
        for row in rows
        if _waits_for(row, desk)
    ]
    title = _("More that is proposed")
    return found(items, verb=_("Accept"), title=title, url=reverse("exchanges:agreements"))


def to_answer(desk: Desk) -> Found:
    """A later deadline is asked for, or a breach is claimed, by the other side."""
    if not desk.user.has_perm("exchanges.speak_for_side"):
        return Found()
    items = [item for row in _spoken_of(desk) for item in _asked(row, desk)]
    title = _("More commitments that wait for an answer")
    return found(items, verb=_("Answer"), title=title, url=reverse(LIST))


def to_check(desk: Desk) -> Found:
    """Recorded for the other side, for a second person."""
    if not desk.user.has_perm("exchanges.record_for_other"):
        return Found()
    words = AgreementWord.objects.visible_to(desk.user).to_check().exclude(recorded_by=desk.user)
    words = words.select_related(
        "agency", "commitment", "agreement__convenor", "agreement__counterpart"
    )
    items = [
        WorkItem(
            _("Check"),
            _("A word on an agreement, recorded for %(agency)s") % {"agency": word.agency},
            reverse("exchanges:check-word", args=[word.agreement.reference, word.pk]),
            _("From a message or paper of %(day)s. It stands when a second person has read it.")
            % {"day": day_text(word.said_on)},
            (word.commitment or word.agreement).reference,
            _("since %(day)s") % {"day": day_text(word.recorded_at)},
        )
        for word in words.order_by("recorded_at")[: MOST + 1]
        if not why_not_check(desk.user, word)
    ]
    url = reverse("exchanges:agreements")
    return found(items, verb=_("Check"), title=_("More papers to check"), url=url)


def to_conclude(desk: Desk) -> Found:
    """The target is reached, or the deadline has passed."""
    kept = [one for one in desk.kept if _outlook(one) in (Outlook.REACHED, Outlook.OVERDUE)]
    items = [_item(_("Conclude"), one, _figures(one)) for one in kept]
    title = _("More commitments to conclude")
    return found(items, verb=_("Conclude"), title=title, url=reverse(LIST))


def at_risk(desk: Desk) -> Found:
    """At the slower pace the deadline is missed."""
    kept = [one for one in desk.kept if _outlook(one) == Outlook.AT_RISK]
    badge = outlook_badge(Outlook.AT_RISK)
    items = [_item(_("Look"), one, _figures(one), badge) for one in kept]
    return found(items, verb=_("Look"), title=_("More commitments at risk"), url=reverse(LIST))


def _waits_for(row: Agreement | Commitment, desk: Desk) -> bool:
    agreement = row.agreement if isinstance(row, Commitment) else row
    own = own_speaker(desk.user, agreement)
    words = list(row.words.all()) if isinstance(row, Commitment) else words_of(row)
    return own is not None and not accepted_by(words, own)


def _spoken_of(desk: Desk) -> Iterable[Commitment]:
    asked = AgreementWord.objects.filter(
        commitment=OuterRef("pk"), act__in=[Act.ASKS_EXTENSION, Act.CLAIMS_BREACH]
    )
    rows = Commitment.objects.visible_to(desk.user).filter(Exists(asked)).for_pages()
    return _first(rows.prefetch_related("words"))


def _asked(row: Commitment, desk: Desk) -> Iterable[WorkItem]:
    own = own_speaker(desk.user, row.agreement)
    asked, claim = open_extension(row), open_breach(row)
    if own and asked and row.state == CommitmentState.ACTIVE and asked.agency_id != own.pk:
        why = _("The other side asks for a later deadline.")
        yield WorkItem(_("Answer"), row.title, row.get_absolute_url(), why, row.reference)
    if own and claim and own == row.debtor and not _is_answered(claim, row):
        why = _("The other side claims a breach.")
        yield WorkItem(_("Answer"), row.title, row.get_absolute_url(), why, row.reference)


def _is_answered(claim: AgreementWord, row: Commitment) -> bool:
    return any(
        word.act == Act.ANSWERS_BREACH and word.answers_id == claim.pk for word in row.words.all()
    )


def _outlook(kept: Kept) -> Outlook:
    return kept.outlook(now())


def _figures(kept: Kept) -> str:
    return _("Verified: %(verified)s of %(target)s %(unit)s.") % {
        "verified": number_text(kept.verified),
        "target": number_text(kept.commitment.target),
        "unit": unit_of(kept.commitment),
    }


def _item(verb: str, kept: Kept, why: str, state: Badge | None = None) -> WorkItem:
    row = kept.commitment
    until = _("until %(day)s") % {"day": day_text(row.due_at)}
    return WorkItem(verb, row.title, row.get_absolute_url(), why, row.reference, until, state)


def _first(rows):
    return rows.order_by("pk")[: MOST + 1]
