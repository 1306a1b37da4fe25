"""How identities were proposed, decided and contested, in sentences."""

from cases.history.rows import BY_IDENTIFICATION, OF_CASE, presumptions
from repatriation.dashboard.history import Telling, Tellings, declare
from repatriation.errors import gettext_noop as _

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
    "clothing": _("uniform and clothing"),
    "circumstances": _("place and circumstances of recovery"),
}
ATTRIBUTES = {"sex": _("sex"), "age": _("age"), "stature": _("stature")}
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
    "rests_on_contested": _("what it adds to is contested"),
    "evidence_withdrawn": _("evidence was withdrawn or corrected"),
    "contradiction": _("new findings contradict it"),
    "reported_alive": _("the person is reported alive"),
    "remains_mixed": _("the remains are of more than one person"),
    "relatives": _("the relatives contest it"),
}

IDENTIFYING: Tellings = {
    "cases.identification_proposed": Telling(_("Proposed, with its evidence")),
    "cases.evidence_added": Telling(
        _("Evidence added for %(case)s: %(identifier)s"),
        words={"identifier": IDENTIFIERS},
        rows=OF_CASE,
    ),
    "cases.case_covered": Telling(
        _("%(case)s is covered, by its association with a covered case"), rows=OF_CASE
    ),
    "cases.contradiction_explained": Telling(
        _("A contradiction of %(case)s is explained: %(attribute)s"),
        words={"attribute": ATTRIBUTES},
        rows=OF_CASE,
    ),
    "cases.report_issued": Telling(_("Identification report issued, version %(number)s")),
    "cases.dossier_issued": Telling(_("Dossier for a board issued, version %(number)s")),
    "cases.minutes_issued": Telling(_("Minutes issued, version %(number)s")),
    "cases.evidence_withdrawn": Telling(_("Evidence withdrawn")),
    "cases.identification_submitted": Telling(_("Submitted again")),
    "cases.board_called": Telling(_("A board was called")),
    "cases.session_called": Telling(_("Called, with its agenda")),
    "cases.session_opened": Telling(_("Opened with those who were present")),
    "cases.session_closed": Telling(_("Closed")),
    "cases.session_called_off": Telling(_("Called off")),
    "cases.board_recalled": Telling(_("The board was recalled; its votes stay unread")),
    "cases.vote_cast": Telling(_("A board member voted")),
    "cases.board_decided": Telling(
        _("The board decided: %(outcome)s"), words={"outcome": OUTCOMES}
    ),
    "cases.identification_certified": Telling(_("Certified by number %(certificate)s")),
    "cases.identification_contested": Telling(
        _("Contested: %(because)s"), words={"because": GROUNDS}
    ),
    "cases.addendum_upheld": Telling(
        _("Upheld with %(identification)s, to which it adds"), rows=BY_IDENTIFICATION
    ),
    "cases.certificate_annulled": Telling(_("Certificate annulled by number %(annulment)s")),
    "cases.identification_revoked": Telling(_("Revoked")),
    "cases.case_identified": Telling(_("Identified by %(identification)s"), rows=BY_IDENTIFICATION),
    "cases.case_unidentified": Telling(
        _("Identification %(identification)s was revoked"), rows=BY_IDENTIFICATION
    ),
}
PRESUMPTION: Tellings = {
    "cases.presumption_set": Telling(_("Presumptive flag set"), rows={"presumption": presumptions}),
    "cases.presumption_lifted": Telling(
        _("Presumptive flag lifted"), rows={"presumption": presumptions}
    ),
}

declare(IDENTIFYING | PRESUMPTION)
