"""Who may do what to which batch, in which circumstances: a reason to refuse, or None."""

from django.utils.translation import gettext as _

from cases.models import Packing
from cases.policies.packing import fallen_in
from exchanges.models import Count, ExchangeBatch
from exchanges.models.statement import Act, Statement
from exchanges.policies.attesting import why_not_say_anything
from exchanges.policies.comparisons import why_not_seal_compared
from exchanges.policies.discrepancies import why_not_open
from exchanges.policies.rounds import why_not_record_for
from exchanges.policies.sides import Why, is_of_side, speaker_for
from exchanges.states import BatchState, batch_workflow
from repatriation.accounts.models import User

ACKNOWLEDGED_IN = (BatchState.HANDED_OVER,)


def why_not_cancel_batch(user: User, batch: ExchangeBatch) -> str | None:
    if not user.has_perm("exchanges.open_batch"):
        return _("Only a coordinator or an exchange officer cancels a batch.")
    if not (is_of_side(user, batch.sender) or is_of_side(user, batch.opened_for)):
        return _("A batch is cancelled by its sender, or by who opened it.")
    if batch.state == BatchState.SEALED and not (
        is_of_side(user, batch.sender)
        or any(s.act == Act.SEALS and s.stands for s in batch.statements.all())
    ):
        return _("Its sender sealed this batch; only the sender cancels it now.")
    return None


def why_not_list(user: User, batch: ExchangeBatch) -> str | None:
    if not user.has_perm("exchanges.list_batch"):
        return _("Only a coordinator or an exchange officer files a handover list.")
    if not (is_of_side(user, batch.sender) or is_of_side(user, batch.receiver)):
        return _("Only the two sides file lists for a batch.")
    return None


def why_not_count(user: User, batch: ExchangeBatch, packed_by: User | None = None) -> str | None:
    if not user.has_perm("exchanges.count_batch"):
        return _("Only an exchange officer can count a batch.")
    if user.agency_id != batch.sender_id:
        return _("Only the sending side counts a batch before it is sealed.")
    if not user.is_person:
        return _("A count is made by a person, not by a program.")
    if batch.state not in (BatchState.LISTED, BatchState.COMPARED):
        return _("A batch is counted when its list is filed, before it is sealed.")
    if user == packed_by or user.pk in packers_of(batch):
        return _("You packed this batch; another person must count it.")
    if packed_by and not (packed_by.is_person and is_of_side(packed_by, batch.sender)):
        return _("A batch is packed by a person of its sender; say who did.")
    return None


def why_not_seal(user: User, batch: ExchangeBatch) -> str | None:
    if not user.has_perm("exchanges.seal_batch"):
        return _("Only an exchange officer can seal a batch.")
    if user.agency_id != batch.sender_id:
        return _("Only the sending side can seal a batch.")
    manifest = batch.list_in_force
    if not manifest:
        return _("There is no handover list to seal.")
    if manifest.is_recorded_for:
        return _("This list was recorded by the other side; file your own before you seal.")
    count = manifest.counts.filter(stage=Count.Stage.PACKING).order_by("pk").last()
    if not count:
        return _("Nobody has counted the containers of list %(number)s yet.") % {
            "number": manifest.number
        }
    if why_not := why_not_seal_compared(batch) or why_not_send_packed(batch):
        return why_not
    listed = manifest.lines.count()
    if count.containers != listed:
        return _("%(counted)s containers were counted and %(listed)s are listed.") % {
            "counted": count.containers,
            "listed": listed,
        }
    return None


def why_not_record_seal(user: User, batch: ExchangeBatch) -> str | None:
    """For a sender that declares on paper."""
    if why_not := why_not_record_for(user, batch.round, speaker_for(batch.sender, batch.round)):
        return why_not
    if not batch.list_in_force:
        return _("There is no handover list to seal.")
    if why_not := why_not_seal_compared(batch):
        return why_not
    if any(s.act == Act.SEALS and not s.stands for s in batch.statements.all()):
        return _("The sender's declaration is recorded; a second person must read the paper.")
    return None


def why_not_hand_over(user: User, batch: ExchangeBatch) -> str | None:
    """To scan at the venue, and to end the handover."""
    if not user.has_perm("exchanges.hand_over_batch"):
        return _("Only a transport lead or an exchange officer records a handover.")
    if not is_of_side(user, batch.receiver):
        return _("The receiving side records what is handed over to it.")
    if user.agency_id != batch.receiver_id:
        return _("This batch is handed over to %(agency)s.") % {"agency": batch.receiver}
    return None


