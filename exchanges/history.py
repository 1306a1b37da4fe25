"""What happened in an exchange, in sentences."""

from django.db.models import QuerySet

from exchanges.models import Allocation, Discrepancy, ListImport
from repatriation.accounts.models import Agency, User
from repatriation.dashboard.history import Telling, declare
from repatriation.errors import gettext_noop as _


def agencies(_reader: User) -> QuerySet:
    return Agency.objects.all()


def shares(reader: User) -> QuerySet:
    return Allocation.objects.visible_to(reader).select_related("batch", "mortuary")


def drafts(reader: User) -> QuerySet:
    return ListImport.objects.visible_to(reader)


Tellings = dict[str, Telling | tuple[Telling, ...]]

PLAN = {
    "counterpart": _("counterpart"),
    "intermediary": _("neutral intermediary"),
    "date": _("date"),
    "venue": _("venue"),
    "window_from": _("window from"),
    "window_until": _("window until"),
    "transport": _("transport"),
    "agreement": _("agreement"),
    "corridor": _("corridor"),
    "cease_fire": _("cease-fire"),
}
AGENCY = {"agency": agencies}
SHARE = {"allocation": shares, "mortuary": agencies}

ROUND: Tellings = {
    "exchanges.round_opened": Telling(_("Round opened")),
    "exchanges.round_planned": (
        Telling(_("Plan saved without a change"), when={"changed": []}),
        Telling(_("Plan changed: %(changed)s"), words={"changed": PLAN}),
    ),
    "exchanges.round_proposed": Telling(_("Proposed")),
    "exchanges.round_agreed": Telling(_("Agreed by both sides")),
    "exchanges.round_scheduled": Telling(_("Scheduled")),
    "exchanges.round_started": Telling(_("Under way")),
    "exchanges.round_handed_over": Telling(_("Handed over")),
    "exchanges.round_closed": Telling(_("Closed")),
}
STATEMENTS: Tellings = {
    "exchanges.stated": (
        Telling(_("%(agency)s accepts the round"), rows=AGENCY, when={"act": "accepts"}),
        Telling(_("%(agency)s confirms the date"), rows=AGENCY, when={"act": "confirms_date"}),
        Telling(_("%(agency)s declares the seal"), rows=AGENCY, when={"act": "seals"}),
    ),
    "exchanges.recorded": (
        Telling(
            _("Recorded from a message, to be checked: %(agency)s accepts the round"),
            rows=AGENCY,
            when={"act": "accepts"},
        ),
        Telling(
            _("Recorded from a message, to be checked: %(agency)s confirms the date"),
            rows=AGENCY,
            when={"act": "confirms_date"},
        ),
        Telling(
            _("Recorded from paper, to be checked: %(agency)s declares the seal"),
            rows=AGENCY,
            when={"act": "seals"},
        ),
    ),
}
BATCH: Tellings = {
    "exchanges.batch_opened": Telling(_("Batch opened")),
    "exchanges.batch_cancelled": Telling(_("Batch cancelled")),
    "exchanges.import_started": Telling(_("File sent for a preview"), rows={"draft": drafts}),
    "exchanges.columns_saved": Telling(_("Columns saved for the sender's next lists")),
    "exchanges.columns_stopped": Telling(_("Saved columns are not used any more")),
    "exchanges.list_filed": (
        Telling(
            "Version %(number)s of the receiver's own list filed, %(lines)s line",
            "Version %(number)s of the receiver's own list filed, %(lines)s lines",
            count="lines",
            when={"side": "receiver"},
        ),
        Telling(
            "List version %(number)s filed, %(lines)s line",
            "List version %(number)s filed, %(lines)s lines",
            count="lines",
        ),
    ),
    "exchanges.batch_counted": Telling(
        "%(containers)s container counted before the seal",
        "%(containers)s containers counted before the seal",
        count="containers",
    ),
    "exchanges.batch_sealed": Telling(_("Sealed")),
    "exchanges.batch_departed": Telling(_("Left for the venue")),
    "exchanges.batch_handed_over": Telling(
        "Handover ended: %(containers)s container scanned, %(not_presented)s not presented",
        "Handover ended: %(containers)s containers scanned, %(not_presented)s not presented",
        count="containers",
    ),
    "exchanges.containers_allocated": Telling(
        "%(containers)s container allocated to %(mortuary)s",
        "%(containers)s containers allocated to %(mortuary)s",
        count="containers",
        rows=SHARE,
    ),
    "exchanges.allocation_sent": Telling(
        "%(containers)s container sent to %(mortuary)s",
        "%(containers)s containers sent to %(mortuary)s",
        count="containers",
        rows=SHARE,
    ),
    "exchanges.intake_ended": Telling(
        "%(mortuary)s ended its intake: %(containers)s container, %(missing)s missing",
        "%(mortuary)s ended its intake: %(containers)s containers, %(missing)s missing",
        count="containers",
        rows=SHARE,
    ),
    "exchanges.batch_received": Telling(_("All shares received")),
    "exchanges.count_verified": Telling(
        _("Count verified: %(listed)s listed, %(counted)s counted at intake")
    ),
    "exchanges.discrepancy_opened": Telling(
        _("Discrepancy opened: %(code)s"), words={"code": Discrepancy.Code.messages()}
    ),
}

declare(ROUND | STATEMENTS | BATCH)
