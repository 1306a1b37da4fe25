"""A piece of long work, as the person who asked for it sees it."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repatriation.errors import Sentence


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever asked for it; nobody else."""
        return self.filter(by=user.pk)


class Job(models.Model):
    """Asked for by one person or program; the result is true only when the state is done."""

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    kind = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="jobs")
    subject_label = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    asked = models.JSONField(default=dict)  # how it was asked for: codes and numbers, never names
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED, editable=False)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    link = models.CharField(max_length=200, blank=True)
    problem = models.JSONField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_job_that_ended_says_when",
                condition=Q(state__in=["queued", "running"], ended_at=None)
                | Q(state__in=["done", "failed", "cancelled"], ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_job_does_no_more_than_there_is",
                condition=Q(done__lte=F("total")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["made_at"], name="job_open", condition=Q(state__in=["queued", "running"])
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self):
        return reverse("job", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.QUEUED, self.State.RUNNING)

    @property
    def said_problem(self) -> Sentence | None:
        return Sentence(**self.problem) if self.problem else None
