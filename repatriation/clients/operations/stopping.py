"""The switch that stops a client, the one that stops all of an agency's, and the way back."""

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from repatriation.accounts.models import Agency, User
from repatriation.clients import policies
from repatriation.clients.models import Client
from repatriation.clients.operations.secrets import DAYS, NewSecret, issue, withdraw
from repatriation.clients.states import client_workflow
from repatriation.errors import require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record


@transaction.atomic
def stop_client(*, client: Client, by: User) -> Client:
    """All its credentials and tokens at once. A request that is running saves nothing more."""
    client = lock(client)
    require(policies.why_not_change(by, client))
    client_workflow.require("stop", client.state)

    _stop(client, by)
    return client


@transaction.atomic
def stop_clients_of(*, agency: Agency, by: User) -> list[Client]:
    """Every client of the agency that runs, whatever the caller had read of it."""
    require(policies.why_not_stop_clients_of(by, agency))
    running = Client.objects.running().filter(user__agency=agency)
    clients = [one for one in lock_each(running) if not client_workflow.why_not("stop", one.state)]

    for client in clients:
        _stop(client, by)
    return clients


@sensitive_variables()
@transaction.atomic
def restart_client(*, client: Client, by: User, days: int | None = DAYS) -> NewSecret:
    """No old secret comes back to life: it starts with a new one."""
    client = lock(client)
    require(policies.why_not_change(by, client))
    move = client_workflow.require("restart", client.state)

    client.state, client.stopped_by, client.stopped_at = move.target, None, None
    credential, secret = issue(client, days=days, by=by)
    keep(client)
    record("accounts.client_restarted", client, by=by, credential=credential.number)
    return secret


def _stop(client: Client, by: User) -> None:
    credentials = list(client.credentials.filter(retired_at=None))
    client.state = client_workflow.require("stop", client.state).target
    client.stopped_by, client.stopped_at = by, now()
    withdraw(credentials, by=by)
    keep(client)
    record("accounts.client_stopped", client, by=by, credentials=len(credentials))
