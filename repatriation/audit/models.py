"""What happened. Rows are written by `append_event` in the database and never edited."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.dateparse import parse_datetime


class EventQuerySet(models.QuerySet):
    def of(self, subject: models.Model) -> "EventQuerySet":
        """The history of one object, newest first."""
        return self.filter(stream=stream_of(subject)).order_by("-seq")


def stream_of(subject: models.Model) -> str:
    return f"{subject._meta.label_lower}:{subject.pk}"


class Event(models.Model):
    """One thing that happened, written with the change and never edited.

    `body` is the exact text the chain was hashed over. Its subject is a label and an id, not a
    foreign key, so what is said of a thing does not depend on the thing.
    """

    stream = models.CharField(max_length=120)
    seq = models.BigIntegerField()
    body = models.TextField()
    facts = models.GeneratedField(
        expression=Cast("body", models.JSONField()),
        output_field=models.JSONField(),
        db_persist=True,
    )
    prev = models.BinaryField()
    hash = models.BinaryField()

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "seq"], name="one_event_per_place_in_a_stream"
            )
        ]
        indexes = [models.Index(KeyTextTransform("kind", "facts"), "id", name="event_kind")]

    def __str__(self):
        return f"{self.kind} {self.stream}#{self.seq}"

    @property
    def kind(self) -> str:
        return self.facts["kind"]

    @property
    def subject_label(self) -> str:
        return self.facts["subject"][0]

    @property
    def subject_id(self) -> int:
        return self.facts["subject"][1]

    @property
    def actor_id(self) -> int:
        return self.facts["actor"]

    @property
    def details(self) -> dict:
        return self.facts["details"]

    @property
    def occurred_at(self):
        return parse_datetime(self.facts["occurred_at"])

    @property
    def recorded_at(self):
        return parse_datetime(self.facts["recorded_at"])


class Stream(models.Model):
    """The head of one chain; moved by `append_event` alone."""

    name = models.TextField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    head = models.BinaryField()

    def __str__(self):
        return self.name


class AccessLog(models.Model):
    """A viewing that must be known. Not chained; written after the answer went out."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+")
    subject = models.CharField(max_length=120)
    what = models.CharField(max_length=60)
    seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["subject"], name="accesslog_subject")]

    def __str__(self):
        return f"{self.what} {self.subject}"
