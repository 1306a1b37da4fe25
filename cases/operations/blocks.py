"""Who may be a pair at all, found by indexes: the first of the two stages. The science says what
a block is; this asks the store for it.

All of one party and nobody of another. Nothing known is nothing against: who lacks a value stays.
"""

from typing import Any

from django.conf import settings
from django.db.models import F, Func, Q, QuerySet, Value
from django.db.models.functions import Mod, Upper

from cases.identification.blocking import Block, Box, block_of
from cases.identification.records import PostMortem
from cases.models import Candidate, MissingPerson, RemainsCase
from cases.policies.associations import associated_cases
from cases.states import PersonState

SAMPLE = 1000  # people are enough to say what is common in an event


def people_for(case: RemainsCase, found: PostMortem) -> list[int]:
    """Keys of the people that may be this case: all whom a number or a name leads to, and all whom
    every window holds. None is left out before it is weighed: the true one would be among them."""
    sought, block = everybody_sought(case.responsible.party_id), block_of(found)
    strong = sought.filter(_by_key(block)).order_by().distinct().values_list("pk", flat=True)
    return list({*strong, *sought.filter(_in_windows(block)).values_list("pk", flat=True)})


def cases_of_party(party: int | None) -> list[int]:
    """Keys of the cases that may be somebody, the newest first."""
    cases = RemainsCase.objects.candidates_may_be_sought().filter(responsible__party=party)
    cases = cases.lying()
    if party is None:
        return []
    return list(cases.order_by("-pk").values_list("pk", flat=True)[: settings.CANDIDATES_WEIGHED])


def cases_beside(case: RemainsCase, found: PostMortem) -> list[int]:
    """Keys of the cases that may be of the same person: out of the same container, found at the
    same site, or compared by a laboratory; none that is associated with it already."""
    together = Q(reference__in=[one.compared_with for one in found.dna])
    if case.container_id:
        together |= Q(container=case.container_id)
    if case.recovery_site_id:
        together |= Q(recovery_site=case.recovery_site_id)
    associated = [one.pk for one in associated_cases(case)]
    cases = RemainsCase.objects.filter(together, responsible__party=case.responsible.party_id)
    near = cases.lying().exclude(pk__in=[case.pk, *associated]).order_by("pk")
    return list(near.values_list("pk", flat=True)[: settings.CANDIDATES_WEIGHED])


def is_sought(person: MissingPerson) -> bool:
    return person.state == PersonState.SOUGHT and person.merged_into_id is None


def still_sought(candidates: QuerySet[Candidate]) -> list[int]:
    """Keys of their people, without those who live, are identified, or go on as another record."""
    sought = candidates.filter(person__state=PersonState.SOUGHT, person__merged_into=None)
    return list(sought.values_list("person", flat=True))


def sample_of_people(party: int | None) -> list[int]:
    """Evenly through those sought, by their keys."""
    sought = everybody_sought(party)
    step = max(sought.count() // SAMPLE, 1)
    placed = sought.annotate(place=Mod("pk", step)).filter(place=0)
    return list(placed.order_by("pk").values_list("pk", flat=True)[:SAMPLE])


def plain(field: str) -> Upper:
    """A number as it is compared: without spaces, dashes and case; as the indexes hold it."""
    kept = Func(F(field), Value("[^[:alnum:]]"), Value(""), Value("g"), function="regexp_replace")
    return Upper(kept)


def everybody_sought(party: int | None) -> QuerySet[MissingPerson]:
    people = MissingPerson.objects.filter(agency__party=party, state=PersonState.SOUGHT)
    return people.filter(merged_into=None) if party else people.none()


def _by_key(block: Block) -> Q:
    rows = Q(reference__in=block.references)
    if block.name_keys:
        rows |= Q(names__keys__overlap=sorted(block.name_keys))
    for field in ("disc_number", "service_number"):
        if block.numbers:
            number = MissingPerson.objects.annotate(plain=plain(field))
            rows |= Q(pk__in=number.filter(plain__in=block.numbers).values("pk"))
    if block.serials:
        features: Any = MissingPerson._meta.get_field("features").related_model
        serials = features.objects.annotate(plain=plain("number")).filter(withdrawn_at=None)
        rows |= Q(pk__in=serials.filter(plain__in=block.serials).values("person"))
    return rows


def _in_windows(block: Block) -> Q:
    rows = Q()
    if block.sexes is not None:
        rows &= Q(sex__in=["", *block.sexes])
    if block.born is not None:  # a partial date is text that begins with its year
        first, last = block.born
        rows &= Q(born_on="") | Q(born_on__gte=str(first.year), born_on__lt=str(last.year + 1))
    if block.seen_before is not None:
        rows &= Q(last_seen_from=None) | Q(last_seen_from__lte=block.seen_before)
    return rows & _in_box(block.box) if block.box else rows


def _in_box(box: Box) -> Q:
    inside = Q(last_seen_latitude__range=(box.south, box.north))
    inside &= Q(last_seen_longitude__range=(box.west, box.east))
    return Q(last_seen_latitude=None) | inside
