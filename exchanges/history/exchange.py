"""What happened in an exchange, in sentences."""

from django.db.models import QuerySet

from exchanges.models import Allocation, Discrepancy, ExchangeBatch, ListImport, Message
from exchanges.states import DiscrepancyState
from repatriation.accounts.models import Agency, User
from repatriation.dashboard.history import Telling, Tellings, declare
from repatriation.errors import gettext_noop as _


def agencies(_reader: User) -> QuerySet:
    return Agency.objects.all()


def shares(reader: User) -> QuerySet:
    return Allocation.objects.visible_to(reader).select_related("batch", "mortuary")


def batches(reader: User) -> QuerySet:
    return ExchangeBatch.objects.visible_to(reader)


def messages(reader: User) -> QuerySet:
    return Message.objects.visible_to(reader)


def drafts(reader: User) -> QuerySet:
    return ListImport.objects.visible_to(reader)


PLAN = {
    "counterpart": _("counterpart"),
    "intermediary": _("neutral intermediary"),
    "date": _("date"),
    "venue": _("venue"),
    "window_from": _("window from"),
    "window_until": _("window until"),
    "transport": _("transport"),
    "agreement": _("agreement"),
    "agreed_under": _("agreement on record"),
    "corridor": _("corridor"),
    "cease_fire": _("cease-fire"),
}
ANSWERS = {
    "agree": _("agreed"),
    "dispute": _("disputed"),
    "reply": _("replied to"),
    "withdraw": _("withdrawn"),
    "add": _("to be added"),
}
SIDES = {"sender": _("sending"), "receiver": _("receiving")}
AGENCY = {"agency": agencies}
OF_BATCH = {"agency": agencies, "batch": batches}
OF_MESSAGE = {"agency": agencies, "message": messages}
SHARE = {"allocation": shares, "mortuary": agencies}

