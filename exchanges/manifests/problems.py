"""What may be noticed in a list that can be read: code, severity and sentence of each.

A sentence may quote a label or a date as sent. It never quotes a name.
"""

from repatriation.errors import gettext_noop

from .finding import Finding

LABEL_MISSING = Finding(
    "label_missing",
    "error",
    gettext_noop(
        "This line has no label, so its container cannot be found on the day. Write the label, or "
        "the words “no label on the list”."
    ),
)
LABEL_SHARED = Finding(
    "label_missing",
    "error",
    gettext_noop(
        "This line shares the merged label cell of row %(other)s. A line is one container: give "
        "each its own label, or write one line with the number of people in it."
    ),
)
LABEL_DUPLICATE = Finding(
    "label_duplicate",
    "warning",
    gettext_noop(
        "The label “%(label)s” also stands in row %(other)s. Both lines are kept; the containers "
        "must be told apart at the handover."
    ),
)
LABEL_LOOKS_ALIKE = Finding(
    "label_duplicate",
    "warning",
    gettext_noop(
        "The label “%(label)s” looks like the one in row %(other)s and differs only in letters "
        "that look the same, in spaces or in capitals. Both lines are kept; check whether they "
        "are one container."
    ),
)
TEXT_IS_A_DATE = Finding(
    "text_is_date",
    "warning",
    gettext_noop(
        "The spreadsheet holds a date where a text or a number should be (%(date)s). It may have "
        "changed it by itself; compare with the container or the sender's paper."
    ),
)
DATE_INVALID = Finding(
    "date_invalid",
    "warning",
    gettext_noop(
        "There is no such date as “%(date)s”. It is kept as sent, and the date stays empty."
    ),
)
DATE_NOT_UNDERSTOOD = Finding(
    "date_invalid",
    "warning",
    gettext_noop(
        "What stands here cannot be read as a date. It is kept as sent, and the date stays empty."
    ),
)
DATE_AMBIGUOUS = Finding(
    "date_ambiguous",
    "warning",
    gettext_noop(
        "“%(date)s” can be read with the day or with the month first. It is kept as sent, and the "
        "date stays empty until somebody says which comes first in this column."
    ),
)
DATE_OF_TWO_CENTURIES = Finding(
    "date_ambiguous",
    "warning",
    gettext_noop(
        "The two digits of the year in “%(date)s” leave the century open. It is kept as sent, and "
        "the date stays empty. Write the year with four digits."
    ),
)
DATE_ORDER_ASKED = Finding(
    "date_order_asked",
    "warning",
    gettext_noop(
        "Does the day or the month come first in this column? Dates that can be read both ways: "
        "%(count)s, the first of them “%(date)s”."
    ),
)
DATE_ORDER_LIKELY_DAY = Finding(
    "date_order_asked",
    "warning",
    gettext_noop(
        "Does the day or the month come first in this column? Dates that can be read both ways: "
        "%(count)s, the first of them “%(date)s”. Others here can only be read with the day first."
    ),
)
DATE_ORDER_LIKELY_MONTH = Finding(
    "date_order_asked",
    "warning",
    gettext_noop(
        "Does the day or the month come first in this column? Dates that can be read both ways: "
        "%(count)s, the first of them “%(date)s”. Others here can only be read month first."
    ),
)
DATE_ORDER_DIFFERS = Finding(
    "date_order_differs",
    "warning",
    gettext_noop(
        "Dates in this column that can only be read the other way round than it was said: "
        "%(count)s, the first of them “%(date)s”. See whether the answer is right."
    ),
)
DATE_IN_1905 = Finding(
    "date_ambiguous",
    "warning",
    gettext_noop(
        "The spreadsheet shows %(date)s, which is what it makes of a bare year such as %(year)s. "
        "It is kept as sent, and the date stays empty."
    ),
)
NUMBER_INVALID = Finding(
    "number_invalid",
    "warning",
    gettext_noop(
        "This is not a whole number from 0 to %(most)s. It is kept as sent, and the number stays "
        "empty."
    ),
)
KIND_UNKNOWN = Finding(
    "value_unknown",
    "warning",
    gettext_noop(
        "This is not a kind of container known here: bag, box or coffin. It is kept as sent, and "
        "the kind stays empty."
    ),
)
AFFILIATION_UNKNOWN = Finding(
    "value_unknown",
    "warning",
    gettext_noop(
        "This does not say whose dead, from the sender's view: ours, theirs, civilian, other_state "
        "or unknown. It is kept as sent and read as unknown."
    ),
)
CONTROL_CHARACTER = Finding(
    "control_character",
    "warning",
    gettext_noop(
        "The cell holds characters that nobody can see. They were left out; the rest is kept."
    ),
)
BIDI_CONTROL = Finding(
    "bidi_control",
    "warning",
    gettext_noop(
        "The cell holds characters that change the direction of writing, so it may read "
        "differently than it looks. It is kept; compare it letter by letter."
    ),
)
TEXT_TOO_LONG = Finding(
    "text_too_long",
    "error",
    gettext_noop(
        "The text is longer than %(limit)s characters. Half a text would be a lie, so nothing of "
        "it is kept: shorten it, or divide it between columns."
    ),
)
NAME_TWICE = Finding(
    "name_twice",
    "warning",
    gettext_noop(
        "The list gives a whole name and also a surname in its own column. Both are kept; compare "
        "them before they are used. Lines concerned: %(lines)s."
    ),
)
COLUMN_TWICE = Finding(
    "column_twice",
    "warning",
    gettext_noop(
        "Another column is already read as %(meaning)s. This one is kept as sent. If it is the "
        "right one, change the mapping."
    ),
)
CELL_WITHOUT_HEADING = Finding(
    "cell_without_heading",
    "warning",
    gettext_noop(
        "There is text here to the right of the headings. It is kept as sent; see that the cells "
        "of this line stand in the right columns."
    ),
)
LINES_JOINED = Finding(
    "lines_joined",
    "error",
    gettext_noop(
        "One cell here runs over %(count)s lines of the file that look like lines of the list. A "
        "quotation mark is probably not closed: close or remove it, or lines are lost."
    ),
)
FORMULA_ERROR = Finding(
    "formula_error",
    "warning",
    gettext_noop(
        "The spreadsheet shows %(shown)s here: its formula went wrong. The cell is read as empty."
    ),
)
FORMULA_WITHOUT_VALUE = Finding(
    "formula_without_value",
    "warning",
    gettext_noop(
        "The cell holds a formula without its result, so the text of the formula is kept. Open "
        "the list in a spreadsheet, save it, and send it again."
    ),
)
CELL_SHARED = Finding(
    "cell_shared",
    "warning",
    gettext_noop(
        "Rows %(first)s to %(last)s share this merged cell. Its text was read for each of them."
    ),
)
ROWS_HIDDEN = Finding(
    "rows_hidden",
    "warning",
    gettext_noop(
        "Some rows are hidden in the spreadsheet, this one first. They were read like the others. "
        "Hidden rows: %(count)s."
    ),
)
ROWS_STRUCK = Finding(
    "rows_struck",
    "warning",
    gettext_noop(
        "Some rows are struck out in the spreadsheet, this one first. They were read like the "
        "others: ask the sender whether they are withdrawn. Rows struck out: %(count)s."
    ),
)
ROW_SKIPPED = Finding(
    "row_skipped",
    "warning",
    gettext_noop(
        "This row was taken for a heading or a note and not for a container. If it is a line, "
        "give it a label."
    ),
)
MACROS_IGNORED = Finding(
    "macros_ignored",
    "warning",
    gettext_noop(
        "The workbook has macros. They were neither run nor read; only what its cells show was."
    ),
)
SHEET_NOT_READ = Finding(
    "sheet_not_read",
    "warning",
    gettext_noop(
        "The sheet “%(other)s” holds a list too and was not read; its lines: %(lines)s. If they "
        "are other containers, send that sheet as a list of its own."
    ),
)
TOTAL_DIFFERS = Finding(
    "total_differs",
    "warning",
    gettext_noop(
        "The list says %(said)s in its total, and %(lines)s lines were read. Ask the sender which "
        "is right before the round."
    ),
)
MORE_PROBLEMS = Finding(
    "more_problems",
    "error",
    gettext_noop(
        "There are more than %(limit)s problems; the rest is not shown. See whether the columns "
        "are mapped rightly."
    ),
)
