"""What a client may ask for: chosen for it, bounded by its roles, and taken away at once."""

import pytest
from django.contrib.auth.models import Group

from repatriation.api.endpoint import Endpoint
from repatriation.audit.models import Event
from repatriation.clients.operations.changing import change_scopes
from repatriation.clients.scopes import declared_scopes, scopes_of_roles
from repatriation.errors import NotPermitted, RuleBroken
from repatriation.urls import urlpatterns
from tests.clients.asking import again, ask, caller_with, opened, token_of
from tests.factories.accounts import UserFactory
from tests.factories.steps import do


def test_a_client_asks_only_for_what_was_chosen_for_it(administrator):
    _client, secret = opened(administrator, scopes=["batches:read", "batches:seal"])

    chosen, more = ask(*secret), ask(*secret, "batches:read batches:count")

    assert chosen.json()["scope"] == "batches:read batches:seal"
    assert (more.status_code, more.json()["error"]) == (400, "invalid_scope")


def test_without_a_choice_it_is_what_its_roles_carry_today(administrator):
    client, _secret = opened(administrator, roles=["mortuary officer"])

    assert client.scopes == list(scopes_of_roles(["mortuary officer"]))
    assert {"batches:seal"} < set(declared_scopes()) - set(client.scopes)


@pytest.mark.parametrize(
    ("scopes", "said"),
    [
        (["batches:read", "rounds:close"], "carries: rounds:close"),
        (["everything"], "everything"),
        ([], "at least one"),
    ],
)
def test_a_choice_stays_within_the_roles(administrator, scopes, said):
    with pytest.raises(RuleBroken, match=said):
        opened(administrator, scopes=scopes)
    client, _secret = opened(administrator)
    with pytest.raises(RuleBroken, match=said):
        do(change_scopes, by=administrator, client=client, scopes=scopes)


def test_what_is_taken_away_is_taken_from_tokens_that_are_out(administrator):
    client, secret = opened(administrator, scopes=["batches:read", "agencies:read"])
    caller = caller_with(token_of(secret))
    assert caller.get("batches/").status_code == 200

    do(change_scopes, by=administrator, client=client, scopes=["agencies:read"])

    refused, kept = caller.get("batches/"), caller.get("agencies/")
    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")
    assert "was taken from this client" in refused.json()["detail"]
    assert kept.status_code == 200
    event = Event.objects.of(client).order_by("seq").last()
    assert event.details == {"added": [], "taken": ["batches:read"]}


def test_a_role_that_is_taken_away_takes_its_scopes_along(administrator):
    client, secret = opened(administrator, roles=["exchange officer", "coordinator"])
    caller = caller_with(token_of(secret))

    client.user.groups.remove(Group.objects.get(name="coordinator"))

    refused = caller.post("rounds/", {})
    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")


def test_what_is_given_later_needs_a_new_token(administrator):
    client, secret = opened(administrator, scopes=["agencies:read"])
    caller = caller_with(token_of(secret))

    do(change_scopes, by=administrator, client=client, scopes=["agencies:read", "batches:read"])

    assert caller.get("batches/").status_code == 403
    assert caller_with(token_of(secret)).get("batches/").status_code == 200


def test_who_only_sees_clients_gives_them_nothing(administrator):
    client, _secret = opened(administrator)
    reader = UserFactory(agency=administrator.agency, role="coordinator")

    with pytest.raises(NotPermitted):
        do(change_scopes, by=reader, client=client, scopes=["agencies:read"])


def test_a_scope_that_was_taken_away_takes_its_stored_answers_along(administrator):
    client, secret = opened(administrator)
    caller = caller_with(token_of(secret))
    first, again_sent = [caller.post("inbox/read/", {}, key="k1") for _ in range(2)]
    assert (first.status_code, again_sent.content) == (200, first.content), first.content
    assert again_sent.headers["Idempotency-Replayed"] == "true"

    left = [scope for scope in client.scopes if scope != "inbox:mark"]
    do(change_scopes, by=administrator, client=again(client), scopes=left)
    refused = caller.post("inbox/read/", {}, key="k1")

    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")


@pytest.mark.usefixtures("own_minute")
def test_a_replay_is_counted_like_any_request(administrator, settings):
    _client, secret = opened(administrator)
    caller = caller_with(token_of(secret))
    settings.API_REQUESTS_PER_MINUTE = 2

    answers = [caller.post("inbox/read/", {}, key="k1") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[1].headers["RateLimit"].startswith('"caller";r=0')


def test_every_address_that_takes_a_change_replays_it_itself():
    """Else what is kept of another kind of view would be done twice."""
    views = [
        one.callback
        for each in urlpatterns
        if str(each.pattern).startswith("api/") and hasattr(each, "url_patterns")
        for one in each.url_patterns
    ]

    others = [view for view in views if not issubclass(_class_of(view), Endpoint)]

    assert len(views) > 60
    assert {
        name
        for view in others
        for name in ("post", "put", "patch", "delete")
        if hasattr(_class_of(view), name)
    } == set()


def _class_of(view):
    return getattr(view, "cls", None) or view.view_class
