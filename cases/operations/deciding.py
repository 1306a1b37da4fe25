"""What a decision of the board does to the identification, its cases and the person."""

from cases.models import Ballot, Identification
from cases.models.affiliation import WhyContested
from cases.models.board import Choice, Question
from cases.models.identification import ContestReason
from cases.operations.disputing import contest_affiliations_of
from cases.operations.stopping import go_on_with, stop_what_rests_on
from cases.policies import identifications as policies
from cases.policies.bases import dossier_of
from cases.policies.contradictions import held_with
from cases.policies.persons import why_not_identified
from cases.states import IdentificationState, identification_workflow, person_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock_each
from repatriation.ledger.versions import keep, keep_each
from repatriation.ledger.writing import record, record_each

VERBS: dict[str | None, str] = {
    Choice.ESTABLISHED: "identify",
    Choice.NOT_ESTABLISHED: "not_establish",
    Choice.RETURNED: "return",
    Choice.EXCLUDED: "exclude",
    Choice.UPHELD: "uphold",
}


def decide(identification: Identification, ballot: Ballot, outcome: str | None, by: User) -> None:
    """Inside an operation that has locked the identification and will keep it. A board that does
    not agree defers; one that does not agree on a contest leaves it contested."""
    record(
        "cases.board_decided",
        identification,
        by=by,
        ballot=ballot.pk,
        outcome=ballot.outcome,
    )
    if ballot.question == Question.CONTEST and outcome in (None, Choice.REVOKED):
        revoke_if_due(identification, by)
        return
    move = identification_workflow.require(VERBS.get(outcome, "defer"), identification.state)
    identification.state = move.target
    if outcome == Choice.ESTABLISHED:
        _stand(identification, by)
    if outcome == Choice.UPHELD:
        _keep_bases(identification)
        go_on_with(identification, by)
        _uphold_addenda(identification, by)


def revoke_if_due(identification: Identification, by: User) -> None:
    """The board has revoked it and, where it was certified, the authority has annulled."""
    if not policies.is_revoked_by_board(identification):
        return
    if identification.certificate and not identification.annulment:
        return
    for one in (identification, *_addenda(identification)):
        _fall(one, identification, by)
    if identification.adds_to_id is None:
        person = lock_each([identification.person])[0]
        person.state = person_workflow.require("seek_again", person.state).target
        keep(person)
        record("cases.person_sought_again", person, by=by, identification=identification.pk)


def _fall(one: Identification, first: Identification, by: User) -> None:
    """An addendum falls with what it adds to, and its certificate with that one's."""
    one.state = identification_workflow.require("revoke", one.state).target
    if one is not first and one.certificate and not one.annulment:
        one.annulment, one.annulled_by = first.annulment, first.annulled_by
        one.annulled_at = first.annulled_at
    cases = _set_standing(one, stands=False)
    record("cases.identification_revoked", one, by=by)
    stop_what_rests_on(one, by)
    told: dict[str, object] = {"identification": one.pk}
    record_each("cases.case_unidentified", cases, by=by, details=lambda _: told)
    if one is not first:
        keep(one)


def _uphold_addenda(identification: Identification, by: User) -> None:
    """Those that were contested only with it; what lacks a basis of its own now stays so."""
    for addendum in _addenda(identification):
        addendum.adds_to = identification
        with_it = addendum.contested_because == ContestReason.RESTS_ON_CONTESTED
        if with_it and not policies.why_not_establish(addendum):
            addendum.state = identification_workflow.require("uphold", addendum.state).target
            keep(addendum)
            go_on_with(addendum, by)
            record("cases.addendum_upheld", addendum, by=by, identification=identification.pk)


def _addenda(identification: Identification) -> list[Identification]:
    contested = identification.addenda.filter(state=IdentificationState.CONTESTED)
    return lock_each(list(contested))


def _stand(identification: Identification, by: User) -> None:
    identification.decided_at = now()
    _keep_bases(identification)
    _question_affiliations(identification, by)
    cases = _set_standing(identification, stands=True)
    if identification.adds_to_id is None:
        person = lock_each([identification.person])[0]
        if why_not := why_not_identified(person):
            raise RuleBroken(why_not)
        person.state = person_workflow.require("identify", person.state).target
        keep(person)
        record("cases.person_identified", person, by=by, identification=identification.pk)
    told: dict[str, object] = {"identification": identification.pk}
    record_each("cases.case_identified", cases, by=by, details=lambda _: told)


def _question_affiliations(identification: Identification, by: User) -> None:
    """Before the cases are locked: that they are not ours, also of what is held to be of the same
    person."""
    covered = identification.covered.select_related("case")
    keys = {key for one in covered for key in held_with(one.case)}
    identified = WhyContested.IDENTIFIED
    contest_affiliations_of(keys, because=identified, note=str(identification), by=by)


def _keep_bases(identification: Identification) -> None:
    """What each case was identified by, as the board had it before it."""
    for one in dossier_of(identification).cases:
        one.covered.basis, one.covered.association = one.basis or "", one.association
        one.covered.save(update_fields=["basis", "association"])


def _set_standing(identification: Identification, *, stands: bool) -> list:
    covered = identification.covered.order_by("case").select_related("case")
    cases = lock_each([one.case for one in covered])
    identification.covered.update(stands=stands)
    keep_each(cases, [])
    return cases
