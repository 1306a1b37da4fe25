"""What a side decided about the columns of a sender's lists is kept for the next one."""

import hashlib
import json
from collections.abc import Iterable

from django.db import transaction

from exchanges.manifests import Choices
from exchanges.models import ListImport, SavedColumns
from exchanges.operations.drafts import choices_of, open_draft
from exchanges.policies import batches as policies
from repatriation.accounts.models import User
from repatriation.errors import Conflict, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.writing import record

MOST_TRIED = 20  # the newest; a sender's lists have a few shapes, not hundreds
NOT_READ = gettext_noop(
    "Columns are saved from a preview in which the list was read. Nothing was saved."
)
STOPPED = gettext_noop("These saved columns are not used any more; nothing was changed.")


@transaction.atomic
def save_columns(*, draft: ListImport, by: User) -> SavedColumns:
    """The columns as the preview shows them. They replace what was saved for these headings."""
    require(policies.why_not_list(by, draft.batch))
    draft = open_draft(draft)
    if not draft.report or draft.report["fatal"]:
        raise Conflict(Sentence(NOT_READ))
    mapping = dict(draft.report["mapping"])
    mine = {
        "party_id": by.party_id,
        "sender": draft.batch.agency_of(draft.side),
        "headings": digest_of(mapping),
    }
    for saved in SavedColumns.objects.in_force().filter(**mine).select_for_update():
        _stop(saved, by)
    saved = SavedColumns.objects.create(
        **mine, mapping=mapping, date_order=dict(choices_of(draft).date_order), saved_by=by
    )
    record("exchanges.columns_saved", draft.batch, by=by, saved=saved.pk)
    draft.read_with = saved
    draft.save(update_fields=["read_with"])
    return saved


@transaction.atomic
def stop_columns(*, saved: SavedColumns, batch, by: User) -> SavedColumns:
    """The next file is read as any other. `batch` is where this was said."""
    require(policies.why_not_list(by, batch))
    saved = SavedColumns.objects.select_for_update().get(pk=saved.pk)
    if saved.stopped_at:
        raise Conflict(Sentence(STOPPED))
    _stop(saved, by)
    record("exchanges.columns_stopped", batch, by=by, saved=saved.pk)
    return saved


def remembered_for(draft: ListImport) -> list[SavedColumns]:
    """What may be tried on this file, newest first."""
    known = SavedColumns.objects.visible_to(draft.started_by).in_force()
    return list(known.filter(sender=draft.batch.agency_of(draft.side)).order_by("-pk")[:MOST_TRIED])


def as_choices(saved: Iterable[SavedColumns]) -> list[Choices]:
    return [Choices(one.mapping, one.date_order) for one in saved]


def digest_of(headings: Iterable[str]) -> str:
    """The same headings in any order are the same shape of a list."""
    said = json.dumps(sorted(headings), ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _stop(saved: SavedColumns, by: User) -> None:
    saved.stopped_by, saved.stopped_at = by, now()
    saved.save(update_fields=["stopped_by", "stopped_at"])
