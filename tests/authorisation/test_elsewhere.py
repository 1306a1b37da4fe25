"""What no person asks for: events, notices, mails, the broker's messages, the results of jobs."""

import base64
import json

import pytest
import redis
from django.conf import settings
from django.core import mail
from django.db import transaction

from repatriation.audit.models import Event
from repatriation.jobs.models import Job
from repatriation.ledger.models import Obligation
from repatriation.notifications.announcing import announce_obligations
from repatriation.notifications.models import Delivery
from repatriation.notifications.sending import send_delivery
from tests.authorisation.fields import Field, canaries_in, the_fields
from tests.authorisation.ground import LABEL, NAME
from tests.authorisation.knocking import undone
from tests.factories.boards import Boards
from tests.factories.steps import Steps

PRIVATE = [field for field in the_fields() if "mortuary" not in field.name]


def private_in(text: str) -> list[Field]:
    return [field for field in canaries_in(text) if field in PRIVATE]


@pytest.mark.plain
def test_no_event_holds_what_is_private(matrix):
    bodies = "\n".join(Event.objects.values_list("body", flat=True))

    assert Event.objects.count() > 100
    assert list(canaries_in(bodies)) == []


@pytest.mark.plain
def test_no_notice_and_no_mail_holds_a_name_a_label_or_a_finding(matrix):
    with undone():
        announce_obligations(list(Obligation.objects.values_list("pk", flat=True)))
        told = Delivery.objects.filter(channel="email")
        for pk in told.values_list("pk", flat=True):
            send_delivery(pk)
        notices = "\n".join(f"{one.said} {one.link}" for one in Delivery.objects.all())
        mails = "\n".join(f"{one.subject} {one.body} {one.extra_headers}" for one in mail.outbox)

    assert len(mail.outbox) > 50
    assert private_in(notices) == []
    assert private_in(mails) == []


@pytest.mark.plain
def test_no_job_holds_what_is_private(matrix):
    jobs = [(job.kind, job.link, job.problem) for job in Job.objects.all()]

    assert jobs
    assert list(canaries_in(json.dumps(jobs))) == []


def test_the_broker_is_sent_keys_and_nothing_else(django_capture_on_commit_callbacks):
    broker = redis.from_url(settings.CELERY_BROKER_URL)
    before = len(_messages(broker))

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        steps = Steps()
        steps.numbered(f"{LABEL}-1", names={f"{LABEL}-1": NAME})
        Boards(steps.north).proposed()

    sent = _messages(broker)
    assert len(sent) > before
    assert [field.name for field in canaries_in("\n".join(sent))] == []
    bodies = [json.loads(base64.b64decode(json.loads(one)["body"])) for one in sent]
    assert all(_is_keys(arguments) for arguments, _named, _options in bodies)


def _messages(broker) -> list[str]:
    """Of every queue: what a broker in wrong hands would read."""
    keys = [key for key in broker.scan_iter() if broker.type(key) == b"list"]
    return [one.decode() for key in keys for one in broker.lrange(key, 0, -1)]


def _is_keys(arguments: list) -> bool:
    return all(
        isinstance(one, int) or all(isinstance(key, int) for key in one) for one in arguments
    )
