"""A column copied from a paper tally sheet: a label on each line, with the time and a remark if the
paper has them. Read whole before anything is saved, so that a slip of the pen loses nothing."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repatriation.dashboard.filters import DateInput
from repatriation.ledger.clock import now, today

MOST = 1000
SHOWN = 20  # of the lines that cannot be read
BLIND = "?"
CELL, TIME = re.compile(r"[\t;]"), re.compile(r"\d{1,2}:\d\d")


@dataclass(frozen=True)
class PaperLine:
    number: int
    code: str
    at: datetime | None = None
    note: str = ""
    is_unreadable: bool = False


class ManyForm(forms.Form):
    codes = forms.CharField(
        label=gettext_lazy("One label or reference on each line"),
        help_text=gettext_lazy(
            "The time and a remark may follow, as in “N-014; 09:40; seal broken”. Write ? where "
            "no label could be read. No names in remarks."
        ),
        widget=forms.Textarea(
            attrs={"rows": 6, "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    on = forms.DateField(
        label=gettext_lazy("Date on the paper"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("For the times; leave it empty for today."),
    )

    def clean(self) -> dict[str, Any]:
        """Every line that is wrong is told at once, by its number."""
        if self.errors:
            return self.cleaned_data
        day = self.cleaned_data["on"] or today()
        lines, wrong = [], []
        for number, text in enumerate(self.cleaned_data["codes"].splitlines(), 1):
            if not text.strip():
                continue
            try:
                lines.append(_read(number, text, day))
            except ValueError as error:
                wrong.append(str(error))
        if len(lines) > MOST:
            wrong.append(_("At most %(most)s lines are sent at once.") % {"most": MOST})
        if wrong:
            self.add_error("codes", _some(wrong))
        return self.cleaned_data | {"lines": lines}


def _read(number: int, text: str, day: date) -> PaperLine:
    code, *cells = (cell.strip() for cell in CELL.split(text))
    said = cells.pop(0) if cells and TIME.fullmatch(cells[0]) else ""
    words = code.rsplit(maxsplit=1)
    if not said and len(words) == 2 and TIME.fullmatch(words[1]):
        code, said = words
    if not code:
        raise ValueError(
            _("Line %(number)s has no label. Write ? where none could be read.")
            % {"number": number}
        )
    return PaperLine(
        number,
        "" if code == BLIND else code,
        at=_moment(number, said, day) if said else None,
        note="; ".join(cell for cell in cells if cell),
        is_unreadable=code == BLIND,
    )


def _moment(number: int, said: str, day: date) -> datetime:
    hour, minute = (int(part) for part in said.split(":"))
    if hour > 23 or minute > 59:
        raise ValueError(
            _("Line %(number)s: %(time)s is no time.") % {"number": number, "time": said}
        )
    at = datetime.combine(day, time(hour, minute), get_current_timezone())
    if at > now():
        raise ValueError(
            _("Line %(number)s: %(time)s is still to come. Check the date on the paper.")
            % {"number": number, "time": said}
        )
    return at


def _some(wrong: list[str]) -> list[str]:
    more = len(wrong) - SHOWN
    return wrong[:SHOWN] + ([_("And %(number)s more.") % {"number": more}] if more > 0 else [])
