"""What happened to people, places and notices, in sentences."""

from repatriation.dashboard.history import Telling, declare
from repatriation.errors import gettext_noop as _
from repatriation.roles import ROLES

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
WORK = {
    "sealing": _("sealing"),
    "board": _("a board"),
    "releasing": _("releasing"),
    "exporting": _("exporting"),
    "administration": _("administration"),
    "clients": _("programs and their secrets"),
}
REASONS = {
    "invitation": _("invitation"),
    "password": _("forgotten password"),
    "lost_device": _("lost device"),
}
ROLE_NAMES = {name: name for name in ROLES}
ADDED = Telling(_("Added"))
CHANGED = Telling(_("Changed: %(changed)s"), words={"changed": FIELDS})

declare(
    {
        "accounts.signed_in": Telling(_("Signed in")),
        "accounts.signed_out": Telling(_("Signed out")),
        "accounts.sign_in_failed": Telling(_("A try to sign in failed")),
        "accounts.password_set": Telling(_("A new password was set by an administrator")),
        "accounts.password_changed": Telling(_("The own password was changed")),
        "accounts.session_ended": Telling(_("A session was ended")),
        "accounts.second_factor_added": Telling(_("A second factor was set up")),
        "accounts.second_factor_removed": Telling(_("A second factor was removed")),
        "accounts.recovery_codes_made": Telling(_("New recovery codes were made")),
        "accounts.recovery_code_used": Telling(_("A recovery code was used")),
        "accounts.step_up_failed": Telling(_("A try to confirm who it is failed")),
        "accounts.work_session_opened": Telling(
            _("Confirmed who it is, and opened work: %(work)s"), words={"work": WORK}
        ),
        "accounts.work_session_ended": Telling(_("Ended work: %(work)s"), words={"work": WORK}),
        "accounts.link_ordered": Telling(
            _("A link to set a password was ordered: %(reason)s"), words={"reason": REASONS}
        ),
        "accounts.link_shown": Telling(_("A link to set a password was shown at the server")),
        "accounts.link_used": Telling(_("A password was set by the link that was mailed")),
        "accounts.device_lost": Telling(
            _("A device was lost: sessions, second factors and password were ended")
        ),
        "accounts.suspended": Telling(_("Suspended")),
        "accounts.suspension_lifted": Telling(_("The suspension was lifted")),
        "accounts.roles_changed": (
            Telling(_("May open the admin, or no longer"), when={"given": [], "taken": []}),
            Telling(_("Roles given: %(given)s"), when={"taken": []}, words={"given": ROLE_NAMES}),
            Telling(_("Roles taken: %(taken)s"), when={"given": []}, words={"taken": ROLE_NAMES}),
            Telling(
                _("Roles given: %(given)s; taken: %(taken)s"),
                words={"given": ROLE_NAMES, "taken": ROLE_NAMES},
            ),
        ),
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
