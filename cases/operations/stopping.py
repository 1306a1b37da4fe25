"""What stops at once when a decision is contested or revoked, and goes on when it is upheld: an
identification, or the affiliation on which remains go back to the other party."""

from cases.models import AffiliationDecision, Identification, Release, RemainsCase, TakeBackTask
from cases.models.release import FELL
from cases.operations.authorising import withdraw_locked
from cases.operations.coming_back import end_tasks
from cases.states import AffiliationState, CaseState, IdentificationState
from repatriation.accounts.models import User
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

OVER = (IdentificationState.REVOKED, AffiliationState.WITHDRAWN)
Ground = Identification | AffiliationDecision


def stop_what_rests_on(ground: Ground, by: User) -> None:
    """Inside the operation that has locked the decision and set its state. Authorisations
    to release are withdrawn; where remains have left, a task to take them back opens. No consent
    of anybody is asked: it is a consequence."""
    is_over = ground.state in OVER
    because = TakeBackTask.Because.REVOKED if is_over else TakeBackTask.Because.CONTESTED
    noun = _noun(ground)
    resting = RemainsCase.objects.filter(**{f"releases__{noun}": ground})
    for case in lock_each(list(resting.distinct())):
        if case.state == CaseState.RELEASE_AUTHORISED:
            withdraw_locked(case, FELL[noun, because], by)
            keep(case)
    for release in Release.objects.out().filter(**{noun: ground}).order_by("case"):
        _open_task(release, because, by)


def go_on_with(ground: Ground, by: User) -> None:
    """Upheld: what had left may stay. What was withdrawn is authorised anew, by people."""
    released = list(Release.objects.filter(**{_noun(ground): ground}))
    end_tasks(released, TakeBackTask.Outcome.UPHELD, by)


def _noun(ground: Ground) -> str:
    return "identification" if isinstance(ground, Identification) else "affiliation"


def _open_task(release: Release, because: TakeBackTask.Because, by: User) -> None:
    """One at a time: what was contested and is now revoked is the same task, more pressing."""
    if TakeBackTask.objects.open().filter(release=release).update(because=because):
        return
    task = TakeBackTask(release=release, because=because, opened_by=by, opened_at=now())
    task.save()
    record("cases.take_back_asked", release.case, by=by, because=str(because))
