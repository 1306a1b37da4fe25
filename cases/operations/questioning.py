"""What follows when remains turn out not to be what they were taken for: of more than one person,
or of none. What was said of them as a whole is taken back or contested."""

from django.db.models import Q

from cases.models import Association, RemainsCase
from cases.models.affiliation import WhyContested
from cases.models.identification import ContestReason
from cases.operations.associating import withdraw_locked
from cases.operations.contesting import contest_resting_on
from cases.operations.disputing import contest_affiliations_of
from cases.operations.individuals import hold_individuals
from repatriation.accounts.models import User
from repatriation.ledger.locking import lock_each


def question_remains(case: RemainsCase, *, because: str, by: User) -> None:
    """Accepted associations of the case are withdrawn, and every decision that rests on it or on
    them is contested. Before the case is locked: decisions lock it last."""
    of_case = Association.objects.accepted().filter(Q(first=case.pk) | Q(second=case.pk))
    if of_case.exists():
        hold_individuals()
    for association in lock_each(list(of_case)):
        withdraw_locked(association, because, by)
    mixed = ContestReason.REMAINS_MIXED
    contest_resting_on(cases=[case], because=mixed, note=because, by=by)
    contest_affiliations_of([case], because=WhyContested.REMAINS, note=because, by=by)
