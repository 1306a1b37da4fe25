"""The terms of a weighing in words: what was found, what was told, and which way it speaks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.models import Weighing, codes
from repatriation.dashboard.components import Badge, Meaning, Text
from repatriation.dashboard.formats import day_text, number_text

LABELS: dict[str, Text] = {
    "sex": gettext_lazy("Sex"),
    "age": gettext_lazy("Age"),
    "stature": gettext_lazy("Stature"),
    "hair": gettext_lazy("Hair"),
    "eyes": gettext_lazy("Eyes"),
    "date": gettext_lazy("Date"),
    "place": gettext_lazy("Place"),
    "marks": gettext_lazy("Marks and old injuries"),
    "serial": gettext_lazy("Number on an implant"),
    "papers": gettext_lazy("Papers and disc"),
    "claim": gettext_lazy("Claimed name"),
    "unit": gettext_lazy("Unit"),
    "rank": gettext_lazy("Rank"),
    "teeth": gettext_lazy("Teeth"),
    "dna": gettext_lazy("DNA"),
    "elements": gettext_lazy("Parts of the body"),
    "found": gettext_lazy("Found together"),
}
VERDICTS = {
    "agree": Badge(gettext_lazy("Agrees"), Meaning.DONE),
    "differ": Badge(gettext_lazy("Differs"), Meaning.CONTEST),
    "unknown": Badge(gettext_lazy("Unknown"), Meaning.OPEN),
}
NOTES: dict[str, Text] = {
    "place": gettext_lazy("A wide kernel: places are told and found roughly"),
    "papers": gettext_lazy("Capped: effects and papers travel"),
    "claim": gettext_lazy("The sender’s claim, by its reliability"),
    "dna": gettext_lazy("As the laboratory reports it"),
    "serial": gettext_lazy("Near-decisive"),
}
LISTS: dict[str, Any] = {"sex": codes.Sex, "hair": codes.HairColour, "eyes": codes.EyeColour}


@dataclass(frozen=True)
class Row:
    """One attribute of both records. `weight` is None where nothing is known."""

    label: Text
    found: str
    told: str
    verdict: Badge
    weight: float | None
    note: Text = ""


@dataclass(frozen=True)
class Sums:
    """What stands beneath the terms."""

    total: float
    without_dna: float | None
    agree: int
    differ: int
    unknown: int


def rows_of(weighing: Weighing) -> list[Row]:
    """What is known first, as the science orders it; then what nobody knows."""
    known = [term for term in weighing.terms if term["verdict"] != "unknown"]
    unknown = [term for term in weighing.terms if term["verdict"] == "unknown"]
    return [_row(term) for term in (*known, *unknown)]


def sums_of(weighing: Weighing) -> Sums:
    verdicts = [term["verdict"] for term in weighing.terms]
    dna = sum(term["log10_lr"] for term in weighing.terms if term["attribute"] == "dna")
    return Sums(
        weighing.score,
        weighing.score - dna if dna else None,
        *(verdicts.count(one) for one in ("agree", "differ", "unknown")),
    )


def _row(term: Mapping[str, Any]) -> Row:
    attribute, is_known = term["attribute"], term["verdict"] != "unknown"
    details = term["details"]
    say = SAYINGS.get(attribute, _code)
    return Row(
        label=LABELS.get(attribute, capfirst(attribute.replace("_", " "))),
        found=say(attribute, details.get("found", details.get("first"))),
        told=_("in the same result")
        if attribute == "dna" and is_known
        else say(attribute, details.get("told", details.get("second"))),
        verdict=VERDICTS[term["verdict"]],
        weight=term["log10_lr"] if is_known else None,
        note=_beside(details) or (NOTES.get(attribute, "") if is_known else ""),
    )


def _beside(details: Mapping[str, Any]) -> str:
    """How far apart, where that is a number."""
    if (days := details.get("days_between")) is not None:
        said = ngettext("%(days)s day between", "%(days)s days between", abs(int(days)))
        return said % {"days": number_text(days)}
    if (away := details.get("km_between")) is not None:
        return _("%(km)s km apart") % {"km": number_text(away)}
    if compared := details.get("compared"):
        said = ngettext("%(same)s of %(all)s alike", "%(same)s of %(all)s alike", int(compared))
        return said % {"same": details["same"], "all": compared}
    return ""


def _code(attribute: str, value: Any) -> str:
    if value in (None, "", [], {}):
        return _("not known")
    chosen = LISTS.get(attribute)
    if chosen is not None and value in chosen.values:
        return capfirst(str(chosen(value).label))
    return str(value)


def _years(_attribute: str, value: Any) -> str:
    if value is None:
        return _("not known")
    if isinstance(value, Sequence):
        low, high = (number_text(round(one)) for one in value)
        return _("%(low)s to %(high)s years") % {"low": low, "high": high}
    return _("%(age)s years when last seen") % {"age": number_text(round(value))}


def _centimetres(_attribute: str, value: Any) -> str:
    if value is None:
        return _("not known")
    if isinstance(value, Sequence):
        low, high = (number_text(round(one)) for one in value)
        return _("%(low)s to %(high)s cm") % {"low": low, "high": high}
    return _("%(height)s cm") % {"height": number_text(round(value))}


def _days(_attribute: str, value: Any) -> str:
    if not value:
        return _("not known")
    first, last = (day_text(date.fromisoformat(one), is_long=True) for one in value)
    if first == last:
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def _point(_attribute: str, value: Any) -> str:
    if not value:
        return _("not known")
    return f"{value[0]:.3f}, {value[1]:.3f}"


def _marks(_attribute: str, value: Any) -> str:
    said = [_mark(*one[:3]) for one in value or ()]
    return "; ".join(said) if said else _("none recorded")


def _mark(kind: str, region: str, side: str) -> str:
    lists: tuple[tuple[Any, str], ...] = (
        (codes.FeatureKind, kind), (codes.Region, region), (codes.Side, side),
    )  # fmt: skip
    words = [str(one(code).label) for one, code in lists if code in one.values]
    return capfirst(", ".join(words))


def _count(_attribute: str, value: Any) -> str:
    """How many there are: the words on papers are read in the records themselves."""
    number = value.get("names", 0) if isinstance(value, Mapping) else int(value or 0)
    more = [
        label
        for key, label in (("disc_number", _("disc")), ("service_number", _("service number")))
        if isinstance(value, Mapping) and value.get(key)
    ]
    names = ngettext("%(number)s name", "%(number)s names", number) % {"number": number}
    return ", ".join([names, *more] if number else more) or _("none recorded")


def _texts(_attribute: str, value: Any) -> str:
    return ", ".join(map(str, value)) if value else _("none recorded")


def _ratios(_attribute: str, value: Any) -> str:
    if not value:
        return _("not compared")
    return _("log10 LR %(values)s") % {"values": ", ".join(f"{one[1]:+.1f}" for one in value)}


def _chart(_attribute: str, value: Any) -> str:
    return _("not compared") if value is None else str(value)


SAYINGS: dict[str, Callable[[str, Any], str]] = {
    "age": _years,
    "stature": _centimetres,
    "date": _days,
    "place": _point,
    "marks": _marks,
    "serial": _texts,
    "papers": _count,
    "claim": _count,
    "teeth": _chart,
    "dna": _ratios,
}
