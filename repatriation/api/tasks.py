"""Kept answers hold what callers saw; they go after seven days. Tokens go when they expired."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone
from oauth2_provider.models import get_access_token_model

from repatriation.api.models import Answer

KEPT = timedelta(days=7)  # field teams go offline


@shared_task(name="api.purge_answers")
def purge_answers():
    Answer.objects.filter(made_at__lt=timezone.now() - KEPT).delete()


@shared_task(name="api.purge_tokens")
def purge_tokens():
    expired = get_access_token_model().objects.filter(expires__lt=timezone.now())
    expired._raw_delete(expired.db)  # no refresh tokens exist, and we may not touch their table
