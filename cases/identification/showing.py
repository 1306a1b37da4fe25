"""What each term compared, as data: found, told, and how far apart."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import numpy as np

from cases.identification.people import age_of, chart_of, middle_of
from cases.identification.records import AnteMortem, Dates, Feature, Place, PostMortem
from cases.identification.terms.loss import distance

Details = dict[str, object]


def shown(attribute: str, pm: PostMortem, am: AnteMortem) -> Mapping[str, object]:
    if attribute in _OF:
        return _OF[attribute](pm, am)
    return {"found": getattr(pm, attribute, None), "told": getattr(am, attribute, None)}


def _age(pm: PostMortem, am: AnteMortem) -> Details:
    told = age_of(am)
    return {"found": pm.age, "told": None if told is None else round(told[0], 1)}


def _date(pm: PostMortem, am: AnteMortem) -> Details:
    found = pm.died or pm.recovered
    days, seen = middle_of(found), middle_of(am.last_seen)
    gap = None if days is None or seen is None else round(days[0] - seen[0])
    return {"found": _iso(found), "told": _iso(am.last_seen), "days_between": gap}


def _place(pm: PostMortem, am: AnteMortem) -> Details:
    away = None
    if pm.place and am.place:
        here = np.array([am.place.latitude]), np.array([am.place.longitude])
        away = round(float(distance(pm.place.latitude, pm.place.longitude, *here)[0]), 1)
    return {"found": _point(pm.place), "told": _point(am.place), "km_between": away}


def _marks(pm: PostMortem, am: AnteMortem) -> Details:
    return {"found": _listed(pm.features), "told": _listed(am.features or ())}


def _papers(pm: PostMortem, am: AnteMortem) -> Details:
    """Which kinds of paper there are; the words on them are read from the records."""
    found = {
        "names": len(pm.document_names),
        "disc_number": bool(pm.disc_number),
        "service_number": bool(pm.service_number),
    }
    return {"found": found, "told": {"names": len(am.names)}}


def _teeth(pm: PostMortem, am: AnteMortem) -> Details:
    found, told = chart_of([pm.teeth])[0], chart_of([am.teeth])[0]
    both = (found >= 0) & (told >= 0)
    return {"compared": int(both.sum()), "same": int((both & (found == told)).sum())}


def _dna(pm: PostMortem, am: AnteMortem) -> Details:
    results = [one for one in pm.dna if one.compared_with == am.reference]
    return {"found": [(one.kind, one.log10_lr) for one in results]}


def _claim(pm: PostMortem, am: AnteMortem) -> Details:
    return {"found": len(pm.claimed_names), "told": len(am.names)}


def _serial(pm: PostMortem, am: AnteMortem) -> Details:
    return {"found": list(pm.serials), "told": list(am.serials)}


def _iso(dates: Dates | None) -> tuple[str, str] | None:
    return None if dates is None else (date.isoformat(dates[0]), date.isoformat(dates[1]))


def _listed(features: Iterable[Feature]) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.region, one.side, one.code) for one in features]


def _point(place: Place | None) -> tuple[float, float, float] | None:
    return None if place is None else (place.latitude, place.longitude, place.radius)


_OF: dict[str, Callable[[PostMortem, AnteMortem], Details]] = {
    "age": _age,
    "date": _date,
    "place": _place,
    "marks": _marks,
    "serial": _serial,
    "papers": _papers,
    "claim": _claim,
    "teeth": _teeth,
    "dna": _dna,
}
