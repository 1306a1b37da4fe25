"""Two records of one person become one that goes on; and are parted again."""

from typing import Any

from django.db import transaction

from cases.models import Merge, MissingPerson
from cases.operations.taking_back import take_back
from cases.policies import duplicates as policies
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_REASON = gettext_noop("Say why the two records are of one person.")


@transaction.atomic
def merge_persons(
    *, person: MissingPerson, into: MissingPerson, because: str, by: User
) -> MissingPerson:
    """`person` stays as it is and points to `into`, which goes on: names, relatives and sources
    are read together."""
    lock_each([person, into])  # in the order of their keys, whichever of them goes on
    person = lock(person)
    into = lock_each([into])[0]
    require(policies.why_not_merge(by, person, into))
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    Merge.objects.create(
        person=person, into=into, because=because.strip(), merged_by=by, merged_at=now()
    )
    person.merged_into = into
    keep(person)
    keep(into)
    record("cases.person_merged", person, by=by, into=into.pk)
    record("cases.person_taken_in", into, by=by, person=person.pk)
    return person


@transaction.atomic
def part_persons(*, person: MissingPerson, because: str, by: User) -> MissingPerson:
    """They are of two people after all: each goes on for itself with what it had."""
    lock_each([row for row in (person, person.merged_into) if row])
    person = lock(person)
    require(policies.why_not_part(by, person))
    into: Any = person.merged_into
    take_back(Merge.objects.standing().get(person=person), because, by)
    person.merged_into = None
    keep(person)
    keep(into)
    record("cases.person_parted", person, by=by, into=into.pk)
    record("cases.person_let_go", into, by=by, person=person.pk)
    return person
