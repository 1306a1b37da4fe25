"""Answers kept for requests that may come again."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT
from django.utils import timezone


class Answer(models.Model):
    """What a request with this key was answered. Holds what the caller saw, so it is purged."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField()
    body = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "key"], name="one_answer_per_actor_and_key")
        ]

    def __str__(self):
        return f"answer {self.status} to {self.actor_id}"
