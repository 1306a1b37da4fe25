"""Rows of remains as the science reads them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from cases.identification.records import DnaResult, Feature, PostMortem
from cases.models import Examination, Finding, LabResult, RemainsCase
from cases.models.finding import FindingKind
from cases.models.result import Conclusion
from cases.operations.claims import claimed_names
from cases.operations.told_records import place_of

EXCLUDED = -6.0  # log10 of the ratio, where a laboratory excludes and states none
KINDS = {"y_str": "y", "mtdna": "mitochondrial"}


def post_mortem(keys: Iterable[int]) -> dict[int, tuple[PostMortem, dict[str, int]]]:
    """By the key of the case: what was found, and the versions of the records that say so. Only of
    those of which sex, age and stature are locked: before that nothing is looked for."""
    asked = list(keys)
    rows = RemainsCase.objects.candidates_may_be_sought().filter(pk__in=asked)
    cases = list(rows.select_related("recovery_site", "container"))
    newest = {one.case_id: one for one in Examination.objects.newest().filter(case__in=cases)}
    findings = _findings(cases)
    results = _results(cases)
    claimed = claimed_names(case.container for case in cases if case.container)
    return {
        case.pk: (
            _found(
                case,
                newest[case.pk],
                findings[case.pk],
                results[case.pk],
                claimed.get(case.container_id or 0, ()),
            ),
            {"case": case.version, "examination": newest[case.pk].version},
        )
        for case in cases
    }


def _found(
    case: RemainsCase,
    by: Examination,
    findings: list[Finding],
    results: list[DnaResult],
    claimed: tuple[str, ...],
) -> PostMortem:
    site = case.recovery_site
    features = [one for one in findings if one.kind == FindingKind.FEATURE]
    seen = [one for one in features if one.is_present]
    return PostMortem(
        reference=case.reference,
        sex=by.sex or None,
        sex_method=by.sex_method or None,
        age=_interval(by.age_from, by.age_to),
        age_method=by.age_method or None,
        stature=_interval(by.stature_from, by.stature_to),
        stature_method=by.stature_method or None,
        hair=by.hair or None,
        eyes=by.eyes or None,
        condition=by.condition or None,
        recovered=(_day(case), _day(case)) if site else None,
        place=place_of(site.latitude, site.longitude) if site else None,
        features=tuple(dict.fromkeys(_feature(one) for one in seen)),
        assessed=frozenset((one.feature, one.region) for one in features),
        serials=tuple({one.serial: None for one in seen if one.serial}),
        teeth={
            one.tooth: one.tooth_code
            for one in findings
            if one.tooth is not None and one.kind == FindingKind.TOOTH
        },
        document_names=_written(findings, FindingKind.DOCUMENT),
        claimed_names=claimed,
        disc_number=next(iter(_written(findings, FindingKind.DISC)), None),
        dna=tuple(results),
        elements=frozenset(
            (one.element, one.side)
            for one in findings
            if one.kind == FindingKind.ELEMENT and one.is_present
        ),
        site=site.reference if site else None,
        container=case.container.reference if case.container else None,
    )


def _findings(cases: list[RemainsCase]) -> dict[int, list[Finding]]:
    """As corrected; an examination that was opened again goes on from all that was found."""
    found: dict[int, list[Finding]] = defaultdict(list)
    for row in Finding.objects.of_cases(cases):
        found[row.examination.case_id].append(row)
    return found


def _feature(row: Finding) -> Feature:
    return Feature(kind=row.feature, region=row.region, side=row.side)


def _written(findings: list[Finding], kind: str) -> tuple[str, ...]:
    """The words on papers and discs, as they were read."""
    texts = [one.serial or one.text for one in findings if one.kind == kind and one.is_present]
    return tuple(dict.fromkeys(text for text in texts if text))


def _interval(first: int | None, last: int | None) -> tuple[float, float] | None:
    return None if first is None or last is None else (float(first), float(last))


def _day(case: RemainsCase) -> date:
    return case.numbered_at.date()


def _results(cases: list[RemainsCase]) -> dict[int, list[DnaResult]]:
    """As the laboratory reports it, for each person or case that a sample was compared with; a
    result says one thing, however many references of a family it rests on."""
    rows: Any = LabResult.objects.standing().filter(sample__case__in=cases)
    found: dict[int, dict[tuple[int, str], DnaResult]] = defaultdict(dict)
    columns = rows.values_list(
        "sample__case",
        "pk",
        "conclusion",
        "log10_lr",
        "markers",
        "compared_with__person__reference",
        "compared_with__case__reference",
    )
    for case, pk, conclusion, ratio, markers, person, other in columns.order_by("pk"):
        compared = person or other
        if compared and (ratio is not None or conclusion == Conclusion.EXCLUDES):
            value = EXCLUDED if ratio is None else float(ratio)
            kind = KINDS.get(markers, "autosomal")
            found[case][pk, compared] = DnaResult(compared, value, kind)
    return defaultdict(list, {case: list(one.values()) for case, one in found.items()})
