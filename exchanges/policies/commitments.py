"""Who may do what with a commitment, in which circumstances: a reason to refuse, or None."""

from functools import partial

from django.utils.translation import gettext as _

from exchanges.agreement_states import UNMET, AgreementState, CommitmentState, commitment_workflow
from exchanges.models import AgreementWord, Commitment, ExchangeBatch, Fulfilment
from exchanges.models.commitment import Basis
from exchanges.policies.agreements import (
    for_a_side,
    own_speaker,
    why_not_keep,
)
from exchanges.policies.promise_words import GOING, SAYING, why_not_word
from exchanges.policies.sides import Why, is_of_side
from exchanges.promised import kept_of
from repatriation.accounts.models import User
from repatriation.ledger.clock import now

Act = AgreementWord.Act


def why_not_plan(user: User, commitment: Commitment) -> str | None:
    if why_not := why_not_withdraw(user, commitment):
        return why_not
    if commitment.proposed_at or commitment.state != CommitmentState.DRAFT:
        return _("What was proposed stands as it was read. Withdraw it, and draw up another.")
    return None


def why_not_propose(user: User, commitment: Commitment) -> str | None:
    if why_not := why_not_plan(user, commitment):
        return why_not
    if commitment.agreement.state == AgreementState.DRAFT:
        return _("The other side does not see the agreement yet; propose that first.")
    return None


def why_not_withdraw(user: User, commitment: Commitment) -> str | None:
    if why_not := why_not_keep(user):
        return why_not
    if not is_of_side(user, commitment.convenor):
        drawn_up = _("This commitment is drawn up by %(agency)s.")
        return drawn_up % {"agency": commitment.convenor}
    return None


def why_not_add_batch(user: User, commitment: Commitment) -> str | None:
    if why_not := why_not_keep(user):
        return why_not
    if own_speaker(user, commitment.agreement) is None:
        return _("You belong to no side of this agreement.")
    if commitment.basis == Basis.STATED:
        return _("What is verified here is what the receiving side says; no batch counts.")
    if commitment.state not in (CommitmentState.DRAFT, *GOING):
        return _("Batches count towards what is not met yet; this commitment is %(state)s.") % {
            "state": commitment.get_state_display()
        }
    return None


def why_not_count(commitment: Commitment, batch: ExchangeBatch) -> str | None:
    """From the side that promised to the other one."""
    if batch.sender.party_id != commitment.debtor.party_id:
        return _("%(batch)s does not come from %(agency)s.") % {
            "batch": batch,
            "agency": commitment.debtor,
        }
    if batch.receiver.party_id != commitment.creditor.party_id:
        return _("%(batch)s does not go to %(agency)s.") % {
            "batch": batch,
            "agency": commitment.creditor,
        }
    return None


def why_not_take_out(user: User, commitment: Commitment, fulfilment: Fulfilment) -> str | None:
    if why_not := why_not_add_batch(user, commitment):
        return why_not
    if not is_of_side(user, fulfilment.added_by.home):
        return _("It is taken out by the side that put it in.")
    return None


def why_not_conclude(user: User, commitment: Commitment, verified: int) -> Why:
    if why_not := why_not_keep(user):
        return why_not
    if own_speaker(user, commitment.agreement) is None:
        return _("You belong to no side of this agreement.")
    if commitment.state not in GOING:
        return commitment_workflow.why_not("meet", commitment.state)
    if verified >= commitment.target:
        return None
    if commitment.state in UNMET and verified == commitment.concluded_with:
        return _("Nothing more was verified since it was concluded.")
    if now() <= commitment.due_at:
        return _(
            "Verified so far: %(verified)s of %(target)s. Before the deadline it is concluded only "
            "when it is met."
        ) % {"verified": verified, "target": commitment.target}
    return None


def why_not_supersede(user: User, commitment: Commitment) -> Why:
    if why_not := why_not_keep(user):
        return why_not
    if own_speaker(user, commitment.agreement) is None:
        return _("You belong to no side of this agreement.")
    return commitment_workflow.why_not("supersede", commitment.state)


def commitment_moves(user: User, commitment: Commitment) -> dict[str, Why]:
    moves: dict[str, Why] = {
        "plan": why_not_plan(user, commitment),
        "propose": why_not_propose(user, commitment),
    }
    for verb, act in SAYING.items():
        moves[verb] = for_a_side(
            user, commitment.agreement, partial(why_not_word, user, commitment, act)
        )
    return moves | {
        "add_batch": why_not_add_batch(user, commitment),
        "conclude": _why_not_conclude_now(user, commitment),
        "supersede": why_not_supersede(user, commitment),
        "withdraw": commitment_workflow.why_not("withdraw", commitment.state)
        or why_not_withdraw(user, commitment),
    }


def _why_not_conclude_now(user: User, commitment: Commitment) -> Why:
    verified = 0
    if commitment.state in GOING:
        verified = kept_of([commitment])[commitment.pk].verified
    return why_not_conclude(user, commitment, verified)
