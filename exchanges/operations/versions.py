"""Two versions of one side's list, told apart line by line."""

from exchanges.manifests.differences import Differences, differences
from exchanges.models import ExchangeBatch, ListImport, Manifest
from exchanges.operations.drafts import lines_of_draft
from exchanges.operations.lists import lines_of
from exchanges.operations.submitting import MOST_LINES
from repatriation.accounts.models import User


def differences_since(before: Manifest, after: Manifest) -> Differences:
    return differences(list(lines_of(before)), list(lines_of(after)))


def version_before(draft: ListImport, by: User) -> Manifest | None:
    """The newest version of that side, which this draft would replace. None as well where the
    draft cannot be filed: it could not be read, or is longer than a list may be."""
    if not draft.report or draft.report["fatal"] or draft.report["rows"] > MOST_LINES:
        return None
    return newest_version(draft.batch, draft.side, by)


def newest_version(batch: ExchangeBatch, side: str, by: User) -> Manifest | None:
    lists = Manifest.objects.with_lines_for(by).filter(batch=batch, side=side)
    return lists.order_by("-number").first()


def differences_of_draft(before: Manifest, draft: ListImport) -> Differences:
    return differences(list(lines_of(before)), list(lines_of_draft(draft)))
