"""Where rounds, batches and allocations can be, and the only moves between places."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class RoundState(States):
    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("proposed")
    AGREED = "agreed", _("agreed")  # both sides accepted, each by a dated message
    SCHEDULED = "scheduled", _("scheduled")  # both sides confirmed the same date
    UNDER_WAY = "under_way", _("under way")
    BROKEN_OFF = "broken_off", _("broken off")  # at the venue, before all had passed
    POSTPONED = "postponed", _("postponed")  # without a date until a new one is confirmed
    HANDED_OVER = "handed_over", _("handed over")  # after a broken-off round: in part
    CLOSED = "closed", _("closed")  # operation and count; contents and identity go on
    CANCELLED = "cancelled", _("cancelled")  # before anything passed


class BatchState(States):
    DRAFT = "draft", _("draft")
    LISTED = "listed", _("listed")  # the sender's handover list is filed
    COMPARED = "compared", _("compared")  # with the receiver's own list, no line open
    SEALED = "sealed", _("sealed")  # the sender declares: this list is what goes
    IN_TRANSIT = "in_transit", _("in transit")
    HANDED_OVER = "handed_over", _("handed over")
    RECEIVED = "received", _("received")  # all allocations are
    COUNT_VERIFIED = "count_verified", _("count verified")
    TAKEN_BACK = "taken_back", _("taken back")  # nothing of it passed; it went home with its sender
    CANCELLED = "cancelled", _("cancelled")


class LineState(States):
    """Of a compared line: what the two sides say of what their lists say."""

    OPEN = "open", _("open")
    AGREED = "agreed", _("agreed")  # both lists say the same, or the receiver takes the sender's
    DISPUTED = "disputed", _("disputed")
    WITHDRAWN = "withdrawn", _("withdrawn")  # the sender strikes it from its next version
    ADDED = "added", _("added")  # the sender puts it on its next version


class AllocationState(States):
    PLANNED = "planned", _("planned")
    SENT = "sent", _("sent")
    RECEIVED = "received", _("received")


class DiscrepancyState(States):
    OPEN = "open", _("open")
    ANSWERED = "answered", _("answered")
    CONTESTED = "contested", _("contested")  # the answer is not believed
    ACCEPTED = "accepted", _("accepted")  # it is so: what is short stays short
    EXPLAINED = "explained", _("explained")  # it is not so any more, and this is why


SETTLED = (DiscrepancyState.ACCEPTED, DiscrepancyState.EXPLAINED)
BEFORE_SEAL = (BatchState.DRAFT, BatchState.LISTED, BatchState.COMPARED)
# What is planned can be changed, and a new date confirmed.
OPEN_PLAN = (RoundState.DRAFT, RoundState.PROPOSED, RoundState.AGREED, RoundState.POSTPONED)

# From these a round can still come to nothing.
BEFORE_PASSING = (
    RoundState.DRAFT,
    RoundState.PROPOSED,
    RoundState.AGREED,
    RoundState.SCHEDULED,
    RoundState.UNDER_WAY,
    RoundState.BROKEN_OFF,
    RoundState.POSTPONED,
)

round_workflow = Workflow(
    "round",
    Transition(
        "propose",
        (RoundState.DRAFT,),
        RoundState.PROPOSED,
        label=_("Propose"),
        refusal=_("Only a draft is proposed; this round is %(state)s."),
    ),
    Transition(
        "agree",
        (RoundState.PROPOSED,),
        RoundState.AGREED,
        label=_("Accept"),
        refusal=_("A side accepts a proposed round; this one is %(state)s."),
    ),
    Transition(
        "schedule",
        (RoundState.AGREED,),
        RoundState.SCHEDULED,
        label=_("Schedule"),
        refusal=_("Only an agreed round is scheduled; this one is %(state)s."),
    ),
    Transition(
        "start",
        (RoundState.SCHEDULED,),
        RoundState.UNDER_WAY,
        label=_("Start"),
        refusal=_("Only a scheduled round is started; this one is %(state)s."),
    ),
    Transition(
        "break_off",
        (RoundState.UNDER_WAY,),
        RoundState.BROKEN_OFF,
        label=_("Break off"),
        refusal=_("Only a round under way is broken off; this one is %(state)s."),
    ),
    Transition(
        "hand_over",
        (RoundState.UNDER_WAY, RoundState.BROKEN_OFF),
        RoundState.HANDED_OVER,
        label=_("Record as handed over"),
        refusal=_("Only a round that has started is handed over; this one is %(state)s."),
    ),
    Transition(
        "postpone",
        (
            RoundState.AGREED,
            RoundState.SCHEDULED,
            RoundState.UNDER_WAY,
            RoundState.BROKEN_OFF,
        ),
        RoundState.POSTPONED,
        label=_("Postpone"),
        refusal=_("An agreed round is postponed until it is handed over; this one is %(state)s."),
    ),
    Transition(
        "agree_again",
        (RoundState.POSTPONED,),
        RoundState.AGREED,
        label=_("Agree on a new date"),
        refusal=_("Only a postponed round gets its new date so; this one is %(state)s."),
        is_outcome=True,
    ),
    Transition(
        "fall_back",  # the intermediary withdrew, and with it what it confirmed
        (RoundState.SCHEDULED,),
        RoundState.AGREED,
        label=_("Wait for the intermediary's date"),
        refusal=_("Only a scheduled round waits for its date again; this one is %(state)s."),
        is_outcome=True,
    ),
    Transition(
        "go_on",  # both sides said so, on the date that was fixed before
        (RoundState.AGREED,),
        RoundState.SCHEDULED,
        label=_("Go on without the intermediary"),
        refusal=_("Only an agreed round goes on as it was scheduled; this one is %(state)s."),
        is_outcome=True,
    ),
    Transition(
        "close",
        (RoundState.HANDED_OVER,),
        RoundState.CLOSED,
        label=_("Close"),
        refusal=_("Only a round that was handed over is closed; this one is %(state)s."),
    ),
    Transition(
        "cancel",
        BEFORE_PASSING,
        RoundState.CANCELLED,
        label=_("Cancel"),
        refusal=_("A round is cancelled before anything has passed; this one is %(state)s."),
    ),
    states=RoundState.messages(),
    initial=(RoundState.DRAFT,),
    final=(RoundState.CLOSED, RoundState.CANCELLED),
)

batch_workflow = Workflow(
    "batch",
    Transition(
        "list",
        BEFORE_SEAL,
        BatchState.LISTED,
        label=_("File a handover list"),
        refusal=_("A list is filed before the batch is sealed; this one is %(state)s."),
    ),
    Transition(
        "settle",  # of the last open line of a comparison
        (BatchState.LISTED,),
        BatchState.COMPARED,
        label=_("Settle the comparison"),
        refusal=_("Lists are compared before the batch is sealed; this one is %(state)s."),
        is_outcome=True,
    ),
    Transition(
        "seal",
        (BatchState.LISTED, BatchState.COMPARED),
        BatchState.SEALED,
        label=_("Seal"),
        refusal=_("Only a listed batch is sealed; this one is %(state)s."),
    ),
    Transition(
        "depart",
        (BatchState.SEALED,),
        BatchState.IN_TRANSIT,
        label=_("Record departure"),
        refusal=_("Only a sealed batch leaves; this one is %(state)s."),
    ),
    Transition(
        "hand_over",
        (BatchState.IN_TRANSIT,),
        BatchState.HANDED_OVER,
        label=_("End the handover"),
        refusal=_("Only a batch in transit is handed over; this one is %(state)s."),
    ),
    Transition(
        "take_back",
        (BatchState.IN_TRANSIT,),
        BatchState.TAKEN_BACK,
        label=_("Record as taken back"),
        refusal=_("Only a batch in transit is taken back; this one is %(state)s."),
    ),
    Transition(
        "pass_after_all",  # a scan made at the venue came late
        (BatchState.TAKEN_BACK,),
        BatchState.HANDED_OVER,
        label=_("Hand over after all"),
        refusal=_("Only a batch that was taken back can have passed after all."),
        is_outcome=True,
    ),
    Transition(
        "receive",
        (BatchState.HANDED_OVER,),
        BatchState.RECEIVED,
        label=_("Record as received"),
        refusal=_("Only a batch that was handed over is received; this one is %(state)s."),
    ),
    Transition(
        "verify_count",
        (BatchState.RECEIVED,),
        BatchState.COUNT_VERIFIED,
        label=_("Verify the count"),
        refusal=_("The count is verified when all is received; this batch is %(state)s."),
    ),
    Transition(
        "cancel",
        (*BEFORE_SEAL, BatchState.SEALED),
        BatchState.CANCELLED,
        label=_("Cancel"),
        refusal=_("A batch is cancelled before it leaves; this one is %(state)s."),
    ),
    states=BatchState.messages(),
    initial=(BatchState.DRAFT,),
    final=(BatchState.COUNT_VERIFIED, BatchState.TAKEN_BACK, BatchState.CANCELLED),
)

line_workflow = Workflow(
    "compared line",
    Transition(
        "agree",
        (LineState.OPEN, LineState.DISPUTED),
        LineState.AGREED,
        label=_("Agree"),
        refusal=_("An open or disputed line is agreed; this one is %(state)s."),
    ),
    Transition(
        "dispute",
        (LineState.OPEN, LineState.AGREED, LineState.WITHDRAWN, LineState.ADDED),
        LineState.DISPUTED,
        label=_("Dispute"),
        refusal=_("This line is disputed already."),
    ),
    Transition(
        "reply",
        (LineState.DISPUTED,),
        LineState.DISPUTED,
        label=_("Reply"),
        refusal=_("A disputed line is replied to; this one is %(state)s."),
    ),
    Transition(
        "withdraw",
        (LineState.OPEN, LineState.DISPUTED),
        LineState.WITHDRAWN,
        label=_("Withdraw"),
        refusal=_("An open or disputed line is withdrawn; this one is %(state)s."),
    ),
    Transition(
        "add",
        (LineState.OPEN, LineState.DISPUTED),
        LineState.ADDED,
        label=_("Add"),
        refusal=_("An open or disputed line is added; this one is %(state)s."),
    ),
    states=LineState.messages(),
    initial=(LineState.OPEN, LineState.AGREED),
    final=(LineState.AGREED, LineState.DISPUTED, LineState.WITHDRAWN, LineState.ADDED),
)

allocation_workflow = Workflow(
    "allocation",
    Transition(
        "send",
        (AllocationState.PLANNED,),
        AllocationState.SENT,
        label=_("Send"),
        refusal=_("Only a planned allocation is sent; this one is %(state)s."),
    ),
    Transition(
        "receive",
        (AllocationState.SENT,),
        AllocationState.RECEIVED,
        label=_("End the intake"),
        refusal=_("Only an allocation on its way is received; this one is %(state)s."),
    ),
    states=AllocationState.messages(),
    initial=(AllocationState.PLANNED,),
    final=(AllocationState.RECEIVED,),
)

discrepancy_workflow = Workflow(
    "discrepancy",
    Transition(
        "answer",
        (DiscrepancyState.OPEN, DiscrepancyState.ANSWERED, DiscrepancyState.CONTESTED),
        DiscrepancyState.ANSWERED,
        label=_("Answer"),
        refusal=_("A settled discrepancy is not answered any more; this one is %(state)s."),
    ),
    Transition(
        "contest",
        (DiscrepancyState.ANSWERED,),
        DiscrepancyState.CONTESTED,
        label=_("Contest the answer"),
        refusal=_("Only an answer is contested; this discrepancy is %(state)s."),
    ),
    Transition(
        "accept",
        (DiscrepancyState.OPEN, DiscrepancyState.ANSWERED, DiscrepancyState.CONTESTED),
        DiscrepancyState.ACCEPTED,
        label=_("Accept as it is"),
        refusal=_("A discrepancy is accepted once; this one is %(state)s."),
    ),
    Transition(
        "explain",
        (DiscrepancyState.OPEN, DiscrepancyState.ANSWERED, DiscrepancyState.CONTESTED),
        DiscrepancyState.EXPLAINED,
        label=_("Hold it for explained"),
        refusal=_("A settled discrepancy is not explained again; this one is %(state)s."),
    ),
    states=DiscrepancyState.messages(),
    initial=(DiscrepancyState.OPEN,),
    final=(DiscrepancyState.ACCEPTED, DiscrepancyState.EXPLAINED),
)
