"""Rows of people sought as the science reads them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from cases.identification.records import AnteMortem, Dates, Feature, Place
from cases.models import MissingPerson, PersonFeature, PersonName, Relative
from cases.models.person import days_of

FIELDS = (
    "pk", "reference", "version", "sex", "born_on", "stature_cm", "hair", "eyes", "last_seen_from",
    "last_seen_to", "last_seen_latitude", "last_seen_longitude", "teeth", "disc_number",
    "service_number", "unit", "rank",
)  # fmt: skip


def ante_mortem(keys: Iterable[int]) -> dict[int, tuple[AnteMortem, int]]:
    """By the key of the person: what is told, and the version of the record that says so. Four
    questions to the store, however many people."""
    asked = list(keys)
    names = _names(asked)
    features = _features(asked)
    relatives = _relatives(asked)
    rows = MissingPerson.objects.filter(pk__in=asked).values(*FIELDS)
    return {
        row["pk"]: (
            _told(row, names[row["pk"]], features.get(row["pk"], []), relatives[row["pk"]]),
            row["version"],
        )
        for row in rows.iterator()
    }


def _told(
    row: dict[str, Any], names: list[str], features: list[dict[str, Any]], relatives: list[str]
) -> AnteMortem:
    return AnteMortem(
        reference=row["reference"],
        sex=row["sex"] or None,
        born=days_of(row["born_on"]),
        stature=row["stature_cm"],
        hair=row["hair"] or None,
        eyes=row["eyes"] or None,
        last_seen=interval(row["last_seen_from"], row["last_seen_to"]),
        place=place_of(row["last_seen_latitude"], row["last_seen_longitude"]),
        # Nobody records that none was told: without a mark it is not known whether one was asked.
        features=tuple(feature_of(one) for one in features) or None,
        serials=tuple(one["number"] for one in features if one["number"]),
        teeth={int(tooth): code for tooth, code in row["teeth"].items()},
        names=tuple(names),
        disc_number=row["disc_number"] or None,
        service_number=row["service_number"] or None,
        unit=row["unit"] or None,
        rank=row["rank"] or None,
        relatives=tuple(relatives),
    )


def _names(keys: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = PersonName.objects.filter(person__in=keys, withdrawn_at=None).order_by("pk")
    for person, *parts in rows.values_list("person", "surname", "given_name", "patronymic"):
        found[person].append(" ".join(filter(None, parts)))
    return found


def _features(keys: list[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = PersonFeature.objects.filter(person__in=keys, withdrawn_at=None).order_by("pk")
    for row in rows.values("person", "kind", "region", "side", "number"):
        found[row["person"]].append(dict(row))
    return found


def _relatives(keys: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Relative.objects.filter(person__in=keys).order_by("order")
    for person, kinship in rows.values_list("person", "kinship"):
        found[person].append(kinship)
    return found


def feature_of(row: dict[str, Any]) -> Feature:
    return Feature(kind=row["kind"], region=row["region"], side=row["side"])


def interval(first: date | None, last: date | None) -> Dates | None:
    if first is None and last is None:
        return None
    known: Any = (first or last, last or first)
    return known


def place_of(latitude: Any, longitude: Any) -> Place | None:
    return None if latitude is None else Place(float(latitude), float(longitude))
