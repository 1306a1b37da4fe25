"""What happened in examinations, in sentences: that it happened, never what was found."""

from django.db.models import QuerySet

from cases.history.rows import agencies
from cases.models import Examination
from repatriation.accounts.models import User
from repatriation.dashboard.history import Telling, Tellings, declare
from repatriation.errors import gettext_noop as _


def examinations(reader: User) -> QuerySet:
    return Examination.objects.visible_to(reader)


DISCIPLINES = {
    "effects": _("effects"),
    "imaging": _("imaging"),
    "friction_ridges": _("friction ridges"),
    "anthropology": _("anthropology"),
    "pathology": _("pathology"),
    "odontology": _("odontology"),
    "dna_sampling": _("DNA sampling"),
}
ITEMS = {
    "not_started": _("not started"),
    "assigned": _("assigned"),
    "in_progress": _("in progress"),
    "done": _("done"),
    "not_applicable": _("not applicable"),
    "not_possible": _("not possible"),
}
OF_EXAMINATION = {"examination": examinations}

EXAMINATIONS: Tellings = {
    "cases.examination_started": Telling(
        _("Examination %(examination)s began"), rows=OF_EXAMINATION
    ),
    "cases.item_recorded": Telling(
        _("%(discipline)s: %(item_state)s"), words={"discipline": DISCIPLINES, "item_state": ITEMS}
    ),
    "cases.profile_described": Telling(_("Sex, age and stature described")),
    "cases.profile_locked": Telling(_("Sex, age and stature locked")),
    "cases.findings_recorded": Telling(
        "%(findings)s finding recorded", "%(findings)s findings recorded", count="findings"
    ),
    "cases.teeth_charted": Telling(
        "%(teeth)s tooth charted", "%(teeth)s teeth charted", count="teeth"
    ),
    "cases.finding_corrected": Telling(_("Finding %(number)s corrected")),
    "cases.file_attached": Telling(_("Photograph or file %(number)s attached")),
    "cases.file_withdrawn": Telling(_("Photograph or file %(number)s withdrawn")),
    "cases.restricted_recorded": Telling(_("A restricted finding was recorded")),
    "cases.restricted_withdrawn": Telling(_("A restricted finding was withdrawn")),
    "cases.restricted_referred": Telling(
        _("A restricted finding was referred to %(to)s"), rows={"to": agencies}
    ),
    "cases.examination_completed": Telling(_("Completed; it waits for a second person")),
    "cases.examination_given_back": Telling(_("Given back by the reviewer")),
    "cases.examination_reviewed": Telling(
        _("Examination %(examination)s reviewed; its findings are locked"), rows=OF_EXAMINATION
    ),
    "cases.examination_reopened": Telling(
        _("Examined again: %(examination)s goes on from %(after)s"),
        rows={"examination": examinations, "after": examinations},
    ),
}

declare(EXAMINATIONS)
