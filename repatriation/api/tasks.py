"""Kept answers hold what callers saw; they go after seven days."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from repatriation.api.models import Answer

KEPT = timedelta(days=7)  # field teams go offline


@shared_task(name="api.purge_answers")
def purge_answers():
    Answer.objects.filter(made_at__lt=timezone.now() - KEPT).delete()
