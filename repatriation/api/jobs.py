"""Long work the caller asked for."""

from django.http import Http404
from rest_framework import serializers

from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Record
from repatriation.api.filters import OneOf
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.errors import Sentence, TransitionNotAllowed, gettext_noop
from repatriation.jobs.models import Job
from repatriation.jobs.running import cancel_job
from repatriation.language import say

OVER = gettext_noop("This work has ended; there is nothing to cancel.")

declare_scopes(
    {
        "jobs:read": Scope("Read how far the own jobs are"),
        "jobs:cancel": Scope("Cancel own jobs"),
    }
)


class JobSerializer(Record):
    problem = serializers.SerializerMethodField()

    class Meta:
        model = Job
        fields = [
            "id",
            "kind",
            "state",
            "done",
            "total",
            "made_at",
            "ended_at",
            "link",
            "problem",
        ]
        read_only_fields = fields

    def get_problem(self, job) -> str:
        return say(job.said_problem)


class JobViewSet(Endpoint):
    """Long work the caller asked for, newest first"""

    queryset = Job.objects.none()
    serializer_class = JobSerializer
    scopes = {"list": "jobs:read", "retrieve": "jobs:read", "cancel": "jobs:cancel"}
    filters = {"state": OneOf("state", Job.State)}
    orderings = {"id": Order("id")}
    ordering = "-id"
    page_key = "id"

    def get_object(self):
        if job := self.get_queryset().filter(pk=self.kwargs["id"]).first():
            return job
        raise Http404

    def cancel(self, request, id):
        """Cancel it; what it has done so far is not kept"""
        self.given()
        job = self.get_object()
        if not cancel_job(job=job, by=request.user):
            raise TransitionNotAllowed(Sentence(OVER), state=job.state)
        return self.shown(job)
