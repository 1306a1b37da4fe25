"""What happened to remains, in sentences."""

from django.db.models import QuerySet

from cases.models import (
    Container,
    Identification,
    Presumption,
    RecoverySite,
    RemainsCase,
    StorageUnit,
)
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


def cases(reader: User) -> QuerySet:
    return RemainsCase.objects.visible_to(reader)


def identifications(reader: User) -> QuerySet:
    return Identification.objects.visible_to(reader)


def presumptions(reader: User) -> QuerySet:
    return Presumption.objects.visible_to(reader)


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
FLAGS = {
    "missing": _("missing"),
    "legal_hold": _("legal hold"),
    "quarantine": _("quarantine"),
}
DECLARED = {
    "non_human": _("non-human"),
    "human": _("human after all"),
    "destroyed": _("destroyed as a hazard"),
}
HAZARDS = {
    "explosive": _("explosive"),
    "chemical": _("chemical"),
    "biological": _("biological"),
    "radioactive": _("radioactive"),
    "other": _("other"),
}
CLOSED = {"non_human": _("non-human")}
UNITS = {
    "room": _("room"),
    "cold_room": _("cold room or refrigerator"),
    "reefer": _("refrigerated container"),
    "shelf": _("shelf"),
    "table": _("table"),
    "grave": _("grave"),
}

CONTAINER: Tellings = {
    "cases.container_listed": Telling(_("Put on the handover list")),
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
    "cases.case_buried": Telling(_("Buried in %(storage_unit)s"), rows=UNIT),
    "cases.case_exhumed": Telling(_("Exhumed under a permit")),
    "cases.case_divided": Telling(
        "Divided: %(parts)s part has a number of its own",
        "Divided: %(parts)s parts have numbers of their own",
        count="parts",
    ),
    "cases.part_numbered": Telling(
        _("Divided from %(case)s: %(remains)s"), words={"remains": REMAINS}, rows={"case": cases}
    ),
    "cases.case_closed": Telling(_("Closed: %(because)s"), words={"because": CLOSED}),
    "cases.case_reopened": Telling(_("Opened again as human remains")),
    "cases.case_sent": Telling(_("Sent to %(to)s"), rows=TO),
    "cases.cases_sent": Telling(
        "%(cases)s case sent to %(to)s together",
        "%(cases)s cases sent to %(to)s together",
        count="cases",
        rows=TO,
    ),
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
BESIDE: Tellings = {
    "cases.flag_opened": Telling(_("Flag set: %(flag)s"), words={"flag": FLAGS}),
    "cases.flag_lifted": Telling(_("Flag lifted: %(flag)s"), words={"flag": FLAGS}),
    "cases.declared": Telling(
        _("Declared, to be confirmed by a second person: %(declared)s"),
        words={"declared": DECLARED},
    ),
    "cases.declaration_withdrawn": Telling(
        _("Declaration withdrawn: %(declared)s"), words={"declared": DECLARED}
    ),
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

IDENTIFIERS = {
    "friction_ridges": _("friction ridges"),
    "odontology": _("odontology"),
    "dna": _("DNA"),
    "anthropology": _("sex, age and stature"),
    "old_injury": _("old injury or operation"),
    "implant": _("implant"),
    "marks": _("marks and tattoos"),
    "documents": _("documents found with the remains"),
    "effects": _("personal effects"),
    "disc": _("identity disc"),
    "circumstances": _("place and circumstances of recovery"),
}
OUTCOMES = {
    "established": _("established"),
    "not_established": _("not established"),
    "returned": _("returned to the examiner"),
    "deferred": _("deferred"),
    "excluded": _("excluded"),
    "upheld": _("upheld"),
    "revoked": _("revoked"),
    "undecided": _("undecided"),
}
GROUNDS = {
    "evidence_withdrawn": _("evidence was withdrawn or corrected"),
    "contradiction": _("new findings contradict it"),
    "reported_alive": _("the person is reported alive"),
    "remains_mixed": _("the remains are of more than one person"),
    "relatives": _("the relatives contest it"),
}
FIELDS = {
    "surname": _("surname"),
    "given_name": _("given name"),
    "patronymic": _("patronymic"),
    "born_on": _("born on"),
}
OF_CASE = {"case": cases}
BY_IDENTIFICATION = {"identification": identifications}

IDENTIFYING: Tellings = {
    "cases.identification_proposed": Telling(_("Proposed, with its evidence")),
    "cases.evidence_added": Telling(
        _("Evidence added for %(case)s: %(identifier)s"),
        words={"identifier": IDENTIFIERS},
        rows=OF_CASE,
    ),
    "cases.evidence_withdrawn": Telling(_("Evidence withdrawn")),
    "cases.identification_submitted": Telling(_("Submitted again")),
    "cases.board_called": Telling(_("A board was called")),
    "cases.board_recalled": Telling(_("The board was recalled; its votes stay unread")),
    "cases.vote_cast": Telling(_("A board member voted")),
    "cases.board_decided": Telling(
        _("The board decided: %(outcome)s"), words={"outcome": OUTCOMES}
    ),
    "cases.identification_certified": Telling(_("Certified by number %(certificate)s")),
    "cases.identification_contested": Telling(
        _("Contested: %(because)s"), words={"because": GROUNDS}
    ),
    "cases.certificate_annulled": Telling(_("Certificate annulled by number %(annulment)s")),
    "cases.identification_revoked": Telling(_("Revoked")),
    "cases.case_identified": Telling(_("Identified by %(identification)s"), rows=BY_IDENTIFICATION),
    "cases.case_unidentified": Telling(
        _("Identification %(identification)s was revoked"), rows=BY_IDENTIFICATION
    ),
}
PERSON: Tellings = {
    "cases.person_opened": Telling(_("Record opened")),
    "cases.person_corrected": Telling(_("Corrected: %(changed)s"), words={"changed": FIELDS}),
    "cases.person_identified": Telling(
        _("Identified by %(identification)s"), rows=BY_IDENTIFICATION
    ),
    "cases.person_sought_again": Telling(
        _("Sought again: identification %(identification)s was revoked"), rows=BY_IDENTIFICATION
    ),
}
PRESUMPTION: Tellings = {
    "cases.presumption_set": Telling(_("Presumptive flag set"), rows={"presumption": presumptions}),
    "cases.presumption_lifted": Telling(
        _("Presumptive flag lifted"), rows={"presumption": presumptions}
    ),
}

declare(CONTAINER | CASE | BESIDE | STORAGE | CUSTODY | REST | IDENTIFYING | PERSON | PRESUMPTION)
