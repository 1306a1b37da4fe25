"""Who declares, confirms and withdraws what only two people together can say of remains."""

from django.utils.translation import gettext as _

from cases.models import Container, Declaration, Identification, RemainsCase
from cases.models.declaration import DeclarationKind
from cases.models.flag import FlagKind
from cases.policies.beside import why_not_in_hand, why_not_neutralise
from cases.policies.held import why_not_held
from cases.states import IdentificationState as S
from cases.states import case_workflow, container_workflow
from repatriation.accounts.models import User
from repatriation.errors import Sentence

Why = Sentence | str | None
OVER = (S.REVOKED, S.NOT_ESTABLISHED, S.EXCLUDED, S.RETURNED, S.DEFERRED)


def why_not_declare_destroyed(user: User, container: Container) -> Why:
    if why_not := why_not_neutralise(user, container) or _why_not_twice(container):
        return why_not
    return container_workflow.why_not("destroy", container.state)


def why_not_declare_non_human(user: User, case: RemainsCase) -> Why:
    if why_not := _why_not_examine(user, case):
        return why_not
    if why_not := why_not_in_hand(case) or _why_not_twice(case):
        return why_not
    if FlagKind.LEGAL_HOLD in case.flags:
        return _("A legal hold is on this case; it is not closed before that is lifted.")
    return why_not_undecided(case) or case_workflow.why_not("close", case.state)


def why_not_declare_human(user: User, case: RemainsCase) -> Why:
    if why_not := _why_not_examine(user, case) or _why_not_twice(case):
        return why_not
    return case_workflow.why_not("reopen", case.state)


def why_not_divide(user: User, case: RemainsCase) -> Why:
    if not user.has_perm("cases.divide_remains"):
        return _("Only a mortuary officer or a forensic examiner divides remains.")
    if why_not := why_not_held(user, case) or why_not_in_hand(case):
        return why_not
    if case.destined_to_id:
        return _("This is on its way to another agency; it is divided where it arrives.")
    if waiting_for(case):
        return _("A declaration about this case waits for its second person; settle it first.")
    return why_not_undecided(case) or case_workflow.why_not("divide", case.state)


def why_not_undecided(case: RemainsCase) -> str | None:
    """Nothing is taken from under a decision. Which one is told to those who may see it."""
    if Identification.objects.filter(covered__case=case.pk).exclude(state__in=OVER).exists():
        return _(
            "A decision about these remains is asked for or stands. Ask a coordinator, who can "
            "have it recalled or contested first."
        )
    return None


def why_not_confirm(user: User, subject: Container | RemainsCase) -> Why:
    declaration = waiting_for(subject)
    if declaration is None:
        return _("Nothing about this waits for a second person.")
    if not user.has_perm("cases.confirm_declaration"):
        return _("This is confirmed by an examiner, an officer of the mortuary or a coordinator.")
    if not user.is_person:
        return _("This is confirmed by a person, not by a program.")
    if declaration.declared_by_id == user.pk:
        return _("You declared this yourself; another person confirms it.")
    if subject.responsible.party_id != user.party_id:
        return _("These remains are answered for by another side.")
    return _why_not_stand(declaration, subject)


def why_not_withdraw_declaration(user: User, subject: Container | RemainsCase) -> Why:
    """By who declared it, or by who would confirm it."""
    declaration = waiting_for(subject)
    if declaration is None:
        return _("Nothing about this waits for a second person.")
    if not user.is_person:
        return _("This is withdrawn by a person, not by a program.")
    if declaration.declared_by_id == user.pk:
        return None
    if not user.has_perm("cases.confirm_declaration"):
        return _("This is withdrawn by who declared it, or by who may confirm it.")
    if subject.responsible.party_id != user.party_id:
        return _("These remains are answered for by another side.")
    return None


def waiting_for(subject: Container | RemainsCase) -> Declaration | None:
    found: Declaration | None = Declaration.objects.of(subject).waiting().first()
    return found


def _why_not_stand(declaration: Declaration, subject: Container | RemainsCase) -> Why:
    """What has changed since it was declared."""
    if isinstance(subject, Container):
        return container_workflow.why_not("destroy", subject.state)
    if declaration.kind == DeclarationKind.HUMAN:
        return case_workflow.why_not("reopen", subject.state)
    if FlagKind.LEGAL_HOLD in subject.flags:
        return _("A legal hold is on this case; it is not closed before that is lifted.")
    why_not = why_not_in_hand(subject) or why_not_undecided(subject)
    return why_not or case_workflow.why_not("close", subject.state)


def _why_not_examine(user: User, case: RemainsCase) -> str | None:
    if not user.has_perm("cases.declare_non_human"):
        return _("Only a forensic examiner says whether remains are human.")
    if not user.is_person:
        return _("Whether remains are human is said by a person, not by a program.")
    return why_not_held(user, case)


def _why_not_twice(subject: Container | RemainsCase) -> str | None:
    if waiting_for(subject):
        return _("A declaration waits for its second person already; confirm or withdraw it.")
    return None