def why_not_allocate(user: User, batch: ExchangeBatch) -> str | None:
    if not user.has_perm("exchanges.allocate_batch"):
        return _("Only an exchange officer allocates containers.")
    if user.agency_id != batch.receiver_id:
        return _("Only the receiving side allocates containers.")
    if batch.state != BatchState.HANDED_OVER:
        return _("Containers are allocated when they have been handed over.")
    return None


def why_not_verify_count(user: User, batch: ExchangeBatch) -> str | None:
    """The receiving side; the sending one, of what the other acknowledged."""
    if not user.has_perm("exchanges.verify_count"):
        return _("Only a coordinator or an exchange officer verifies a count.")
    is_ours = batch.acknowledged_at is not None and is_of_side(user, batch.sender)
    if not (is_of_side(user, batch.receiver) or is_ours):
        return _("The receiving side verifies the count.")
    return None


def why_not_list_packed(user: User, batch: ExchangeBatch) -> str | None:
    if why_not := why_not_list(user, batch):
        return why_not
    if not is_of_side(user, batch.sender):
        return _("What was packed is listed by the sending side.")
    return None


def why_not_take_over(user: User, batch: ExchangeBatch) -> str | None:
    """For a receiver that will not sign in: its signed act says what it took over."""
    if why_not := why_not_record_for(user, batch.round, speaker_for(batch.receiver, batch.round)):
        return why_not
    if any(s.act == Act.TAKES_OVER and not s.stands and not s.lapsed_at for s in _of(batch)):
        return _("The signed act is recorded; a second person must read the paper.")
    return None


def why_not_acknowledge(user: User, batch: ExchangeBatch) -> Why:
    """The receiver's own word, or ours from its paper: that it has what was handed over."""
    if batch.state not in ACKNOWLEDGED_IN:
        return _("What was handed over is acknowledged; this batch is %(state)s.") % {
            "state": batch.get_state_display()
        }
    if any(s.act == Act.ACKNOWLEDGES and not s.lapsed_at for s in _of(batch)):
        return _("It is acknowledged already, or a second person must read the paper.")
    if is_of_side(user, batch.receiver):
        if not user.has_perm("exchanges.attest_batch"):
            return _("Only an exchange officer acknowledges for its side.")
        if batch.allocations.exists():
            return _("Its mortuaries count what they received; the count is verified then.")
        return None
    return why_not_record_for(user, batch.round, speaker_for(batch.receiver, batch.round))


def _of(batch: ExchangeBatch) -> list[Statement]:
    return list(batch.statements.all())


def packers_of(batch: ExchangeBatch) -> set[int]:
    """Who packed what stands in it."""
    standing = batch.places.filter(left_at=None).values("container")
    rows = Packing.objects.open().filter(container__in=standing)
    return set(rows.values_list("packed_by", flat=True))


def why_not_send_packed(batch: ExchangeBatch) -> str | None:
    """Everything packed in it still may leave."""
    standing = batch.places.filter(left_at=None).select_related("container")
    if not (fallen := fallen_in([place.container for place in standing])):
        return None
    return _("%(case)s in %(container)s may not leave any more. Unpack it, and list again.") % {
        "case": fallen[0].case,
        "container": fallen[0].container,
    }


def batch_moves(user: User, batch: ExchangeBatch) -> dict[str, Why]:
    flow, state = batch_workflow, batch.state
    return {
        "list": flow.why_not("list", state) or why_not_list(user, batch),
        "count": flow.why_not("seal", state) or why_not_count(user, batch),
        "seal": why_not_seal(user, batch) or flow.why_not("seal", state),
        "record_seal": flow.why_not("seal", state) or why_not_record_seal(user, batch),
        "hand_over": flow.why_not("hand_over", state) or why_not_hand_over(user, batch),
        "allocate": why_not_allocate(user, batch),
        "verify_count": flow.why_not("verify_count", state) or why_not_verify_count(user, batch),
        "cancel": flow.why_not("cancel", state) or why_not_cancel_batch(user, batch),
        "list_packed": flow.why_not("list", state) or why_not_list_packed(user, batch),
        "take_over": flow.why_not("hand_over", state) or why_not_take_over(user, batch),
        "acknowledge": why_not_acknowledge(user, batch),
        "attest": why_not_say_anything(user, batch),
        "spot_check": why_not_say_anything(user, batch),
        "remark": why_not_say_anything(user, batch),
        "open_discrepancy": why_not_open(user, batch),
    }
