"""How a promise goes: its outlook, milestones, chart, forecast and ratio, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from exchanges.forecasting import Outlook
from exchanges.models import Commitment
from exchanges.models.commitment import Measure
from exchanges.promised import Kept, kept_of
from repatriation.dashboard.charts import Series, StepChart
from repatriation.dashboard.components import Badge, Meaning
from repatriation.dashboard.formats import day_text, moment_text, number_text


def outlook_badge(outlook: Outlook) -> Badge:
    badges = {
        Outlook.REACHED: Badge(_("Target reached"), Meaning.DONE),
        Outlook.UNKNOWN: Badge(_("Too early to say"), Meaning.OPEN),
        Outlook.ON_TRACK: Badge(_("On track"), Meaning.GOING),
        Outlook.AT_RISK: Badge(_("At risk"), Meaning.WATCH),
        Outlook.OVERDUE: Badge(_("Deadline passed"), Meaning.STOP),
    }
    return badges[outlook]


def unit_of(commitment: Commitment) -> str:
    """In words, as the target is counted."""
    is_named = commitment.measure == Measure.OTHER
    return commitment.unit if is_named else str(commitment.get_measure_display())


def deadline_text(moment: datetime, commitment: Commitment) -> str:
    """By the clock of its own time zone, and by the reader's where that is another one."""
    there = moment.astimezone(commitment.zone)
    said = _("%(moment)s in %(zone)s") % {
        "moment": f"{day_text(there.date())}, {there:%H:%M}",
        "zone": commitment.time_zone.replace("_", " "),
    }
    here = moment_text(moment)
    return said if here.endswith(f"{there:%H:%M}") else f"{said} ({here})"


@dataclass(frozen=True)
class MilestoneShown:
    target: int
    due: str
    verified: int
    state: Badge


def milestones_shown(commitment: Commitment, kept: Kept, at: datetime) -> list[MilestoneShown]:
    shown = []
    for one in commitment.milestones.all():
        verified = kept.verified_by(min(one.due_at, at))
        if verified >= one.target:
            state = Badge(_("Met"), Meaning.DONE)
        elif at <= one.due_at:
            state = Badge(_("To come"), Meaning.OPEN)
        elif kept.verified >= one.target:
            state = Badge(_("Met late"), Meaning.WATCH)
        else:
            state = Badge(_("Missed so far"), Meaning.STOP)
        shown.append(
            MilestoneShown(one.target, deadline_text(one.due_at, commitment), verified, state)
        )
    return shown


def chart_of(commitment: Commitment, kept: Kept, at: datetime) -> StepChart | None:
    """What was verified, day by day of its handovers, beside what was due by then."""
    if not kept.deliveries:
        return None
    due = [(one.due_at, one.target) for one in commitment.milestones.all()]
    due.append((commitment.due_at, commitment.target))
    began = commitment.active_since or min(one.at for one in kept.deliveries)
    moments = sorted({began, *(one.at for one in kept.deliveries), *(when for when, _n in due)})
    verified = [kept.verified_by(moment) if moment <= at else None for moment in moments]
    asked = [max((n for when, n in due if when <= moment), default=0) for moment in moments]
    return StepChart(
        _("Verified, and due by then"),
        _("Day"),
        [day_text(moment) for moment in moments],
        [Series(_("verified"), verified), Series(_("due"), asked, is_second=True)],
    )


def forecast_text(kept: Kept, at: datetime) -> str:
    expected = kept.forecast(at)
    if expected is None:
        return (
            ""
            if kept.verified >= kept.commitment.target
            else _("A forecast needs two handovers that count.")
        )
    said = {
        "early": day_text(expected.early),
        "late": day_text(expected.late),
        "overall": number_text(round(expected.pace.overall * 7)),
        "recent": number_text(round(expected.pace.recent * 7)),
    }
    if expected.early == expected.late:
        return (
            _("At the pace so far, %(overall)s a week, the target is reached on %(early)s.") % said
        )
    return (
        _(
            "At the pace of the whole time, %(overall)s a week, and of the last handovers, "
            "%(recent)s a week, the target is reached between %(early)s and %(late)s."
        )
        % said
    )


def ratio_text(commitment: Commitment) -> str:
    """What is due now by the other side's promise."""
    other = commitment.ratio_to
    if other is None:
        return ""
    kept = kept_of([other])[other.pk].verified
    due = kept * (commitment.ratio_of_this or 0) // (commitment.ratio_of_other or 1)
    return _(
        "%(these)s for %(those)s of %(other)s. Verified of that one: %(kept)s, so %(due)s are due "
        "by the ratio."
    ) % {
        "these": number_text(commitment.ratio_of_this or 0),
        "those": number_text(commitment.ratio_of_other or 0),
        "other": other.reference,
        "kept": number_text(kept),
        "due": number_text(due),
    }
