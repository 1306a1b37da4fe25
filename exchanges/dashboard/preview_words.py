"""A problem in the few words that fit into a cell. The whole sentence stands in the table above."""

from django.utils.translation import gettext_lazy as _

SHORT = {
    "label_missing": _("no label"),
    "label_duplicate": _("repeated or alike"),
    "text_is_date": _("a date instead of text"),
    "label_is_date": _("a date instead of a label"),
    "date_invalid": _("no date, kept as sent"),
    "date_ambiguous": _("two dates possible"),
    "date_order_asked": _("day or month first?"),
    "date_order_differs": _("the other way round"),
    "number_invalid": _("no number, kept as sent"),
    "value_unknown": _("not known, kept as sent"),
    "control_character": _("unseen characters"),
    "bidi_control": _("direction of writing changes"),
    "text_too_long": _("too long"),
    "macros_ignored": _("macros not read"),
    "name_twice": _("name given twice"),
    "column_twice": _("column read already"),
    "cell_without_heading": _("no heading above"),
    "lines_joined": _("several lines in one cell"),
    "formula_error": _("formula went wrong"),
    "formula_without_value": _("formula without result"),
    "cell_shared": _("shared cell"),
    "rows_hidden": _("hidden rows"),
    "rows_struck": _("struck out"),
    "row_skipped": _("row not read"),
    "sheet_not_read": _("sheet not read"),
    "total_differs": _("total differs"),
    "more_problems": _("more problems"),
}
