"""Saying how an examination and what is told of a person contradict each other and are of one."""

from django.db import transaction

from cases.models import Explanation, Identification, RemainsCase
from cases.models.explanation import Attribute
from cases.policies import identifications as policies
from cases.policies.contradictions import unexplained_in
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_REASON = gettext_noop("Say how both can be true; a board will read it.")
NOTHING_OPEN = gettext_noop(
    "%(case)s: nothing in this contradicts the person and waits for an explanation."
)


@transaction.atomic
def explain_contradiction(
    *,
    identification: Identification,
    case: RemainsCase,
    attribute: Attribute,
    because: str,
    by: User,
) -> Identification:
    """By an examiner, before a board votes, who then has no vote. It answers for the two values
    as they are now and for no others."""
    identification = lock(identification)
    require(policies.why_not_explain(by, identification))
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    found = [
        (covered, contradiction)
        for covered, contradiction in unexplained_in(identification)
        if covered.case_id == case.pk and contradiction.attribute == attribute
    ]
    if not found:
        raise RuleBroken(Sentence(NOTHING_OPEN, {"case": str(case)}))
    covered, contradiction = found[0]
    Explanation.objects.create(
        covered=covered,
        examination=contradiction.examination,
        attribute=attribute,
        found=contradiction.found,
        told=contradiction.told,
        because=because.strip(),
        explained_by=by,
        explained_at=now(),
    )
    keep(identification)
    record(
        "cases.contradiction_explained",
        identification,
        by=by,
        case=case.pk,
        attribute=str(attribute),
    )
    return identification
