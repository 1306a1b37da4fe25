"""What happened to containers, in sentences."""

from cases.history.rows import BY_AGENCY, TO, UNIT
from repatriation.dashboard.history import Telling, Tellings, declare
from repatriation.errors import gettext_noop as _

HAZARDS = {
    "explosive": _("explosive"),
    "chemical": _("chemical"),
    "biological": _("biological"),
    "radioactive": _("radioactive"),
    "other": _("other"),
}

CONTAINER: Tellings = {
    "cases.container_listed": Telling(_("Put on the handover list")),
    "cases.container_packed": Telling(
        "Packed: %(cases)s case", "Packed: %(cases)s cases", count="cases"
    ),
    "cases.container_unpacked": Telling(_("Unpacked")),
    "cases.container_taken_off_the_list": Telling(_("Taken off the handover list, still packed")),
    "cases.container_withdrawn": Telling(_("Withdrawn from the list")),
    "cases.container_not_presented": Telling(_("Listed, and not presented at the handover")),
    "cases.container_handed_over": Telling(_("Handed over to %(to)s"), rows=TO),
    "cases.container_referenced": Telling(
        _("Not on the list: referenced on the spot, and handed over to %(to)s"), rows=TO
    ),
    "cases.container_listed_again": Telling(_("Put on a handover list again")),
    "cases.container_refused": Telling(_("Refused at the handover, back with %(to)s"), rows=TO),
    "cases.container_taken_back": Telling(_("Taken back by %(to)s"), rows=TO),
    "cases.container_sent": Telling(_("Sent to %(to)s"), rows=TO),
    "cases.container_received": Telling(_("Received by %(agency)s"), rows=BY_AGENCY),
    "cases.container_cleared": Telling(_("Cleared of explosives")),
    "cases.container_opened": Telling(_("Opened")),
    "cases.container_emptied": Telling(_("Recorded as emptied")),
    "cases.container_opened_again": Telling(_("Opened again: something was overlooked")),
    "cases.container_quarantined": Telling(
        _("Put in quarantine: %(hazard)s"), words={"hazard": HAZARDS}
    ),
    "cases.container_neutralised": Telling(_("Hazard neutralised: it may be opened")),
    "cases.container_destroyed": Telling(_("Destroyed as a hazard")),
    "cases.container_forwarded": Telling(_("Sent on to %(to)s"), rows=TO),
    "cases.containers_sent": Telling(
        "%(containers)s container sent on to %(to)s together",
        "%(containers)s containers sent on to %(to)s together",
        count="containers",
        rows=TO,
    ),
    "cases.container_stored": Telling(_("Stored in %(storage_unit)s"), rows=UNIT),
    "cases.container_buried": Telling(_("Buried in %(storage_unit)s"), rows=UNIT),
    "cases.container_exhumed": Telling(_("Exhumed under a permit")),
}

declare(CONTAINER)
