"""What happened to samples, and what laboratories said of them, in sentences."""

from django.db.models import QuerySet

from cases.history.rows import agencies
from cases.models import LabResult, Sample, Worklist
from repatriation.accounts.models import User
from repatriation.dashboard.history import Telling, Tellings, declare
from repatriation.errors import gettext_noop as _


def samples(reader: User) -> QuerySet:
    return Sample.objects.visible_to(reader)


def results(reader: User) -> QuerySet:
    return LabResult.objects.visible_to(reader)


def worklists(reader: User) -> QuerySet:
    return Worklist.objects.visible_to(reader)


REMAINDERS = {
    "retained": _("retained"),
    "consumed": _("consumed"),
    "returned": _("returned to the remains"),
    "buried": _("buried"),
}
OF_SAMPLE = {"sample": samples}
OF_RESULT = {"result": results}

SAMPLES: Tellings = {
    "cases.sample_taken": Telling(_("Taken")),
    "cases.case_sampled": Telling(_("Sample %(sample)s taken"), rows=OF_SAMPLE),
    "cases.reference_taken": Telling(_("Reference sample %(sample)s taken"), rows=OF_SAMPLE),
    "cases.sample_sent": Telling(
        _("Sent to %(laboratory)s on worklist %(worklist)s"),
        rows={"laboratory": agencies, "worklist": worklists},
    ),
    "cases.sample_to_repeat": Telling(_("To be repeated")),
    "cases.sample_withdrawn": Telling(_("Withdrawn")),
    "cases.sample_lost": Telling(_("Recorded as lost")),
    "cases.sample_found": Telling(_("Found again")),
    "cases.remainder_accounted": Telling(
        _("What is left of it: %(remainder)s"), words={"remainder": REMAINDERS}
    ),
}
WORKLISTS: Tellings = {
    "cases.worklist_sent": Telling(
        "%(samples)s sample sent to %(laboratory)s",
        "%(samples)s samples sent to %(laboratory)s",
        count="samples",
        rows={"laboratory": agencies},
    ),
    "cases.worklist_received": Telling(
        _("Received: %(missing)s missing, %(damaged)s damaged"),
    ),
}
RESULTS: Tellings = {
    "cases.result_reported": Telling(_("Result %(result)s reported"), rows=OF_RESULT),
    "cases.result_corrected": Telling(
        _("Result %(corrects)s corrected by %(result)s"),
        rows={"result": results, "corrects": results},
    ),
    "cases.result_withdrawn": Telling(_("Result %(result)s withdrawn"), rows=OF_RESULT),
    "cases.report_attached": Telling(
        _("Signed report of result %(result)s attached"), rows=OF_RESULT
    ),
    "cases.result_checked": Telling(
        _("Result %(result)s compared with the paper by a second person"), rows=OF_RESULT
    ),
}

declare(SAMPLES | WORKLISTS | RESULTS)
