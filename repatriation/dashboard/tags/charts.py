"""Figures, charts and progress. The geometry is in `repatriation.dashboard.charts`."""

from django import template
from django.utils.safestring import SafeString

from repatriation.dashboard.charts import BarChart, LineChart, StepChart
from repatriation.dashboard.components import Progress, Text, shown

register = template.Library()

DRAWINGS = {LineChart: "chart_line", StepChart: "chart_step", BarChart: "chart_bar"}


@register.simple_tag
def chart(chart: LineChart | StepChart | BarChart) -> SafeString:
    """The drawing with its figures as a table beneath it."""
    return shown("chart", chart=chart, drawing=f"_components/{DRAWINGS[type(chart)]}.html")


@register.simple_block_tag
def figures(content: str) -> str:
    return shown("figures", content=content)


@register.inclusion_tag("_components/figure.html")
def figure(
    label: Text, value: object, *, note: Text = "", trend: LineChart | None = None
) -> dict[str, object]:
    return {"label": label, "value": value, "note": note, "trend": trend}


@register.inclusion_tag("_components/bar.html")
def bar(done: int, total: int, label: Text) -> dict[str, object]:
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("_components/job.html", takes_context=True)
def job(context: template.Context, job: Progress) -> dict[str, object]:
    return {"job": job, "csrf_token": context.get("csrf_token")}
