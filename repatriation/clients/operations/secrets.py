"""Giving out a credential. The secret is kept as a hash: this is the one time it can be read."""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import Max
from django.views.decorators.debug import sensitive_variables
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import get_access_token_model, get_application_model

from repatriation.accounts.models import User
from repatriation.clients.models import Client, Credential
from repatriation.ledger.clock import now

DAYS = 365  # how long a credential is good, unless somebody chooses otherwise


class NewSecret(NamedTuple):
    client_id: str
    secret: str

    def __repr__(self) -> str:
        """What a log or a report of an error might print."""
        return f"NewSecret({self.client_id})"


@sensitive_variables()
def issue(client: Client, *, days: int | None, by: User) -> tuple[Credential, NewSecret]:
    """For so many days; for ever where that is None."""
    secret, moment = generate_client_secret(), now()
    application = get_application_model().objects.create(
        user=client.user,
        name=client.reference,
        client_type="confidential",
        authorization_grant_type="client-credentials",
        client_secret=secret,
    )
    last = client.credentials.aggregate(last=Max("number"))["last"] or 0
    credential = Credential.objects.create(
        client=client,
        number=last + 1,
        application=application,
        made_by=by,
        made_at=moment,
        expires_at=moment + timedelta(days=days) if days else None,
    )
    return credential, NewSecret(application.client_id, secret)


def withdraw(credentials: list[Credential], *, by: User) -> None:
    """They open nothing more, and neither do the tokens they were given."""
    moment = now()
    for credential in credentials:
        credential.retired_by, credential.retired_at = by, moment
    Credential.objects.bulk_update(credentials, ["retired_by", "retired_at"])
    tokens = get_access_token_model().objects.filter(
        application__in=[credential.application_id for credential in credentials]
    )
    tokens._raw_delete(tokens.db)  # no refresh tokens exist, and we may not touch their table
