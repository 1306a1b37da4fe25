"""How many people some remains are of, as far as it is known. Three figures that are never one:
the minimum number from repeated elements, the individuals distinguished, and those identified."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.identification.mni import Bone, age_class, minimum_number
from cases.models.affiliation import Affiliation, AffiliationDecision
from cases.models.codes import UNCOUNTED, UNPAIRED, Completeness
from cases.models.declaration import Declaration, DeclarationKind
from cases.models.examination import Examination
from cases.models.finding import Finding, FindingKind
from cases.models.identification import CoveredCase
from cases.models.individual import Membership
from cases.models.remains import RemainsCase, RemainsKind
from cases.states import CaseState
from cases.states.affiliations import FIRM
from repatriation.accounts.models import User

NON_HUMAN = {"state": CaseState.CLOSED, "last_declared": DeclarationKind.NON_HUMAN}


@dataclass(frozen=True)
class People:
    """Of human remains alone. `minimum` rests on the elements recorded of `inventoried` cases; of
    the others nothing is known yet. `distinguished` counts what associations hold together, bodies
    by themselves, and whom a board identified by a part alone; any other part that nobody has
    associated counts for nobody."""

    cases: int = 0
    inventoried: int = 0
    minimum: int = 0
    distinguished: int = 0
    identified: int = 0


def people_in(cases: QuerySet[RemainsCase]) -> People:
    return people_by(cases, None).get(None, People())


def people_by(cases: QuerySet[RemainsCase], group: str | None) -> dict[Any, People]:
    """In groups by this path from a case ("container", "recovery_site"), or all in one: two
    queries, however many. A piece of one person may lie in several groups, so their figures are
    not added up."""
    rows = _rows(cases, group)
    bones = bones_by_case({row["pk"] for row in rows})
    grouped: dict[Any, list[Mapping[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(row["group"] if group else None, []).append(row)
    return {key: _people(found, bones) for key, found in grouped.items()}


def people_told(user: User, cases: QuerySet[RemainsCase], side: int | None) -> People | None:
    """Of what this side (a party's key) found, told to its own; None for who may not know. Numbers
    alone, so also of cases that another agency of the side holds."""
    if not user.party_id or user.party_id != side or not user.has_perm("cases.see_associations"):
        return None
    return people_in(cases)


def bones_by_case(cases: Iterable[int]) -> dict[int, list[Bone]]:
    """What the newest examination that has an inventory found present in each, without regard to
    whose it is. One query."""
    with_inventory = Examination.objects.filter(
        Exists(_elements().filter(examination=OuterRef("pk")))
    )
    later = with_inventory.filter(
        case=OuterRef("examination__case"), number__gt=OuterRef("examination__number")
    )
    found = _elements().filter(~Exists(later), examination__case__in=list(cases))
    rows = found.filter(is_present=True).select_related("examination").order_by("pk")
    bones: dict[int, list[Bone]] = {}
    for row in rows:
        bones.setdefault(row.examination.case_id, []).extend([_bone(row)] * row.count)
    return bones


def _elements() -> QuerySet[Finding]:
    standing = Finding.objects.standing().filter(kind=FindingKind.ELEMENT)
    return standing.exclude(element__in=UNCOUNTED)


def _bone(row: Finding) -> Bone:
    profile = row.examination
    return Bone(
        row.element,
        row.side,
        is_paired=row.element not in UNPAIRED,
        age=age_class(profile.age_from, profile.age_to),
        is_over_half=row.completeness not in (Completeness.PART, Completeness.PIECE),
    )


def non_human_in(cases: QuerySet[RemainsCase]) -> int:
    """Confirmed by a second person."""
    return _with_declared(cases).filter(**NON_HUMAN).distinct().count()


def assessed_as_the_other_sides(cases: QuerySet[RemainsCase]) -> int:
    """By a decision of a board that stands uncontested."""
    decided = AffiliationDecision.objects.filter(
        case=OuterRef("pk"), assessed=Affiliation.OTHER_PARTY, state__in=FIRM
    )
    return cases.filter(Exists(decided)).distinct().count()


def _with_declared(cases: QuerySet[RemainsCase]) -> QuerySet[RemainsCase]:
    last = Declaration.objects.filter(case=OuterRef("pk"), confirmed_at__isnull=False)
    return cases.alias(last_declared=Subquery(last.order_by("-pk").values("kind")[:1]))


def _rows(cases: QuerySet[RemainsCase], group: str | None) -> list[dict[str, Any]]:
    members = Membership.objects.now().filter(case=OuterRef("pk"))
    found = (
        _with_declared(cases)
        .exclude(**NON_HUMAN)
        .annotate(
            group=F(group or "pk"),
            individual=Subquery(members.values("individual")[:1]),
            identification=Subquery(
                CoveredCase.objects.filter(case=OuterRef("pk"), stands=True).values(
                    first=Coalesce("identification__adds_to", "identification")
                )[:1]
            ),
        )
    )
    fields = ("pk", "kind", "group", "individual", "identification")
    return list(found.order_by("pk").values(*fields).distinct())


def _people(rows: list[Mapping[str, Any]], bones: Mapping[int, list[Bone]]) -> People:
    present = [
        replace(bone, person=row["individual"]) for row in rows for bone in bones.get(row["pk"], [])
    ]
    return People(
        cases=len(rows),
        inventoried=sum(1 for row in rows if bones.get(row["pk"])),
        minimum=minimum_number(present),
        distinguished=distinguished_in(rows),
        identified=len({row["identification"] for row in rows} - {None}),
    )


def distinguished_in(rows: Iterable[Mapping[str, Any]]) -> int:
    """Of rows with `pk`, `kind`, `individual` and `identification` (the first one, of an addendum):
    an individual that was identified and whom a board identified are one."""
    rows = list(rows)
    of_individual = {
        row["individual"]: row["identification"]
        for row in rows
        if row["individual"] and row["identification"]
    }
    people = set()
    for row in rows:
        known = row["identification"] or of_individual.get(row["individual"])
        if known:
            people.add(("identification", known))
        elif row["individual"]:
            people.add(("individual", row["individual"]))
        elif row["kind"] == RemainsKind.BODY:
            people.add(("case", row["pk"]))
    return len(people)
