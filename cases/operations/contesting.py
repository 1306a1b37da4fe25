"""Contesting what stands: by hand, or because something it rests on has fallen."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from cases.models import Identification, MissingPerson, RemainsCase
from cases.models.identification import ContestReason
from cases.operations.stopping import stop_what_rests_on
from cases.policies import identifications as policies
from cases.states import IdentificationState, identification_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

# It stands, or will when the last vote that is being cast is in.
MAY_STAND = (
    IdentificationState.UNDER_REVIEW,
    *identification_workflow.transitions["contest"].sources,
)
NO_NOTE = gettext_noop("Say what is contested and on what ground; a board will read it.")
NOT_BY_HAND = gettext_noop("That is said of an addendum by itself, when what it adds to falls.")


@transaction.atomic
def contest_identification(
    *, identification: Identification, because: ContestReason, note: str, by: User
) -> Identification:
    """From now on nothing may rest on it, until a board upholds or revokes it."""
    identification = lock(identification)
    require(policies.why_not_contest(by, identification))
    if because == ContestReason.RESTS_ON_CONTESTED:
        raise RuleBroken(Sentence(NOT_BY_HAND))
    contest_locked(identification, because, note, by)
    keep(identification)
    return identification


@transaction.atomic
def contest_resting_on(
    *,
    because: ContestReason,
    note: str,
    by: User,
    cases: Iterable[RemainsCase] = (),
    person: MissingPerson | None = None,
) -> list[Identification]:
    """Everything that stands and covers one of these cases, or is of this person: a consequence of
    what happened elsewhere, so nobody is asked whether they may. Also what a board is deciding at
    this moment: its lock is waited for. To be called before the cases or the person are locked; a
    decision locks them after the identification."""
    resting = Q(covered__case__in=[case.pk for case in cases])
    if person is not None:
        resting |= Q(person=person.pk)
    may_stand = Identification.objects.filter(resting, state__in=MAY_STAND).distinct()
    contested: list[Identification] = []
    for identification in lock_each(list(may_stand)):
        if identification.adds_to_id in {one.pk for one in contested}:
            continue  # contested with what it adds to
        if "contest" in identification_workflow.open_from(identification.state):
            contest_locked(identification, because, _fitting(note) or str(because.label), by)
            keep(identification)
            contested.append(identification)
    return contested


def _fitting(note: str) -> str:
    longest = Identification._meta.get_field("contested_note").max_length
    return note.strip()[:longest]


def contest_locked(
    identification: Identification, because: ContestReason, note: str, by: User
) -> None:
    """Inside an operation that has locked the identification and will keep it. What was added to
    it is contested with it."""
    move = identification_workflow.require("contest", identification.state)
    if not note.strip():
        raise RuleBroken(Sentence(NO_NOTE))
    identification.state = move.target
    identification.contested_because = because
    identification.contested_note = note.strip()
    identification.contested_by, identification.contested_at = by, now()
    record("cases.identification_contested", identification, by=by, because=str(because))
    stop_what_rests_on(identification, by)
    for addendum in lock_each(list(identification.addenda.filter(state__in=MAY_STAND))):
        if "contest" in identification_workflow.open_from(addendum.state):
            contest_locked(addendum, ContestReason.RESTS_ON_CONTESTED, str(identification), by)
            keep(addendum)
