"""Handover lists: read from what the sending side sends, compared with what was read, sealed.

Plain Python, no Django. `read` is the way in; docs/handover-lists.md says what a list may be.
"""

from .columns import AFFILIATIONS, COLUMNS, CONTAINER_KINDS, LONG, SHORT, Column, Kind
from .digest import digest
from .limits import MAX_BYTES, MAX_LINES
from .reading import read
from .report import Line, Problem, ReadAs, Report, report_as_json
from .template import XLSX_TYPE, csv_template, xlsx_template

__all__ = [
    "AFFILIATIONS",
    "COLUMNS",
    "CONTAINER_KINDS",
    "LONG",
    "MAX_BYTES",
    "MAX_LINES",
    "SHORT",
    "XLSX_TYPE",
    "Column",
    "Kind",
    "Line",
    "Problem",
    "ReadAs",
    "Report",
    "csv_template",
    "digest",
    "read",
    "report_as_json",
    "xlsx_template",
]
