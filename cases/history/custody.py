"""What happened to the proof of custody, to places and to sheets, in sentences."""

from repatriation.dashboard.history import Telling, Tellings, declare
from repatriation.errors import gettext_noop as _

PURPOSES = {
    "handover": _("handover"),
    "receipt": _("receipt"),
    "clearing": _("clearing of explosives"),
    "storing": _("storing"),
}
UNITS = {
    "room": _("room"),
    "cold_room": _("cold room or refrigerator"),
    "reefer": _("refrigerated container"),
    "shelf": _("shelf"),
    "table": _("table"),
    "grave": _("grave"),
}

LABEL_REASONS = {
    "": _("no reason given"),
    "damaged": _("damaged or unreadable"),
    "lost": _("lost or come off"),
    "more": _("another one is wanted"),
}
CUSTODY: Tellings = {
    "cases.custody_record_issued": Telling(_("Custody record issued, version %(number)s")),
    "cases.label_printed": (
        Telling(_("Label printed"), when={"number": 1}),
        Telling(
            _("Label printed again, no. %(number)s: %(reason)s"), words={"reason": LABEL_REASONS}
        ),
    ),
    "cases.custody_reviewed": Telling(
        "What was done alone was reviewed, %(events)s entry at once",
        "What was done alone was reviewed, %(events)s entries at once",
        count="events",
    ),
    "cases.custody_corrected": Telling(_("A custody entry was corrected")),
}
STORAGE: Tellings = {
    "cases.unit_opened": Telling(_("Storage unit added: %(unit)s"), words={"unit": UNITS}),
    "cases.unit_changed": Telling(_("Storage unit changed")),
    "cases.unit_closed": Telling(_("Storage unit closed")),
    "cases.unit_reopened": Telling(_("Storage unit in use again")),
    "cases.unit_overfull": Telling(
        _("Too full: %(stored)s lie here, and there is room for %(capacity)s")
    ),
}
REST: Tellings = {
    "cases.site_opened": Telling(_("Recovery site opened")),
    "cases.sheet_opened": Telling(_("Sheet opened: %(purpose)s"), words={"purpose": PURPOSES}),
    "cases.sheet_closed": Telling(_("Sheet ended")),
}

declare(CUSTODY | STORAGE | REST)
