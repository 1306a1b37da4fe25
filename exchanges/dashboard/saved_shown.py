"""Saved columns beside a preview: that they were used and how not to, or how to save these."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.models import ListImport
from exchanges.operations.drafts import choices_of
from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.formats import day_text


@dataclass(frozen=True)
class SavedShown:
    says: Text
    moves: list[Move] = field(default_factory=list)


def saved_shown(draft: ListImport) -> SavedShown | None:
    """None where nothing was saved and nothing was chosen that could be."""
    of = {"agency": draft.batch.agency_of(draft.side)}
    if saved := draft.read_with:
        said = _(
            "Read with the columns that %(person)s saved on %(day)s for lists of %(agency)s with "
            "these headings."
        ) % (of | {"person": saved.saved_by, "day": day_text(saved.saved_at)})
        once, never = _("Read it as any other list"), _("Do not use them any more")
        return SavedShown(
            said,
            [_move("import-as-new", draft, once), _move("import-as-new", draft, never, stop="1")],
        )
    choices = choices_of(draft)
    if not (choices.mapping or choices.date_order) or (draft.report or {}).get("fatal"):
        return None
    said = _(
        "You chose what these columns are. Save it, and the next list of %(agency)s with these "
        "headings is read in the same way."
    )
    return SavedShown(said % of, [_move("import-save-columns", draft, _("Save these columns"))])


def _move(name: str, draft: ListImport, label: str, **fields: Any) -> Move:
    url = reverse(f"exchanges:{name}", args=[draft.batch.reference, draft.pk])
    return Move(f"{name}-{'-'.join(fields)}", label, url, fields={"job": draft.job_id} | fields)
