"""Labels and the list of a whole batch: a few are made at once, many by a worker for who asked."""

from collections.abc import Iterator, Mapping, Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cases.operations.labelling import note_labels, printed_before
from exchanges.models import BatchPlace, ExchangeBatch
from exchanges.operations.handover_lists import handover_list
from repatriation.accounts.models import User
from repatriation.documents.labels import Label, label_sheet
from repatriation.files import storage
from repatriation.files.media_types import PDF
from repatriation.files.models import StoredFile
from repatriation.jobs.models import Job
from repatriation.jobs.running import Step, job_kind, start_job
from repatriation.ledger.writing import acting_as

MANY = 200  # labels take a second for every few hundred
OFTEN = 100
LABELS, LIST = "exchanges.print_labels", "exchanges.print_list"
Places = Sequence[BatchPlace]


def places_to_print(batch: ExchangeBatch, by: User) -> QuerySet[BatchPlace]:
    """In the order of the list, as far as this person sees them."""
    return (
        BatchPlace.objects.visible_to(by)
        .filter(batch=batch)
        .exclude(outcome=BatchPlace.Outcome.WITHDRAWN)
        .select_related("container", "line")
        .order_by(F("line__position").asc(nulls_last=True), "pk")
    )


@transaction.atomic
def ask_for_labels(*, batch: ExchangeBatch, by: User) -> Job:
    return start_job(LABELS, subject=batch, by=by)


@transaction.atomic
def ask_for_list(*, batch: ExchangeBatch, by: User) -> Job:
    return start_job(LIST, subject=batch, by=by)


@job_kind(LABELS)
def make_labels(step: Step) -> str:
    """As the person who asked sees the batch now, and in their language."""
    batch, places = _asked(step)
    by = step.job.by
    with acting_as(by):
        numbers = note_labels(rows=[place.container for place in places], by=by)
    with translation.override(by.language):
        sheet = labels_of(batch, _counted(step, places), numbers)
    return _kept(batch, sheet, by, "labels")


@job_kind(LIST)
def make_list(step: Step) -> str:
    batch, places = _asked(step)
    by = step.job.by
    with translation.override(by.language):
        sheet = handover_list(batch, _counted(step, places), str(by.home))
    return _kept(batch, sheet, by, "list-paper")


@transaction.atomic
def print_labels(*, batch: ExchangeBatch, places: Places, by: User) -> bytes:
    """At once; each printing is recorded."""
    numbers = note_labels(rows=[place.container for place in places], by=by)
    return labels_of(batch, places, numbers)


def labelled_before(places: Places) -> int:
    """How many of the containers have a label of ours already."""
    return len(printed_before([place.container for place in places]))


def made_for(batch: ExchangeBatch, by: User, address: str) -> QuerySet[StoredFile]:
    """What a worker made of this batch for this person."""
    name = name_of(batch, address)
    return StoredFile.objects.filter(name=name, media_type=PDF, made_by=by.pk)


def labels_of(
    batch: ExchangeBatch, places: Iterator[BatchPlace] | Places, numbers: Mapping[int, int]
) -> bytes:
    """One for each container; the sender's label and ours, never a name."""
    made = (_label(place, numbers[place.container_id]) for place in places)
    title = _("Labels of batch %(batch)s") % {"batch": batch}
    return label_sheet(made, title=title, is_demonstration=settings.IS_DEMONSTRATION)


def name_of(batch: ExchangeBatch, address: str) -> str:
    return f"{batch.reference}-{'list' if address == 'list-paper' else address}.pdf"


def _label(place: BatchPlace, number: int) -> Label:
    container = place.container
    lines: tuple[str, ...] = (container.label,)
    if number > 1:
        lines += (_("Reprint, no. %(number)s") % {"number": number},)
    return Label(container.reference, container.reference, lines)


def _asked(step: Step) -> tuple[ExchangeBatch, list[BatchPlace]]:
    batches = ExchangeBatch.objects.visible_to(step.job.by).for_pages()
    batch = batches.select_related("sender__party", "receiver__party").get(pk=step.job.subject_id)
    return batch, list(places_to_print(batch, step.job.by))


def _kept(batch: ExchangeBatch, sheet: bytes, by: User, address: str) -> str:
    file = storage.store(sheet, name=name_of(batch, address), by=by, media_type=PDF)
    page = reverse(f"exchanges:{address}", args=[batch.reference])
    return f"{page}?{urlencode({'made': file.pk})}"


def _counted(step: Step, places: list[BatchPlace]) -> Iterator[BatchPlace]:
    for number, place in enumerate(places):
        if number % OFTEN == 0:
            step.progress(number, len(places))
        yield place
    step.progress(len(places), len(places))
