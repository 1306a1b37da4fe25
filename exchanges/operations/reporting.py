"""The report on both directions as a file: CSV for a table, PDF to print. A long one is made by a
worker for who asked."""

import csv
import io
from collections.abc import Iterator

from django.conf import settings
from django.db import models, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _now

from exchanges.both_directions import Leg, both_directions, rounds_handed_over
from repatriation.accounts.models import User
from repatriation.documents.document import Column, Imprint
from repatriation.documents.tables import table_sheet
from repatriation.errors import Sentence as S
from repatriation.errors import gettext_noop as _
from repatriation.files import storage
from repatriation.files.media_types import CSV, PDF
from repatriation.files.models import StoredFile
from repatriation.jobs.models import Job
from repatriation.jobs.running import Step, job_kind, start_job
from repatriation.language import say
from repatriation.ledger.clock import now
from repatriation.tables.formulas import harmless

KIND = "exchanges.report_both_directions"
MANY = 100  # rounds that are put into a file while somebody waits
COLUMNS = (
    Column(S(_("Round")), 1.5),
    Column(S(_("Date")), 1),
    Column(S(_("Direction")), 2),
    Column(S(_("What")), 1.6),
    Column(S(_("Source")), 1.8),
    Column(S(_("Number")), 0.8, "R"),
    Column(S(_("As of")), 1),
    Column(S(_("Cumulated, of this source")), 1.1, "R"),
)
NOTE = S(
    _(
        "Each figure is its source's own. What is cumulated is added within one source, one "
        "direction and one kind of figure alone; sources are never added together. People that "
        "another side identified are not added over rounds: parts of one person may come in "
        "several."
    )
)


class Format(models.TextChoices):
    CSV = "csv", "CSV"
    PDF = "pdf", "PDF"

    @property
    def media_type(self) -> str:
        return CSV if self == Format.CSV else PDF

    def named_for(self, by: User) -> str:
        """Of the agency it was made for: who works elsewhere now asks anew."""
        return f"both-directions-{by.agency.code if by.agency else 'nobody'}.{self.value}"


def is_long(by: User) -> bool:
    return rounds_handed_over(by).count() > MANY


def report_file(by: User, format: Format) -> bytes:
    """As this person sees the rounds now, in the language that is in force."""
    rows = _rows(both_directions(rounds_handed_over(by), by))
    return _csv(rows) if format == Format.CSV else _pdf(rows, by)


@transaction.atomic
def ask_for_report(*, format: Format, by: User) -> Job:
    return start_job(KIND, subject=by, by=by, format=str(format))


@job_kind(KIND)
def make_report(step: Step) -> str:
    by, format = step.job.by, Format(step.job.asked["format"])
    with translation.override(by.language):
        made = report_file(by, format)
    file = storage.store(made, name=format.named_for(by), by=by, media_type=format.media_type)
    return f"{reverse('exchanges:both-directions')}?{urlencode({'made': file.pk})}"


def made_for(by: User) -> QuerySet[StoredFile]:
    """What a worker made for this person."""
    names = [one.named_for(by) for one in Format]
    return StoredFile.objects.filter(name__in=names, made_by=by.pk)


def _rows(legs: list[Leg]) -> Iterator[tuple[object, ...]]:
    for leg in legs:
        sides = {"sender": _side(leg.sender), "receiver": _side(leg.receiver)}
        way = _now("%(sender)s to %(receiver)s") % sides
        for one in leg.figures:
            yield (
                leg.round.reference,
                leg.round.date.isoformat() if leg.round.date else "",
                way,
                say(one.measure.label),
                _side(one.agency),
                one.value,
                one.as_of.isoformat(),
                "" if one.cumulated is None else one.cumulated,
            )


def _side(agency) -> str:
    return str(agency.party or agency)


def _csv(rows: Iterator[tuple[object, ...]]) -> bytes:
    """In UTF-8 with the mark by which spreadsheets know it."""
    text = io.StringIO()
    written = csv.writer(text)
    written.writerow([say(column.title) for column in COLUMNS])
    for row in rows:
        written.writerow([harmless(str(value)) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _pdf(rows: Iterator[tuple[object, ...]], by: User) -> bytes:
    return table_sheet(
        title=S(_("Both directions, by round")),
        imprint=Imprint(str(by.agency or ""), now(), is_demonstration=settings.IS_DEMONSTRATION),
        columns=COLUMNS,
        rows=rows,
        note=NOTE,
        wide=True,
    )
