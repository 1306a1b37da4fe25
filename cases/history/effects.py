"""What happened to personal effects, in sentences."""

from cases.history.rows import effects
from repatriation.dashboard.history import Telling, Tellings, declare
from repatriation.errors import gettext_noop as _

EFFECTS: Tellings = {
    "cases.effect_found_with": Telling(
        _("Personal effect %(effect)s recorded"), rows={"effect": effects}
    ),
    "cases.effect_found": Telling(_("Recorded as found")),
    "cases.effect_received": Telling(_("Received by an effects custodian")),
    "cases.effect_stored": Telling(_("Put in its place")),
    "cases.effect_sealed": Telling(_("Sealed by two people")),
    "cases.effect_opened": Telling(_("Packet opened by two people")),
    "cases.effect_assigned": Telling(_("Assigned to a case")),
    "cases.effect_held": Telling(_("Held as evidence")),
    "cases.effect_lifted": Telling(_("Evidence hold lifted")),
    "cases.effect_missed": Telling(_("Recorded as missing")),
    "cases.effect_regained": Telling(_("Found again")),
    "cases.effect_to_family": Telling(_("Given to the family")),
    "cases.effect_to_bureau": Telling(_("Sent to the information bureau")),
    "cases.effect_returned": Telling(_("Returned with the remains")),
    "cases.effect_destroyed": Telling(_("Destroyed as a hazard")),
    "cases.effect_back": Telling(_("Taken back")),
    "cases.effect_corrected": Telling(_("An act of custody corrected")),
}

declare(EFFECTS)
