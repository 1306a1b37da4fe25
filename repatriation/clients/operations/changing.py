"""Rotating a client's credentials, and narrowing or widening what it may ask for."""

from collections.abc import Iterable

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from repatriation.accounts.models import User
from repatriation.clients import policies
from repatriation.clients.models import Client
from repatriation.clients.operations.opening import chosen_scopes
from repatriation.clients.operations.secrets import DAYS, NewSecret, issue, withdraw
from repatriation.clients.states import client_workflow
from repatriation.errors import require
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record


@sensitive_variables()
@transaction.atomic
def add_credential(*, client: Client, by: User, days: int | None = DAYS) -> NewSecret:
    """A second way in beside the first, so that a secret changes without a pause."""
    client = lock(client)
    require(policies.why_not_add_credential(by, client))
    client_workflow.require("add_credential", client.state)

    credential, secret = issue(client, days=days, by=by)
    keep(client)
    record("accounts.credential_added", client, by=by, credential=credential.number)
    return secret


@transaction.atomic
def retire_credential(*, client: Client, number: int, by: User) -> Client:
    """It opens nothing from now on, and neither do its tokens; the client's others do."""
    client = lock(client)
    credential = client.credentials.select_related("client").get(number=number)
    require(policies.why_not_retire(by, credential))

    withdraw([credential], by=by)
    keep(client)
    record("accounts.credential_retired", client, by=by, credential=credential.number)
    return client


@transaction.atomic
def change_scopes(*, client: Client, scopes: Iterable[str], by: User) -> Client:
    """What is taken away is taken from the tokens that are out, too."""
    client = lock(client)
    require(policies.why_not_change(by, client))
    client_workflow.require("change_scopes", client.state)

    before = set(client.scopes)
    client.scopes = chosen_scopes(scopes, client.user.role_names())
    keep(client)
    added, taken = sorted(set(client.scopes) - before), sorted(before - set(client.scopes))
    record("accounts.client_scopes_changed", client, by=by, added=added, taken=taken)
    return client
