"""What happened to remains, in sentences."""

from django.db.models import QuerySet

from cases.models import Container, RecoverySite, StorageUnit
from repatriation.accounts.models import Agency, User
from repatriation.dashboard.history import Telling, declare
from repatriation.errors import gettext_noop as _


def agencies(_reader: User) -> QuerySet:
    return Agency.objects.all()


def containers(reader: User) -> QuerySet:
    return Container.objects.visible_to(reader)


def sites(reader: User) -> QuerySet:
    return RecoverySite.objects.visible_to(reader)


def units(reader: User) -> QuerySet:
    return StorageUnit.objects.visible_to(reader)


Tellings = dict[str, Telling | tuple[Telling, ...]]

REMAINS = {
    "body": _("body"),
    "body_part": _("body part"),
    "fragment": _("fragment"),
    "mixed_fragments": _("mixed fragments"),
}
PURPOSES = {
    "handover": _("handover"),
    "receipt": _("receipt"),
    "clearing": _("clearing of explosives"),
    "storing": _("storing"),
}
TO = {"to": agencies}
BY_AGENCY = {"agency": agencies}
UNIT = {"storage_unit": units}

CONTAINER: Tellings = {
    "cases.container_listed": Telling(_("Put on the handover list")),
    "cases.container_withdrawn": Telling(_("Withdrawn from the list")),
    "cases.container_not_presented": Telling(_("Listed, and not presented at the handover")),
    "cases.container_handed_over": Telling(_("Handed over to %(to)s"), rows=TO),
    "cases.container_referenced": Telling(
        _("Not on the list: referenced on the spot, and handed over to %(to)s"), rows=TO
    ),
    "cases.container_sent": Telling(_("Sent to %(to)s"), rows=TO),
    "cases.container_received": Telling(_("Received by %(agency)s"), rows=BY_AGENCY),
    "cases.container_cleared": Telling(_("Cleared of explosives")),
    "cases.container_opened": Telling(_("Opened")),
    "cases.container_emptied": Telling(_("Recorded as emptied")),
    "cases.container_stored": Telling(_("Stored in %(storage_unit)s"), rows=UNIT),
}
CASE: Tellings = {
    "cases.case_numbered": Telling(
        _("Numbered from %(container)s: %(remains)s"),
        words={"remains": REMAINS},
        rows={"container": containers},
    ),
    "cases.case_recovered": Telling(
        _("Recovered at %(site)s: %(remains)s"), words={"remains": REMAINS}, rows={"site": sites}
    ),
    "cases.case_received": Telling(_("Received by %(agency)s"), rows=BY_AGENCY),
    "cases.case_stored": Telling(_("Stored in %(storage_unit)s"), rows=UNIT),
    "cases.case_sent": Telling(_("Sent to %(to)s"), rows=TO),
    "cases.cases_sent": Telling(
        _("%(cases)s case sent to %(to)s together"),
        _("%(cases)s cases sent to %(to)s together"),
        count="cases",
        rows=TO,
    ),
}
CUSTODY: Tellings = {
    "cases.custody_reviewed": Telling(
        _("What was done alone was reviewed, %(events)s entry at once"),
        _("What was done alone was reviewed, %(events)s entries at once"),
        count="events",
    ),
    "cases.custody_corrected": Telling(_("A custody entry was corrected")),
}
REST: Tellings = {
    "cases.site_opened": Telling(_("Recovery site opened")),
    "cases.sheet_opened": Telling(_("Sheet opened: %(purpose)s"), words={"purpose": PURPOSES}),
    "cases.sheet_closed": Telling(_("Sheet ended")),
}

declare(CONTAINER | CASE | CUSTODY | REST)
