"""What was looked at closely, and what each side remarks on or reserves."""

from collections.abc import Sequence

from exchanges.models import Remark, SpotCheck
from exchanges.models.spot_check import SpotFinding
from exchanges.operations.acts.gathering import Handover
from exchanges.operations.acts.sections import how_known
from repatriation.documents.document import Column, Document
from repatriation.documents.voice import Voice
from repatriation.errors import Sentence as S
from repatriation.errors import gettext_noop as _

ROOM = 3  # ruled rows for what is written by hand
What = SpotFinding.What

DRAWN = _("%(size)s of %(population)s lines")
NO_REPORT = _("drawn, and not reported yet")
ALL_AS_LISTED = _("all as listed")
DIFFERS = _("line %(line)s: %(what)s")


def draw_samples(paper: Document, handover: Handover) -> None:
    """With the seed, so that whoever holds the list can draw the same sample again."""
    if not handover.samples:
        return
    paper.section(S(_("Spot checks")))
    columns = [
        Column(S(_("By whom")), 1.5),
        Column(S(_("Drawn")), 1.6),
        Column(S(_("Seed (SHA-256)")), 2.4),
        Column(S(_("Found")), 2.5),
    ]
    paper.ruled_table(columns, [_sample_row(one, paper.voice) for one in handover.samples])


def _sample_row(check: SpotCheck, voice: Voice) -> tuple[object, ...]:
    drawn = S(DRAWN, {"size": check.size, "population": check.population})
    return str(check.agency), drawn, check.seed, _found(check, voice)


def _found(check: SpotCheck, voice: Voice) -> str:
    report = check.report  # type: ignore[attr-defined]
    if report is None:
        return voice.said(S(NO_REPORT))
    differing = [one for one in report.findings.all() if one.what != What.AS_LISTED]
    said = [
        voice.said(S(DIFFERS, {"line": one.line.position, "what": What(one.what).label}))
        for one in sorted(differing, key=lambda one: one.line.position)
    ]
    said = said or [voice.said(S(ALL_AS_LISTED))]
    if report.is_recorded_for:
        said.append(voice.said(how_known(report)))
    return "\n".join(said)


def draw_remarks(paper: Document, remarks: Sequence[Remark]) -> None:
    """Also by hand: who signs may have something to say that no register was told."""
    paper.section(S(_("Remarks and reservations")))
    columns = [Column(S(_("Of whom")), 1.4), Column(S(_("Remark or reservation")), 4)]
    rows = [_remark_row(one, paper.voice) for one in remarks]
    paper.ruled_table(columns, rows, blank_rows=ROOM)


def _remark_row(remark: Remark, voice: Voice) -> tuple[object, ...]:
    whose = f"{remark.agency}\n{voice.said(Remark.Kind(remark.kind).label)}"
    if remark.is_recorded_for:
        whose += f"\n{voice.said(how_known(remark))}"
    return whose, remark.text
