"""The moves of a batch and of a share that ask again."""

from django.utils.translation import gettext_lazy as _

from exchanges.dashboard.deeds import Deed, told, told_nobody
from exchanges.models import Allocation, ExchangeBatch
from exchanges.operations import allocating, batches, handover, intake, sealing, taking_back


def _to_attesting(batch: ExchangeBatch) -> str:
    return told(batch.receiver, batch.round.intermediary)


def _to_sides(batch: ExchangeBatch) -> str:
    return told(batch.sender, batch.receiver, batch.round.intermediary)


DEEDS = {
    "seal": Deed(
        "seal",
        _("Seal the batch"),
        lambda batch, by, **at: sealing.seal_batch(batch=batch, by=by, **at),
        says=_(
            "You declare for %(sender)s: list version %(number)s of batch %(batch)s, word for "
            "word, is what goes. After that no line can change."
        ),
        done=_("Batch %(batch)s is sealed."),
        told=_to_attesting,
        is_grave=True,
        has_time=True,
    ),
    "hand-over": Deed(
        "hand_over",
        _("End the handover"),
        lambda batch, by, **at: handover.finish_handover(batch=batch, by=by, **at),
        says=_(
            "%(scanned)s of batch %(batch)s were scanned, and are our count at the venue. Listed "
            "and not scanned: %(missing)s, %(become)s."
        ),
        done=_("The handover of batch %(batch)s is ended."),
        told=lambda batch: told(batch.receiver),
        is_grave=True,
        has_time=True,
    ),
    "take-back": Deed(
        "take_back",
        _("Record the batch as taken back"),
        lambda batch, by, **at: taking_back.take_back_batch(batch=batch, by=by, **at),
        says=_(
            "Nothing of batch %(batch)s was handed over: all of it goes home with its sender, and "
            "can be listed again."
        ),
        done=_("Batch %(batch)s is recorded as taken back."),
        told=_to_sides,
        is_grave=True,
        has_time=True,
    ),
    "verify-count": Deed(
        "verify_count",
        _("Verify the count"),
        lambda batch, by: intake.verify_count(batch=batch, by=by),
        says=_(
            "Listed: %(listed)s. Counted at intake: %(intake)s. The count of batch %(batch)s is "
            "verified; a difference is opened as a discrepancy."
        ),
        done=_("The count of batch %(batch)s is verified."),
        told=_to_sides,
    ),
    "cancel": Deed(
        "cancel",
        _("Cancel the batch"),
        lambda batch, by: batches.cancel_batch(batch=batch, by=by),
        says=_(
            "Batch %(batch)s is cancelled and its containers are withdrawn. The lists stay as "
            "they were sent."
        ),
        done=_("Batch %(batch)s is cancelled."),
        told=told_nobody,
        is_grave=True,
    ),
}


def _send(share: Allocation, by, **at) -> ExchangeBatch:
    return allocating.send_allocation(allocation=share, by=by, **at).batch


def _end_intake(share: Allocation, by, **at) -> ExchangeBatch:
    return intake.finish_intake(allocation=share, by=by, **at).batch


SHARE_DEEDS = {
    "send": Deed(
        "send",
        _("Send the share"),
        _send,
        says=_("%(containers)s of batch %(batch)s leave for %(mortuary)s."),
        done=_("The share of %(mortuary)s is on its way."),
        told=lambda share: told(share.mortuary),
        has_time=True,
    ),
    "end-intake": Deed(
        "receive",
        _("End the intake"),
        _end_intake,
        says=_(
            "%(received)s of this share were received, and are the count of %(mortuary)s. Not "
            "received: %(missing)s, each opened as missing."
        ),
        done=_("The intake of %(mortuary)s is ended."),
        told=lambda share: told(share.batch.receiver),
        is_grave=True,
        has_time=True,
    ),
}
