"""The dental chart of an examination, written as a whole."""

from collections import defaultdict
from typing import Any

from django.db import transaction

from cases.models import Examination, Finding
from cases.models.codes import Chart, Tooth
from cases.models.examination import Discipline
from cases.models.finding import FindingKind
from cases.operations.finding import Found, appended, require_whole
from cases.policies import examinations as policies
from repatriation.accounts.models import User
from repatriation.errors import require
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record


@transaction.atomic
def chart_teeth(*, examination: Examination, chart: Chart, by: User) -> Examination:
    """All places as they are to be: what stands already is left, what differs is corrected by a new
    finding, and what the chart leaves out is struck out."""
    examination = lock(examination)
    require(policies.why_not_examine(by, examination))
    standing = _standing(examination)
    changed = [place for place in {**standing, **chart} if not _is_as(standing, chart, place)]
    for line, place in enumerate(sorted(set(changed) & set(chart)), 1):
        require_whole(line, _found(place, chart[place]))
    new = [_found(place, chart[place]) for place in sorted(changed) if not standing[place]]
    appended(examination, new, by)
    for place in sorted(changed):
        _correct(examination, standing[place], chart.get(place), by)
    if not changed:
        return examination
    keep(examination)
    replaced = sum(bool(standing[place]) for place in changed)
    record("cases.teeth_charted", examination, by=by, teeth=len(changed), replaced=replaced)
    return examination


def _standing(examination: Examination) -> dict[int, list[Finding]]:
    found: dict[int, list[Finding]] = defaultdict(list)
    rows: Any = examination.findings.standing().filter(kind=FindingKind.TOOTH).order_by("number")
    for row in rows:
        found[row.tooth].append(row)
    return found


def _is_as(standing: dict[int, list[Finding]], chart: Chart, place: int) -> bool:
    """Where a tooth was found more than once, the last word is what stands."""
    last = standing[place][-1] if standing[place] else None
    return chart.get(place) == (last and Tooth(last.tooth_code, last.tooth_surfaces))


def _correct(
    examination: Examination, before: list[Finding], tooth: Tooth | None, by: User
) -> None:
    """Each finding is corrected once: the last by what is right, those before it are struck."""
    struck = Found(FindingKind.TOOTH, Discipline.ODONTOLOGY)
    for row in before[:-1] if tooth else before:
        appended(examination, [struck], by, corrects=row, is_struck=True)
    if tooth and before:
        right = _found(before[-1].tooth, tooth)
        appended(examination, [right], by, corrects=before[-1])


def _found(place: int | None, tooth: Tooth) -> Found:
    return Found(
        FindingKind.TOOTH,
        Discipline.ODONTOLOGY,
        tooth=place,
        tooth_code=tooth.code,
        tooth_surfaces=tooth.surfaces,
    )