REASONS = {
    "security": _("danger on the way or at the venue"),
    "weather": _("weather"),
    "transport": _("transport"),
    "not_confirmed": _("the date was not confirmed by all"),
    "lists": _("no agreement on the lists"),
    "people": _("somebody who is needed cannot come"),
    "other": _("another reason, said in the note"),
}
EXIT_REASONS = {
    "interrupted": _("the round was broken off or did not take place"),
    "not_agreed": _("not one of those that were agreed"),
    "unreadable": _("label or papers cannot be read"),
    "damaged": _("damaged, or the seal broken"),
    "hazard": _("a danger to those who carry it"),
    "other": _("another reason, said in the note"),
}

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
    "exchanges.round_postponed": Telling(
        _("Postponed by %(agency)s: %(reason)s"), rows=AGENCY, words={"reason": REASONS}
    ),
    "exchanges.round_broken_off": Telling(
        _("Broken off by %(agency)s: %(reason)s"), rows=AGENCY, words={"reason": REASONS}
    ),
    "exchanges.round_cancelled": Telling(
        _("Cancelled by %(agency)s: %(reason)s"), rows=AGENCY, words={"reason": REASONS}
    ),
    "exchanges.round_agreed_again": Telling(_("A new date is agreed by both sides")),
    "exchanges.intermediary_withdrew": (
        Telling(
            _("%(agency)s withdrew, and the round is agreed again: %(reason)s"),
            rows=AGENCY,
            words={"reason": REASONS},
            when={"is_fallen_back": True},
        ),
        Telling(_("%(agency)s withdrew: %(reason)s"), rows=AGENCY, words={"reason": REASONS}),
    ),
    "exchanges.went_on_without": (
        Telling(
            _("Both sides go on without the intermediary; scheduled as before"),
            when={"is_scheduled": True},
        ),
        Telling(_("Both sides go on without the intermediary")),
    ),
}
TOLD: Tellings = {
    "exchanges.figures_told": Telling(
        _("%(agency)s tells its figures: %(rung)s"),
        rows=AGENCY,
        words={"rung": {"contents": _("contents"), "identity": _("identity")}},
    ),
    "exchanges.figures_recorded": Telling(
        _("Recorded from a message, to be checked: figures of %(agency)s"), rows=AGENCY
    ),
}
MESSAGES: Tellings = {
    "exchanges.message_written": Telling(_("Message of %(agency)s"), rows=OF_MESSAGE),
    "exchanges.message_recorded": Telling(
        _("Recorded from paper, to be checked: a message of %(agency)s"), rows=OF_MESSAGE
    ),
}
STATEMENTS: Tellings = {
    "exchanges.stated": (
        Telling(_("%(agency)s accepts the round"), rows=AGENCY, when={"act": "accepts"}),
        Telling(_("%(agency)s confirms the date"), rows=AGENCY, when={"act": "confirms_date"}),
        Telling(
            _("%(agency)s answers the comparison of lists"), rows=AGENCY, when={"act": "answers"}
        ),
        Telling(_("%(agency)s declares the seal"), rows=AGENCY, when={"act": "seals"}),
        Telling(_("%(agency)s postpones the round"), rows=AGENCY, when={"act": "postpones"}),
        Telling(_("%(agency)s breaks off the round"), rows=AGENCY, when={"act": "breaks_off"}),
        Telling(_("%(agency)s cancels the round"), rows=AGENCY, when={"act": "cancels"}),
        Telling(_("%(agency)s disputes what was said"), rows=AGENCY, when={"act": "disputes"}),
        Telling(_("%(agency)s takes containers back"), rows=AGENCY, when={"act": "takes_back"}),
        Telling(_("%(agency)s withdraws from the round"), rows=AGENCY, when={"act": "withdraws"}),
        Telling(
            _("%(agency)s goes on without the intermediary"), rows=AGENCY, when={"act": "goes_on"}
        ),
        Telling(_("%(agency)s takes over %(batch)s"), rows=OF_BATCH, when={"act": "takes_over"}),
        Telling(
            _("%(agency)s acknowledges %(batch)s"), rows=OF_BATCH, when={"act": "acknowledges"}
        ),
        Telling(
            _("%(agency)s attests the handover of %(batch)s"),
            rows=OF_BATCH,
            when={"act": "attests"},
        ),
        Telling(
            _("%(agency)s reports a spot check of %(batch)s"),
            rows=OF_BATCH,
            when={"act": "spot_checks"},
        ),
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
            _("Recorded from a message, to be checked: %(agency)s answers the comparison"),
            rows=AGENCY,
            when={"act": "answers"},
        ),
        Telling(
            _("Recorded from paper, to be checked: %(agency)s declares the seal"),
            rows=AGENCY,
            when={"act": "seals"},
        ),
        Telling(
            _("Recorded from a message, to be checked: %(agency)s postpones the round"),
            rows=AGENCY,
            when={"act": "postpones"},
        ),
        Telling(
            _("Recorded from a message, to be checked: %(agency)s breaks off the round"),
            rows=AGENCY,
            when={"act": "breaks_off"},
        ),
        Telling(
            _("Recorded from a message, to be checked: %(agency)s cancels the round"),
            rows=AGENCY,
            when={"act": "cancels"},
        ),
        Telling(
            _("Recorded from a message, to be checked: %(agency)s disputes what was said"),
            rows=AGENCY,
            when={"act": "disputes"},
        ),
        Telling(
            _("Recorded from a message, to be checked: %(agency)s withdraws from the round"),
            rows=AGENCY,
            when={"act": "withdraws"},
        ),
        Telling(
            _("Recorded from a message, to be checked: %(agency)s goes on without"),
            rows=AGENCY,
            when={"act": "goes_on"},
        ),
        Telling(
            _("Recorded from paper, to be checked: %(agency)s takes containers back"),
            rows=AGENCY,
            when={"act": "takes_back"},
        ),
        Telling(
            _("Recorded from paper, to be checked: %(agency)s takes over %(batch)s"),
            rows=OF_BATCH,
            when={"act": "takes_over"},
        ),
        Telling(
            _("Recorded from paper, to be checked: %(agency)s acknowledges %(batch)s"),
            rows=OF_BATCH,
            when={"act": "acknowledges"},
        ),
        Telling(
            _("Recorded from paper, to be checked: %(agency)s attests the handover of %(batch)s"),
            rows=OF_BATCH,
            when={"act": "attests"},
        ),
        Telling(
            _("Recorded from paper, to be checked: %(agency)s reports a spot check of %(batch)s"),
            rows=OF_BATCH,
            when={"act": "spot_checks"},
        ),
    ),
}
BATCH: Tellings = {
    "exchanges.batch_opened": Telling(_("Batch opened")),
    "exchanges.batch_cancelled": Telling(_("Batch cancelled")),
    "exchanges.import_started": Telling(_("File sent for a preview"), rows={"draft": drafts}),
    "exchanges.columns_saved": Telling(_("Columns saved for the sender's next lists")),
    "exchanges.columns_stopped": Telling(_("Saved columns are not used any more")),
    "exchanges.list_filed": Telling(
        "List version %(number)s filed, %(lines)s line",
        "List version %(number)s filed, %(lines)s lines",
        count="lines",
    ),
    "exchanges.receivers_list_filed": Telling(
        "Version %(number)s of the receiver's own list filed, %(lines)s line",
        "Version %(number)s of the receiver's own list filed, %(lines)s lines",
        count="lines",
    ),
    "exchanges.lists_compared": Telling(
        "The two lists compared: %(lines)s line, open: %(open)s",
        "The two lists compared: %(lines)s lines, open: %(open)s",
        count="lines",
    ),
    "exchanges.lines_answered": Telling(
        "Comparison, %(side)s side: %(lines)s line %(act)s",
        "Comparison, %(side)s side: %(lines)s lines %(act)s",
        count="lines",
        words={"act": ANSWERS, "side": SIDES},
    ),
    "exchanges.comparison_settled": Telling(_("No compared line is open any more")),
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
    "exchanges.batch_taken_back": Telling(_("Ended: nothing of it was handed over")),
    "exchanges.batch_passed_after_all": Telling(
        _("Scans from the venue came late: part of it had been handed over")
    ),
    "exchanges.containers_refused": Telling(
        "%(containers)s container refused: %(reason)s",
        "%(containers)s containers refused: %(reason)s",
        count="containers",
        words={"reason": EXIT_REASONS},
    ),
    "exchanges.containers_taken_back": Telling(
        "%(containers)s container taken back: %(reason)s",
        "%(containers)s containers taken back: %(reason)s",
        count="containers",
        words={"reason": EXIT_REASONS},
    ),
    "exchanges.containers_listed_again": Telling(
        "%(containers)s container of an earlier batch listed again",
        "%(containers)s containers of an earlier batch listed again",
        count="containers",
    ),
    "exchanges.act_issued": (
        Telling(_("Handover act issued, version %(number)s, with names"), when={"has_names": True}),
        Telling(_("Handover act issued, version %(number)s")),
    ),
    "exchanges.handover_attested": Telling(
        "%(agency)s attests %(containers)s container at the venue",
        "%(agency)s attests %(containers)s containers at the venue",
        count="containers",
        rows=AGENCY,
    ),
    "exchanges.sample_drawn": Telling(
        "Spot check for %(agency)s: %(size)s container drawn",
        "Spot check for %(agency)s: %(size)s containers drawn",
        count="size",
        rows=AGENCY,
    ),
    "exchanges.sample_reported": Telling(
        "Spot check of %(agency)s: %(size)s container looked at, %(differing)s not as listed",
        "Spot check of %(agency)s: %(size)s containers looked at, %(differing)s not as listed",
        count="size",
        rows=AGENCY,
    ),
    "exchanges.remarked": (
        Telling(_("Remark of %(agency)s"), rows=AGENCY, when={"remark_kind": "remark"}),
        Telling(_("Reservation of %(agency)s"), rows=AGENCY),
    ),
    "exchanges.remark_recorded": Telling(
        _("Recorded from paper, to be checked: a remark of %(agency)s"), rows=AGENCY
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
    "exchanges.intake_counted_again": Telling(
        "%(mortuary)s counted again after its intake: %(containers)s container, %(before)s before",
        "%(mortuary)s counted again after its intake: %(containers)s containers, %(before)s before",
        count="containers",
        rows=SHARE,
    ),
    "exchanges.batch_acknowledged": Telling(
        "%(agency)s acknowledged %(containers)s container",
        "%(agency)s acknowledged %(containers)s containers",
        count="containers",
        rows=AGENCY,
    ),
    "exchanges.batch_received": Telling(_("All shares received")),
    "exchanges.count_verified": Telling(
        _("Count verified: %(listed)s listed, %(counted)s counted at intake")
    ),
    "exchanges.discrepancy_opened": Telling(
        _("Discrepancy opened: %(code)s"), words={"code": Discrepancy.Code.messages()}
    ),
}
DISCREPANCY: Tellings = {
    "exchanges.discrepancy_raised": Telling(_("Told to the other side")),
    "exchanges.discrepancy_answered": Telling(_("Answered by %(agency)s"), rows=AGENCY),
    "exchanges.answer_recorded": Telling(
        _("Recorded from a message, to be checked: %(agency)s answers"), rows=AGENCY
    ),
    "exchanges.discrepancy_contested": Telling(_("Answer contested")),
    "exchanges.discrepancy_settled": Telling(
        _("Settled: %(state)s"), words={"state": DiscrepancyState.messages()}
    ),
    "exchanges.discrepancy_assigned": Telling(_("Who follows it up, or until when, was changed")),
}

declare(ROUND | TOLD | MESSAGES | STATEMENTS | BATCH | DISCREPANCY)
