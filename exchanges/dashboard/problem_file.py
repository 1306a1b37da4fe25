"""The problems of an import as a file for the sender: which row, which column, what is wrong."""

import csv
import io

from django.http import HttpResponse
from django.utils.translation import gettext as _

from exchanges.dashboard.files import attachment
from exchanges.dashboard.problem_groups import problems_of
from exchanges.models import ListImport
from repatriation.language import say
from repatriation.tables.formulas import harmless


def problem_file(draft: ListImport) -> HttpResponse:
    """In UTF-8 with the mark by which spreadsheets know it."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow([_("Row"), _("Column"), _("Effect"), _("What happens")])
    for one in problems_of(draft):
        effect = _("stops") if one.stops else _("warning")
        rows.writerow([one.row, harmless(one.column or ""), effect, harmless(say(one.sentence))])
    name = _("problems") + f"-{draft.batch.reference}.csv"
    return attachment(text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", name)
