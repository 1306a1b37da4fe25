"""What stops at once when an identification is contested or revoked, and goes on when upheld."""

from cases.models import Identification, Release, RemainsCase, TakeBackTask
from cases.models.release import CONTESTED, REVOKED
from cases.operations.authorising import withdraw_locked
from cases.operations.coming_back import end_tasks
from cases.states import CaseState, IdentificationState
from repatriation.accounts.models import User
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

BECAUSE = {TakeBackTask.Because.CONTESTED: CONTESTED, TakeBackTask.Because.REVOKED: REVOKED}


def stop_what_rests_on(identification: Identification, by: User) -> None:
    """Inside the operation that has locked the identification and set its state. Authorisations
    to release are withdrawn; where remains have left, a task to take them back opens. No consent
    of anybody is asked: it is a consequence."""
    is_over = identification.state == IdentificationState.REVOKED
    because = TakeBackTask.Because.REVOKED if is_over else TakeBackTask.Because.CONTESTED
    resting = RemainsCase.objects.filter(releases__identification=identification)
    for case in lock_each(list(resting.distinct())):
        if case.state == CaseState.RELEASE_AUTHORISED:
            withdraw_locked(case, BECAUSE[because], by)
            keep(case)
    for release in Release.objects.out().filter(identification=identification).order_by("case"):
        _open_task(release, because, by)


def go_on_with(identification: Identification, by: User) -> None:
    """Upheld: what had left may stay. What was withdrawn is authorised anew, by people."""
    released = list(Release.objects.filter(identification=identification))
    end_tasks(released, TakeBackTask.Outcome.UPHELD, by)


def _open_task(release: Release, because: TakeBackTask.Because, by: User) -> None:
    """One at a time: what was contested and is now revoked is the same task, more pressing."""
    if TakeBackTask.objects.open().filter(release=release).update(because=because):
        return
    task = TakeBackTask(release=release, because=because, opened_by=by, opened_at=now())
    task.save()
    record("cases.take_back_asked", release.case, by=by, because=str(because))
