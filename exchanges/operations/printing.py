"""Labels of a whole batch: a few are made at once, many by a worker for whoever asked."""

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from exchanges.models import BatchPlace, ExchangeBatch
from repatriation.accounts.models import User
from repatriation.documents.labels import Label, label_sheet
from repatriation.files import storage
from repatriation.files.media_types import PDF
from repatriation.files.models import StoredFile
from repatriation.jobs.models import Job
from repatriation.jobs.running import Step, job_kind, start_job

MANY = 200  # labels take a second for every few hundred
OFTEN = 100
KIND = "exchanges.print_labels"


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
    return start_job(KIND, subject=batch, by=by)


@job_kind(KIND)
def print_labels(step: Step) -> str:
    """As the person who asked sees the batch now, and in their language."""
    by = step.job.by
    batch = ExchangeBatch.objects.visible_to(by).get(pk=step.job.subject_id)
    places = list(places_to_print(batch, by))
    with translation.override(by.language):
        sheet = labels_of(batch, _counted(step, places))
    file = storage.store(sheet, name=name_of(batch), by=by, media_type=PDF)
    return f"{reverse('exchanges:labels', args=[batch.reference])}?{urlencode({'made': file.pk})}"


def labels_made(batch: ExchangeBatch, by: User) -> QuerySet[StoredFile]:
    """What a worker made of this batch for this person."""
    return StoredFile.objects.filter(name=name_of(batch), media_type=PDF, made_by=by.pk)


def labels_of(batch: ExchangeBatch, places: Iterator[BatchPlace] | list[BatchPlace]) -> bytes:
    """One for each container; the sender's label and ours, never a name."""
    made = (
        Label(place.container.reference, place.container.reference, (place.container.label,))
        for place in places
    )
    title = _("Labels of batch %(batch)s") % {"batch": batch}
    return label_sheet(made, title=title, is_demonstration=settings.IS_DEMONSTRATION)


def name_of(batch: ExchangeBatch) -> str:
    return f"{batch.reference}-labels.pdf"


def _counted(step: Step, places: list[BatchPlace]) -> Iterator[BatchPlace]:
    for number, place in enumerate(places):
        if number % OFTEN == 0:
            step.progress(number, len(places))
        yield place
    step.progress(len(places), len(places))
