"""Identity over time: one chart for each source, so that no two are added by eye."""

from collections.abc import Sequence

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from exchanges.dashboard.sources import Source
from exchanges.found import Verified
from exchanges.models import Rung, ToldFigures
from repatriation.dashboard.charts import Series, StepChart


def charts_of(
    sources: list[Source], told: list[ToldFigures], way: str, verified: Verified | None
) -> list[StepChart]:
    """By month from the reader's own register; of the others as they told it."""
    charts = []
    if verified and len(verified.identity) > 1:
        labels = [f"{localtime(one.at):%m.%y}" for one in verified.identity]
        title = _("Identity by month. %(source)s, by the register") % {"source": sources[0].label}
        charts.append(_chart(title, _("Month"), labels, verified.identity))
    for source in sources[1:] if verified else sources:
        mine = [
            one
            for one in told
            if one.stands and one.rung == Rung.IDENTITY and one.way == way
            if source.is_of(one.agency) and not _is_corrected(one, told)
        ]
        if len(mine) > 1:
            labels = [f"{one.as_of:%d.%m.%y}" for one in mine]
            title = _("Identity as told. %(source)s") % {"source": source.label}
            charts.append(_chart(title, _("As of"), labels, mine))
    return charts


def _is_corrected(one: ToldFigures, told: list[ToldFigures]) -> bool:
    return any(other.corrects_id == one.pk and other.stands for other in told)


def _chart(title: str, head: str, labels: list[str], rows: Sequence[object]) -> StepChart:
    names = {
        "distinguished": _("Distinguished"),
        "identified": _("Identified"),
        "certified": _("Certified"),
    }
    series = [
        Series(name, [getattr(row, key) for row in rows], is_second=key == "distinguished")
        for key, name in names.items()
    ]
    return StepChart(title, head, labels, series)
