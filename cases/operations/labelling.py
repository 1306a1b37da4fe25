"""Each printing of a label is recorded: a second label on the wrong bag is how people are mixed
up, so whoever prints one again is told, says why, and the label says so itself."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Count, TextChoices
from django.utils.translation import gettext_lazy as _

from cases.models import Container, RemainsCase
from repatriation.accounts.models import User
from repatriation.audit.models import Event, stream_of
from repatriation.ledger.locking import lock_each
from repatriation.ledger.writing import record_each

KIND = "cases.label_printed"
Thing = Container | RemainsCase


class WhyAgain(TextChoices):
    DAMAGED = "damaged", _("damaged or unreadable")
    LOST = "lost", _("lost or come off")
    MORE = "more", _("another one is wanted")


def printed_before(rows: Iterable[Thing]) -> Mapping[int, int]:
    """How often the label of each was printed, by the key of the row; all of one model."""
    streams = {stream_of(row): row.pk for row in rows}
    printed = Event.objects.filter(stream__in=streams, facts__kind=KIND).values("stream")
    return {
        streams[one["stream"]]: one["times"]
        for one in printed.annotate(times=Count("pk")).order_by()
    }


@transaction.atomic
def note_labels(*, rows: Sequence[Thing], by: User, reason: str = "") -> Mapping[int, int]:
    """Which printing this is of each, by the key of the row: 1 is the first."""
    lock_each(list(rows))  # of two printings at once one is the second
    before = printed_before(rows)
    numbers = {row.pk: before.get(row.pk, 0) + 1 for row in rows}

    def details(row: Thing) -> dict[str, object]:
        number = numbers[row.pk]
        return {"number": number, "reason": reason if number > 1 else ""}

    record_each(KIND, rows, by=by, details=details)
    return numbers
