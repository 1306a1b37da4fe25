"""What may be said of a commitment now, and by which side: a reason to refuse, or None."""

from django.utils.translation import gettext as _

from exchanges.agreement_states import UNMET, AgreementState, CommitmentState, commitment_workflow
from exchanges.models import AgreementWord, Commitment
from exchanges.models.commitment import Basis
from exchanges.policies.agreements import (
    accepted_by,
    why_not_say,
)
from exchanges.policies.sides import Why
from repatriation.accounts.models import Agency, User

Act = AgreementWord.Act
GOING = (CommitmentState.ACTIVE, *UNMET)
ACCEPTED = (*GOING, CommitmentState.MET, CommitmentState.MET_LATE)


def why_not_accept_now(commitment: Commitment) -> Why:
    """Whatever the side."""
    if why_not := commitment_workflow.why_not("accept", commitment.state):
        return why_not
    if commitment.proposed_at is None:
        return _("It was not proposed yet.")
    if commitment.agreement.state != AgreementState.IN_FORCE:
        return _(
            "A commitment is accepted once its agreement is in force; that one is %(state)s."
        ) % {"state": commitment.agreement.get_state_display()}
    return None


def why_not_claim_now(commitment: Commitment) -> str | None:
    if commitment.state not in ACCEPTED:
        return _("Figures are told of what both sides accepted; this commitment is %(state)s.") % {
            "state": commitment.get_state_display()
        }
    return None


def why_not_verify_now(commitment: Commitment, agency: Agency) -> str | None:
    if commitment.basis != Basis.STATED:
        return _("What is verified here follows from the counts of its batches.")
    if agency != commitment.creditor:
        return _("What was verified is said by %(agency)s.") % {"agency": commitment.creditor}
    return why_not_claim_now(commitment)


def why_not_ask_extension_now(commitment: Commitment) -> str | None:
    if commitment.state != CommitmentState.ACTIVE:
        return _(
            "A later deadline is asked for while it is active; this commitment is %(state)s."
        ) % {"state": commitment.get_state_display()}
    if open_extension(commitment):
        return _("A later deadline is asked for already, and waits for its answer.")
    return None


def why_not_answer_extension_now(commitment: Commitment, agency: Agency) -> str | None:
    if commitment.state != CommitmentState.ACTIVE:
        return _("The deadline is moved while it is active; this commitment is %(state)s.") % {
            "state": commitment.get_state_display()
        }
    if (asked := open_extension(commitment)) is None:
        return _("Nobody has asked for a later deadline.")
    if asked.agency_id == agency.pk:
        return _("The other side answers what this one asked.")
    return None


def why_not_move_deadline(commitment: Commitment, word: AgreementWord) -> str | None:
    """By an answer that stands now: another may have been given while this one was checked."""
    if commitment.state != CommitmentState.ACTIVE:
        return _("The deadline is moved while it is active; this commitment is %(state)s.") % {
            "state": commitment.get_state_display()
        }
    others = [one for one in words_of(commitment) if one.pk != word.pk and one.stands]
    if any(one.answers_id == word.answers_id for one in others):
        return _("It was answered already.")
    return None


def why_not_claim_breach_now(commitment: Commitment, agency: Agency) -> str | None:
    if agency == commitment.debtor:
        return _("A breach is claimed by %(agency)s, to whom it was promised.") % {
            "agency": commitment.creditor
        }
    if commitment.state not in ACCEPTED:
        return _("Only what both sides accepted can be broken; this commitment is %(state)s.") % {
            "state": commitment.get_state_display()
        }
    return None


def why_not_answer_breach_now(commitment: Commitment, agency: Agency) -> str | None:
    if agency != commitment.debtor:
        return _("It is answered by %(agency)s.") % {"agency": commitment.debtor}
    if open_breach(commitment) is None:
        return _("No claim of a breach is open.")
    return None


def why_not_drop_breach_now(commitment: Commitment, agency: Agency) -> str | None:
    if agency == commitment.debtor:
        return _("It is dropped by %(agency)s, who claims it.") % {"agency": commitment.creditor}
    if open_breach(commitment) is None:
        return _("No claim of a breach is open.")
    return None


def open_extension(commitment: Commitment) -> AgreementWord | None:
    """Asked, standing, and without an answer that stands."""
    return _open(commitment, Act.ASKS_EXTENSION, (Act.AGREES, Act.REFUSES))


def open_breach(commitment: Commitment) -> AgreementWord | None:
    """Claimed and not dropped, whether answered or not: it stays contested."""
    return _open(commitment, Act.CLAIMS_BREACH, (Act.DROPS_BREACH,))


def _open(commitment: Commitment, act: str, ended_by: tuple[str, ...]) -> AgreementWord | None:
    words = [word for word in commitment.words.all() if word.stands]
    ended = {word.answers_id for word in words if word.act in ended_by}
    waiting = [word for word in words if word.act == act and word.pk not in ended]
    return max(waiting, key=lambda word: word.pk, default=None)


def words_of(commitment: Commitment) -> list[AgreementWord]:
    return list(commitment.words.all())


def why_not_word(user: User, commitment: Commitment, act: str, agency: Agency) -> Why:
    """To say this for that agency: the own one, or the other from its paper."""
    now_refused: dict[str, Why] = {
        Act.ACCEPTS: why_not_accept_now(commitment),
        Act.CLAIMS: why_not_claim_now(commitment),
        Act.VERIFIES: why_not_verify_now(commitment, agency),
        Act.ASKS_EXTENSION: why_not_ask_extension_now(commitment),
        Act.AGREES: why_not_answer_extension_now(commitment, agency),
        Act.REFUSES: why_not_answer_extension_now(commitment, agency),
        Act.CLAIMS_BREACH: why_not_claim_breach_now(commitment, agency),
        Act.ANSWERS_BREACH: why_not_answer_breach_now(commitment, agency),
        Act.DROPS_BREACH: why_not_drop_breach_now(commitment, agency),
    }
    if why_not := now_refused[act]:
        return why_not
    if act == Act.ACCEPTS and accepted_by(words_of(commitment), agency):
        return _("%(agency)s has accepted this commitment.") % {"agency": agency}
    return why_not_say(user, commitment.agreement, agency)


SAYING = {
    "accept": Act.ACCEPTS,
    "claim": Act.CLAIMS,
    "verify": Act.VERIFIES,
    "ask_extension": Act.ASKS_EXTENSION,
    "agree_extension": Act.AGREES,
    "refuse_extension": Act.REFUSES,
    "claim_breach": Act.CLAIMS_BREACH,
    "answer_breach": Act.ANSWERS_BREACH,
    "drop_breach": Act.DROPS_BREACH,
}
