"""What accepted associations hold together: how an individual begins, grows, is merged and split.

Called inside an operation that holds all individuals (`hold_individuals`)."""

from collections.abc import Iterable

from django.db import connection

from cases.identification.components import connected_parts
from cases.models import Association, Individual, Membership, RemainsCase
from cases.states import individual_workflow
from repatriation.accounts.models import User
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock_each
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record, record_each

HOLD = "SELECT pg_advisory_xact_lock(hashtextextended('cases.individuals', 0))"


def hold_individuals() -> None:
    """One after the other: an association between two cases may merge individuals that have many
    others, so whoever joins or splits needs the whole picture. Taken before any row is locked."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD)


def join(association: Association, by: User) -> Individual:
    """The two cases are of one individual from now on: a new one, the one that one of them is of,
    or, of two, that with the older number."""
    case_keys = [association.first_id, association.second_id]
    standing = Membership.objects.now().filter(case__in=case_keys)
    found = {row.case_id: row.individual_id for row in standing}
    individuals = lock_each(list(Individual.objects.filter(pk__in=found.values())))
    if not individuals:
        individual = _begin(association)
        record("cases.individual_distinguished", individual, by=by, association=association.pk)
    else:
        individual, *newer = individuals
        for other in newer:
            _merge(other, individual, association, by)
    missing = [key for key in case_keys if key not in found]
    _take_in(individual, missing, association, by)
    return individual


def split(association: Association, by: User) -> list[RemainsCase]:
    """When the association does not hold any more: the cases that the individual had until now if
    it falls apart, else none. The largest part keeps the number, of equally large ones that with
    the case numbered first; of the others each part of two cases or more gets a number of its
    own."""
    individual, before = _held_by(association)
    accepted = Association.objects.accepted().filter(first__in=before, second__in=before)
    parts = connected_parts(before, accepted.values_list("first", "second"))
    if len(parts) == 1:
        return []
    kept, *others = parts if len(parts[0]) > 1 else [[], *parts]
    gone = [key for part in others for key in part]
    verb = "split" if kept else "dissolve"
    individual.state = individual_workflow.require(verb, individual.state).target
    if not kept:
        individual.ended_at = now()
    _let_go(individual, gone, association)
    keep(individual)
    made = [_begin(association, split_from=individual) for part in others if len(part) > 1]
    for new, part in zip(made, (part for part in others if len(part) > 1), strict=True):
        _take_in(new, part, association, by, is_told=False)
        record("cases.individual_split_off", new, by=by, individual=individual.pk)
    kind = "cases.individual_split" if kept else "cases.individual_dissolved"
    record(kind, individual, by=by, association=association.pk, parts=len(parts))
    cases = list(RemainsCase.objects.filter(pk__in=before).order_by("pk"))
    left = [case for case in cases if case.pk in gone]
    record_each("cases.case_left", left, by=by, details=lambda _: {"individual": individual.pk})
    return cases


def _held_by(association: Association) -> tuple[Individual, list[int]]:
    membership = Membership.objects.now().get(case=association.first_id)
    (individual,) = lock_each([Individual(pk=membership.individual_id)])
    members = Membership.objects.now().filter(individual=individual)
    return individual, list(members.values_list("case", flat=True))


def _begin(association: Association, split_from: Individual | None = None) -> Individual:
    return Individual.objects.create(
        reference=next_reference("IN"),
        agency_id=association.agency_id,
        distinguished_at=now(),
        split_from=split_from,
    )


def _take_in(
    individual: Individual,
    cases: Iterable[int],
    association: Association,
    by: User,
    *,
    is_told: bool = True,
) -> None:
    keys = list(cases)
    Membership.objects.bulk_create(
        Membership(individual=individual, case_id=key, joined_at=now(), joined_through=association)
        for key in keys
    )
    if not keys:
        return
    individual_workflow.require("grow", individual.state)
    keep(individual)
    joined = RemainsCase.objects.filter(pk__in=keys).order_by("pk")
    record_each("cases.case_joined", joined, by=by, details=lambda _: {"individual": individual.pk})
    if is_told:
        for case in keys:
            record(
                "cases.individual_joined",
                individual,
                by=by,
                case=case,
                association=association.pk,
            )


def _merge(other: Individual, into: Individual, association: Association, by: User) -> None:
    """The older number goes on; the other keeps its history and points there."""
    cases = list(Membership.objects.now().filter(individual=other).values_list("case", flat=True))
    _let_go(other, cases, association)
    other.state = individual_workflow.require("merge", other.state).target
    other.merged_into, other.ended_at = into, now()
    keep(other)
    record("cases.individual_merged", other, by=by, individual=into.pk)
    record("cases.individual_took_over", into, by=by, individual=other.pk)
    _take_in(into, cases, association, by, is_told=False)


def _let_go(individual: Individual, cases: list[int], association: Association) -> None:
    leaving = Membership.objects.now().filter(individual=individual, case__in=cases)
    leaving.update(left_at=now(), left_through=association)
