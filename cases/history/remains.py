"""What happened to remains cases, and to what stands beside them, in sentences."""

from cases.history.rows import BY_AGENCY, TO, UNIT, cases, containers, sites
from repatriation.dashboard.history import Telling, Tellings, declare
from repatriation.errors import gettext_noop as _

REMAINS = {
    "body": _("body"),
    "body_part": _("body part"),
    "fragment": _("fragment"),
    "mixed_fragments": _("mixed fragments"),
}
CLOSED = {
    "non_human": _("non-human"),
    "released": _("nothing more is awaited after the release"),
    "acknowledged": _("the other party acknowledged them"),
}
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

declare(CASE | BESIDE)
