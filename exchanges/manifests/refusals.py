"""Why a table is no handover list. What cannot be read at all: `repatriation.tables.refusals`."""

from repatriation.errors import gettext_noop

NO_HEADER = gettext_noop(
    "No row with column headings was found among the first %(head)s. Looked for: %(columns)s, and "
    "what clerks write instead of these. Add a row with headings, or use the template."
)
NO_LABEL_COLUMN = gettext_noop(
    "Row %(row)s was read as the headings, but none of them is the label. Say which column holds "
    "the sender's label: without it a container cannot be told from another."
)
UNKNOWN_COLUMN = gettext_noop("There is no column “%(column)s”. The columns are: %(columns)s.")
UNKNOWN_ORDER = gettext_noop(
    "“%(order)s” is no order of a date. Say day or month: which of them comes first."
)
NO_LINES = gettext_noop(
    "Row %(row)s was read as the headings, and there is no line under it. Ask the sender for the "
    "whole list."
)
