"""What happened to a client, in sentences."""

from repatriation.dashboard.history import Telling, declare
from repatriation.errors import gettext_noop as _

declare(
    {
        "accounts.client_created": Telling(_("Client opened, with credential %(credential)s")),
        "accounts.credential_added": Telling(_("Credential %(credential)s added")),
        "accounts.credential_retired": Telling(_("Credential %(credential)s retired")),
        "accounts.client_stopped": Telling(
            "Client stopped, and %(credentials)s credential with it",
            "Client stopped, and %(credentials)s credentials with it",
            count="credentials",
        ),
        "accounts.client_restarted": Telling(
            _("Client started again, with credential %(credential)s")
        ),
        "accounts.client_scopes_changed": (
            Telling(_("It may no longer ask for: %(taken)s"), when={"added": []}),
            Telling(_("It may now ask for: %(added)s"), when={"taken": []}),
            Telling(_("It may now ask for: %(added)s; no longer for: %(taken)s")),
        ),
    }
)
