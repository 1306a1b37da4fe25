"""What people decided about a pair, in sentences: on no page but its own."""

from repatriation.dashboard.history import Telling, Tellings, declare
from repatriation.errors import gettext_noop as _

GROUNDS = {
    "friction_ridges": _("friction ridges"),
    "odontology": _("teeth"),
    "dna": _("DNA"),
    "sex": _("sex"),
    "age": _("age"),
    "stature": _("stature"),
    "old_injury": _("old injury, operation or implant"),
    "marks": _("marks and tattoos"),
    "elements": _("the same part of the body found twice"),
    "circumstances": _("place, date or circumstances"),
}
CHANGES = {
    "examination": _("an examination of the remains was reopened or changed"),
    "person": _("the record of the person sought was corrected"),
    "result": _("a laboratory result was withdrawn or corrected"),
}

CANDIDATES: Tellings = {
    "cases.candidate_looked_at": Telling(_("Looked at, and left open")),
    "cases.candidate_excluded": Telling(_("Excluded: %(ground)s"), words={"ground": GROUNDS}),
    "cases.exclusion_taken_back": Telling(_("The exclusion was taken back")),
    "cases.exclusion_returned": Telling(
        _("Back in review: %(because)s"), words={"because": CHANGES}
    ),
    "cases.sight_asked": Telling(_("Another agency asked to see a record")),
    "cases.sight_granted": Telling(_("Sight of the record was granted")),
    "cases.sight_refused": Telling(_("Sight of the record was refused")),
    "cases.sight_withdrawn": Telling(_("The grant was withdrawn")),
}

declare(CANDIDATES)
