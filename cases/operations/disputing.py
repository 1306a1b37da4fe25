"""Contesting a decision on affiliation: by hand, or because something else says otherwise."""

from collections.abc import Iterable

from django.db import transaction

from cases.models import AffiliationDecision, RemainsCase
from cases.models.affiliation import WhyContested
from cases.operations.stopping import stop_what_rests_on
from cases.policies import affiliations as policies
from cases.policies.grounds import NOT_OURS
from cases.states import FIRM, AffiliationState, affiliation_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

# It stands, or will when the last vote that is being cast is in.
MAY_STAND = (AffiliationState.UNDER_REVIEW, *FIRM)
NO_NOTE = gettext_noop("Say what is contested and on what ground; a board will read it.")
NOT_BY_HAND = gettext_noop("That is said by itself, when it happens to the remains.")


@transaction.atomic
def contest_affiliation(
    *, decision: AffiliationDecision, because: WhyContested, note: str, by: User
) -> AffiliationDecision:
    """From now on nothing may rest on it, until a board upholds or withdraws it."""
    decision = lock(decision)
    require(policies.why_not_contest(by, decision))
    if because not in WhyContested.by_hand():
        raise RuleBroken(Sentence(NOT_BY_HAND))
    contest_locked(decision, because, note, by)
    keep(decision)
    return decision


@transaction.atomic
def contest_affiliations_of(
    cases: Iterable[RemainsCase | int | None], *, because: WhyContested, note: str, by: User
) -> None:
    """Every decision on one of these cases that they are not ours, or of whatever affiliation where
    the remains themselves are in doubt. A consequence: nobody is asked whether they may. Also what
    a board is deciding at this moment: its lock is waited for. Before the cases are locked."""
    keys = [one.pk if isinstance(one, RemainsCase) else one for one in cases]
    rows = AffiliationDecision.objects.filter(case__in=keys, state__in=MAY_STAND)
    if because != WhyContested.REMAINS:
        rows = rows.filter(assessed__in=NOT_OURS)
    longest = AffiliationDecision._meta.get_field("contested_note").max_length
    for decision in lock_each(list(rows)):
        if "contest" in affiliation_workflow.open_from(decision.state):
            contest_locked(decision, because, note.strip()[:longest] or str(because.label), by)
            keep(decision)


def contest_locked(
    decision: AffiliationDecision, because: WhyContested, note: str, by: User
) -> None:
    """Inside an operation that has locked the decision and will keep it."""
    move = affiliation_workflow.require("contest", decision.state)
    if not note.strip():
        raise RuleBroken(Sentence(NO_NOTE))
    decision.state = move.target
    decision.contested_because, decision.contested_note = because, note.strip()
    decision.contested_by, decision.contested_at = by, now()
    record("cases.affiliation_contested", decision, by=by, because=str(because))
    stop_what_rests_on(decision, by)
