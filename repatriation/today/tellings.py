"""What happened to people, places and notices, in sentences."""

from repatriation.dashboard.history import Telling, declare
from repatriation.errors import gettext_noop as _

FIELDS = {
    "name": _("name"),
    "code": _("code"),
    "email": _("e-mail"),
    "agency": _("agency"),
    "party": _("party"),
    "kind": _("kind"),
    "language": _("language"),
    "groups": _("roles"),
    "is_active": _("active"),
    "is_staff": _("may open the admin"),
    "place": _("where it is"),
    "subject": _("subject"),
    "body": _("text"),
}
ADDED = Telling(_("Added"))
CHANGED = Telling(_("Changed: %(changed)s"), words={"changed": FIELDS})

declare(
    {
        "accounts.signed_in": Telling(_("Signed in")),
        "accounts.signed_out": Telling(_("Signed out")),
        "accounts.sign_in_failed": Telling(_("A try to sign in failed")),
        "accounts.password_set": Telling(_("A new password was set by an administrator")),
        "accounts.password_changed": Telling(_("The own password was changed")),
        "notifications.sent_again": Telling(_("A notice that had failed was sent again")),
    }
)
for noun in (
    "accounts.user",
    "accounts.agency",
    "accounts.party",
    "cases.storage_unit",
    "exchanges.venue",
    "notifications.wording",
):
    declare({f"{noun}_added": ADDED, f"{noun}_changed": CHANGED})
