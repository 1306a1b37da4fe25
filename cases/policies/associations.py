"""Who associates remains: two examiners, both blind to whom anybody takes the remains for."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases.models import Association, Declaration, Identification, Presumption, RemainsCase
from cases.models.board import Seat
from cases.models.candidate import Candidate
from cases.models.declaration import DeclarationKind
from cases.models.remains import RemainsKind
from cases.states import CaseState, association_workflow
from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.errors import Sentence


def associated_cases(case: RemainsCase) -> QuerySet[RemainsCase]:
    """Those that an accepted association joins to this case itself, not over a third one."""
    accepted = Association.objects.accepted()
    before, after = accepted.filter(second=case), accepted.filter(first=case)
    joined = Q(pk__in=before.values("first")) | Q(pk__in=after.values("second"))
    return RemainsCase.objects.filter(joined).order_by("pk")


def why_not_associate(user: User, case: RemainsCase) -> str | None:
    """Why this person proposes no association of this case, with whichever other."""
    if why_not := _why_not_an_examiner(user):
        return why_not
    if case.responsible.party_id != user.party_id:
        return _("These remains are answered for by another side.")
    if why_not := why_not_of_one_person(case):
        return why_not
    return why_not_blind(user, case)


def why_not_propose(user: User, first: RemainsCase, second: RemainsCase) -> str | None:
    if first.pk == second.pk:
        return _("Name another case: remains are not associated with themselves.")
    houses = {first.custodian_id, first.responsible_id, second.custodian_id, second.responsible_id}
    if user.agency_id not in houses:
        return _("Your agency neither holds one of these cases nor answers for it.")
    for case in (first, second):
        if why_not := why_not_associate(user, case):
            return f"{case}: {why_not}"
    return None


def why_not_decide(user: User, association: Association) -> str | None:
    """To accept it, or to reject it."""
    if why_not := _why_not_an_examiner(user):
        return why_not
    if association.agency.party_id != user.party_id:
        return _("This association was proposed by another side.")
    if association.proposed_by_id == user.pk:
        return _("Who proposed an association does not decide on it; another examiner does.")
    for case in association.cases:
        if why_not := why_not_blind(user, case):
            return f"{case}: {why_not}"
    return None


def why_not_accept(user: User, association: Association) -> str | None:
    if why_not := why_not_decide(user, association):
        return why_not
    for case in association.cases:
        if why_not := why_not_of_one_person(case):
            return f"{case}: {why_not}"
    return None


def why_not_withdraw(user: User, association: Association) -> str | None:
    """An error is taken back by whoever finds it: nobody needs to be blind for that."""
    if why_not := _why_not_an_examiner(user):
        return why_not
    if association.agency.party_id != user.party_id:
        return _("This association was proposed by another side.")
    return None


def why_not_of_one_person(case: RemainsCase) -> str | None:
    if case.kind == RemainsKind.MIXED_FRAGMENTS:
        return _("Mixed fragments may be of several people; they are not associated as one.")
    if is_non_human(case):
        return _("These remains are declared as non-human.")
    return None


def is_non_human(case: RemainsCase) -> bool:
    """Two people said so, and nobody has taken it back."""
    if case.state != CaseState.CLOSED:
        return False
    confirmed = Declaration.objects.filter(case=case, confirmed_at__isnull=False)
    last = confirmed.order_by("-pk").first()
    return last is not None and last.kind == DeclarationKind.NON_HUMAN


def why_not_blind(user: User, case: RemainsCase) -> str | None:
    """Blind is who has done nothing about whom these remains may be. That is what is recorded, so
    that is what is asked; the pages where an association is decided show none of it."""
    knows = (_has_presumed, _has_looked_at_candidates, _has_worked_on_identity)
    if any(knows_of(user, case) for knows_of in knows):
        return _(
            "You have worked on whom these remains may be, so you are not blind to it. Another "
            "examiner says whether they belong together."
        )
    return None


def _has_presumed(user: User, case: RemainsCase) -> bool:
    flags = Presumption.objects.filter(case=case)
    return flags.filter(Q(set_by=user.pk) | Q(lifted_by=user.pk)).exists()


def _has_looked_at_candidates(user: User, case: RemainsCase) -> bool:
    """Among people sought: two cases that may be of one person name nobody."""
    people = Candidate.objects.filter(case=case, person__isnull=False)
    looked = Q(looked_by=user.pk) | Q(exclusions__excluded_by=user.pk)
    return people.filter(looked).exists()


def _has_worked_on_identity(user: User, case: RemainsCase) -> bool:
    """Proposed, submitted, gave evidence, sat on a board, certified or contested: of an
    identification that covers the case, whatever became of it."""
    covering = Identification.objects.filter(covered__case=case)
    if Seat.objects.filter(ballot__identification__in=covering, member=user.pk).exists():
        return True
    acted = (Event.objects.of(one).filter(facts__actor=user.pk) for one in covering)
    return any(events.exists() for events in acted)


def _why_not_an_examiner(user: User) -> str | None:
    if not user.has_perm("cases.associate_remains"):
        return _("Only a forensic examiner says that remains belong together.")
    if not user.is_person:
        return _("That remains belong together is said by a person, not by a program.")
    if user.party_id is None:
        return _("You belong to no side; ask your administrator.")
    return None


def association_moves(user: User, association: Association) -> dict[str, Sentence | str | None]:
    """Each move: None if this user may make it now, else what they are told."""
    flow, state = association_workflow, association.state
    return {
        "accept": flow.why_not("accept", state) or why_not_accept(user, association),
        "reject": flow.why_not("reject", state) or why_not_decide(user, association),
        "withdraw": flow.why_not("withdraw", state) or why_not_withdraw(user, association),
    }
