"""One transaction per request, one actor in it; what is refused leaves nothing behind."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from repatriation.audit.models import Event
from tests.dashboard import door_urls
from tests.factories.accounts import UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.dashboard.door_urls"),
]


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def client(user):
    door_urls.RUNS.clear()
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def left_behind():
    return Group.objects.filter(name="written").count(), Event.objects.count()


def test_an_answer_saves_the_change_and_its_event_in_one(client, user):
    assert client.post("/writing/").status_code == 200

    assert left_behind() == (1, 1)
    assert Event.objects.get().actor_id == user.pk


def test_a_refusal_leaves_nothing_behind(client):
    assert client.post("/refusing/").status_code == 409

    assert left_behind() == (0, 0)


def test_a_mistake_of_ours_leaves_nothing_behind(client):
    assert client.post("/breaking/").status_code == 500

    assert left_behind() == (0, 0)


@pytest.mark.parametrize(
    ("times", "status", "left"), [(1, 200, (1, 1)), (2, 200, (1, 1)), (3, 500, (0, 0))]
)
def test_a_collision_is_run_again_twice_with_the_same_body(client, times, status, left):
    answer = client.post(f"/colliding/?times={times}", b"kept", content_type="text/plain")

    assert answer.status_code == status
    assert set(door_urls.RUNS) == {b"kept"}
    assert left_behind() == left


def test_reading_is_read_only_and_bound_to_the_agency(client, user):
    assert client.get("/reading/").content.decode() == f"on {user.agency_id} True"


def test_a_page_that_reads_cannot_write(client):
    assert client.get("/writing/").status_code == 500

    assert left_behind() == (0, 0)
