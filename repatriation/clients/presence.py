"""Whether a credential still stands, and when it was last used."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from repatriation.clients.models import Credential

OFTEN_ENOUGH = timedelta(minutes=1)

# FOR SHARE waits for whoever is just now stopping the client, and then does not find it.
STANDS = """
SELECT 1
FROM clients_credential AS credential
JOIN clients_client AS client ON client.id = credential.client_id
WHERE credential.id = %s AND credential.retired_at IS NULL AND client.state = 'running'
FOR SHARE
"""


def still_stands(credential: Credential) -> bool:
    """Asked last, in the transaction of a change: what is stopped meanwhile saves nothing."""
    with connection.cursor() as cursor:
        cursor.execute(STANDS, [credential.pk])
        return cursor.fetchone() is not None


def note_use(credential: Credential) -> None:
    """Once a minute, and never waiting for anybody who holds the row."""
    moment = timezone.now()
    stale = Q(last_used_at=None) | Q(last_used_at__lt=moment - OFTEN_ENOUGH)
    if credential.last_used_at and credential.last_used_at >= moment - OFTEN_ENOUGH:
        return
    with transaction.atomic():
        free = Credential.objects.select_for_update(skip_locked=True, no_key=True)
        free = free.filter(stale, pk=credential.pk).order_by()
        Credential.objects.filter(pk__in=free.values("pk")).update(last_used_at=moment)
