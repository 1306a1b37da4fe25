"""Who may do what with an agreement, in which circumstances: a reason to refuse, or None."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from exchanges.agreement_states import AgreementState, agreement_workflow
from exchanges.models import Agreement, AgreementWord
from exchanges.policies.rounds import why_not_record_for, why_not_speak
from exchanges.policies.sides import Why, is_of_side
from repatriation.accounts.models import Agency, User

Act = AgreementWord.Act


def why_not_keep(user: User) -> str | None:
    """To open, draw up and propose; to say which batches count."""
    if not user.has_perm("exchanges.keep_agreements"):
        return _("Only a coordinator keeps agreements and commitments.")
    if not user.is_person:
        return _("An agreement is kept by a person, not by a program.")
    if user.party_id is None:
        return _("An agreement is kept by one of the two sides.")
    return None


def why_not_plan(user: User, agreement: Agreement) -> str | None:
    if why_not := why_not_keep(user):
        return why_not
    if not is_of_side(user, agreement.convenor):
        return _("This agreement is drawn up by %(agency)s.") % {"agency": agreement.convenor}
    if agreement.state != AgreementState.DRAFT:
        return _("What was proposed stands as it was read. Withdraw it, and open another.")
    return None


def why_not_withdraw(user: User, agreement: Agreement) -> str | None:
    if why_not := why_not_keep(user):
        return why_not
    if not is_of_side(user, agreement.convenor):
        return _("It is withdrawn by %(agency)s, who drew it up.") % {"agency": agreement.convenor}
    return None


def own_speaker(user: User, agreement: Agreement) -> Agency | None:
    return next((one for one in agreement.speakers if is_of_side(user, one)), None)


def why_not_say(user: User, agreement: Agreement, agency: Agency) -> str | None:
    """For the own side, or for the other from its dated message or paper."""
    if is_of_side(user, agency):
        return why_not_speak(user, agreement, agency)
    return why_not_record_for(user, agreement, agency)


def accepted_by(words: "list[AgreementWord]", agency: Agency) -> bool:
    """Whether a word that stands says so; of an agreement, or of one commitment."""
    return any(w.act == Act.ACCEPTS and w.stands and w.agency_id == agency.pk for w in words)


def for_a_side(user: User, agreement: Agreement, ask: Callable[[Agency], Why]) -> Why:
    """None if this user may say it for the own side, or write it down for the other; else why not
    for the own."""
    own = own_speaker(user, agreement)
    if own is None:
        return _("You belong to no side of this agreement.")
    if (why_not := ask(own)) is None:
        return None
    others = [agency for agency in agreement.speakers if agency != own]
    return None if any(ask(other) is None for other in others) else why_not


def why_not_accept(user: User, agreement: Agreement, agency: Agency) -> Why:
    if why_not := agreement_workflow.why_not("accept", agreement.state):
        return why_not
    if accepted_by(words_of(agreement), agency):
        return _("%(agency)s has accepted this agreement.") % {"agency": agency}
    return why_not_say(user, agreement, agency)


def why_not_end(user: User, agreement: Agreement, agency: Agency) -> Why:
    return agreement_workflow.why_not("end", agreement.state) or why_not_say(
        user, agreement, agency
    )


def words_of(agreement: Agreement) -> list[AgreementWord]:
    """Of the agreement itself."""
    return [word for word in agreement.words.all() if word.commitment_id is None]


def agreement_moves(user: User, agreement: Agreement) -> dict[str, Why]:
    flow, state = agreement_workflow, agreement.state
    plan = why_not_plan(user, agreement)
    return {
        "plan": plan,
        "propose": flow.why_not("propose", state) or plan,
        "accept": for_a_side(user, agreement, lambda one: why_not_accept(user, agreement, one)),
        "end": for_a_side(user, agreement, lambda one: why_not_end(user, agreement, one)),
        "withdraw": flow.why_not("withdraw", state) or why_not_withdraw(user, agreement),
        "draft_commitment": why_not_draft_commitment(user, agreement),
    }


def why_not_draft_commitment(user: User, agreement: Agreement) -> str | None:
    if why_not := why_not_keep(user):
        return why_not
    if own_speaker(user, agreement) is None:
        return _("You belong to no side of this agreement.")
    if agreement.state in (AgreementState.ENDED, AgreementState.WITHDRAWN):
        return _("Nothing more is promised under it: this agreement is %(state)s.") % {
            "state": agreement.get_state_display()
        }
    return None
