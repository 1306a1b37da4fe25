"""Who may say what of a compared line: a reason to refuse, or None.

Each side speaks for itself. The sender's list is what goes, so the receiver agrees to it, and the
sender says which line it withdraws or adds in its next version. Either disputes; the other replies.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchanges.models import ComparedLine, Comparison, ExchangeBatch, LineWord, Side
from exchanges.policies.sides import is_of_side
from exchanges.states import BatchState, LineState
from repatriation.accounts.models import User

Act = LineWord.Act
OF_ONE_SIDE = {Act.AGREE: Side.RECEIVER, Act.WITHDRAW: Side.SENDER, Act.ADD: Side.SENDER}


def comparison_of(batch: ExchangeBatch) -> Comparison | None:
    """The one in force: of the newest version of each list."""
    return batch.comparisons.order_by("-pk").first()


WHILE_COMPARED = (BatchState.LISTED, BatchState.COMPARED)


def why_not_compare(user: User, batch: ExchangeBatch) -> str | None:
    """To say anything of any line."""
    if not user.has_perm("exchanges.compare_lists"):
        return _("Only a coordinator or an exchange officer answers a comparison of lists.")
    if not (is_of_side(user, batch.sender) or is_of_side(user, batch.receiver)):
        return _("Only the two sides answer a comparison of their lists.")
    if batch.state not in WHILE_COMPARED:
        return _("Lists are compared before the batch is sealed. Report a discrepancy instead.")
    return None


def why_not_say(act: str, side: Side) -> str | None:
    """What is the other side's to say."""
    if OF_ONE_SIDE.get(Act(act), side) == side:
        return None
    return {
        Act.AGREE: _("The receiving side agrees to the sender's list."),
        Act.WITHDRAW: _("The sending side withdraws a line of its list."),
        Act.ADD: _("The sending side adds a line to its list."),
    }[Act(act)]


def why_not_answer(act: str, side: Side, line: ComparedLine, last: LineWord | None) -> str | None:
    """Whether this may be said of this line now. `last` is the last word on it."""
    if act == Act.WITHDRAW and line.sender_line_id is None:
        return _("It does not stand on the sender's list, so there is nothing to withdraw.")
    if act == Act.ADD and line.kind != ComparedLine.Kind.ONLY_RECEIVER:
        return _("It stands on the sender's list already.")
    if last and last.statement and not last.statement.stands:
        return _("An answer was recorded from a message; a second person must read that first.")
    if act == Act.REPLY and last and last.side == side:
        return _("Your side spoke last; the other side replies.")
    return None


def why_not_seal_compared(batch: ExchangeBatch) -> str | None:
    """What the sender said it would strike or add must be so in the list it seals."""
    comparison = comparison_of(batch)
    if comparison is None:
        return None
    promised = (LineState.WITHDRAWN, LineState.ADDED)
    number = comparison.lines.filter(state__in=promised).count()
    if not number:
        return None
    said = ngettext(
        "%(number)s compared line is withdrawn or to be added. File the corrected list first.",
        "%(number)s compared lines are withdrawn or to be added. File the corrected list first.",
        number,
    )
    return said % {"number": number}
