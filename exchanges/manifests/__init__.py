"""Handover lists: read from what the sending side sends, compared with what was read, sealed.

Plain Python, no Django. `read` is the way in; docs/handover-lists.md says what a list may be.
"""

from repatriation.tables.dates import ORDERS, Order
from repatriation.tables.limits import MAX_BYTES, MAX_LINES
from repatriation.tables.table import ReadAs

from .columns import AFFILIATIONS, COLUMNS, CONTAINER_KINDS, LONG, SHORT, Column, Kind
from .date_orders import DateQuestion, date_questions
from .digest import digest
from .reading import read
from .report import Choices, Line, Problem, Report, report_as_json
from .template import XLSX_TYPE, csv_template, xlsx_template

__all__ = [
    "AFFILIATIONS",
    "COLUMNS",
    "CONTAINER_KINDS",
    "LONG",
    "MAX_BYTES",
    "MAX_LINES",
    "ORDERS",
    "SHORT",
    "XLSX_TYPE",
    "Choices",
    "Column",
    "DateQuestion",
    "Kind",
    "Line",
    "Order",
    "Problem",
    "ReadAs",
    "Report",
    "csv_template",
    "date_questions",
    "digest",
    "read",
    "report_as_json",
    "xlsx_template",
]
