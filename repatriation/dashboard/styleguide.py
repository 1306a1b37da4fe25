"""Every component once, in the order of the look.

A sample is a template of `templates/styleguide/`: the page shows it, and shows how it is written.
"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.engine import Engine
from django.utils.translation import gettext_lazy as _

from repatriation.dashboard.samples import samples

SECTIONS = (
    ("colour", _("Ground and ink"), ["colour"]),
    ("type", _("Type"), ["type", "formats"]),
    ("header", _("Page header"), ["page_header"]),
    ("part", _("Part"), ["part", "grid"]),
    ("badge", _("State badge"), ["badge", "badge_boxed"]),
    ("moves", _("Moves"), ["moves", "move"]),
    ("table", _("Table"), ["table", "table_plain"]),
    ("filters", _("Filters, chips, pager, bulk"), ["filters", "choices", "pager", "bulk"]),
    ("field", _("Field and form"), ["error_summary", "field", "form"]),
    ("lines", _("Lines"), ["line"]),
    ("work", _("Worklist and days"), ["worklist", "days"]),
    ("facts", _("Key-value list"), ["facts"]),
    ("timeline", _("Timeline"), ["timeline"]),
    ("ladder", _("Ladder"), ["ladder"]),
    ("charts", _("Figures and charts"), ["figures", "chart_step", "chart_bar"]),
    ("job", _("Progress of a job"), ["bar", "job"]),
    ("fold", _("Fold"), ["fold", "withheld"]),
    ("sides", _("Side by side"), ["sides", "weight"]),
    ("tabs", _("Tabs"), ["tabs"]),
    ("empty", _("Empty state"), ["empty"]),
    ("confirm", _("Confirm page"), ["confirm"]),
    ("stale", _("Two people wrote"), ["stale"]),
    ("sheet", _("Sheet, steps and tally"), ["steps", "tally", "people", "sheet"]),
    ("scan", _("Scan field"), ["scan_field", "result", "queue"]),
)
TOKENS = (
    ("ground", _("paper")),
    ("sheet", _("fields, folds")),
    ("sunk", _("lines")),
    ("ink", _("text")),
    ("ink-2", _("second text")),
    ("rule", _("hairline")),
    ("rule-strong", _("edges")),
    ("accent", _("followed, done")),
    ("fill", _("lead move")),
    ("good", _("settled")),
    ("attention", _("look here")),
    ("stop", _("may not go on")),
)


@login_required
def styleguide(request: HttpRequest) -> HttpResponse:
    """`?dir=rtl` turns the page around, to see that every component goes with it."""
    shown = {"sections": sections(), "tokens": TOKENS, **samples()}
    if request.GET.get("dir") == "rtl":
        shown["direction"] = "rtl"
    return render(request, "styleguide.html", shown)


def sections() -> list[dict[str, object]]:
    engine = Engine.get_default()
    return [
        {
            "name": name,
            "title": title,
            "samples": [
                {"template": template, "source": engine.get_template(template).source.strip()}
                for template in (f"styleguide/{sample}.html" for sample in samples)
            ],
        }
        for name, title, samples in SECTIONS
    ]
