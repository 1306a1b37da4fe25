"""Who opens records of people sought and writes in them, and who sets a presumptive flag."""

from django.utils.translation import gettext as _

from cases.models import MissingPerson, Outcome, Presumption, RemainsCase
from cases.policies import outcomes, relatives
from cases.states import ALIVE, PersonState
from repatriation.accounts.models import User
from repatriation.errors import Sentence


def why_not_open(user: User) -> str | None:
    if not user.has_perm("cases.keep_persons"):
        return _("Only a family liaison, an examiner or a coordinator opens such a record.")
    if user.agency_id is None:
        return _("You belong to no agency; ask your administrator.")
    return None


def why_not_open_from_papers(user: User, case: RemainsCase) -> str | None:
    return why_not_open(user) or why_not_of_house(user, case)


def why_not_correct(user: User, person: MissingPerson) -> str | None:
    """Also why not to add what was told, or to take it back."""
    if not user.has_perm("cases.keep_persons"):
        return _("Only a family liaison, an examiner or a coordinator corrects such a record.")
    if person.agency_id != user.agency_id:
        return _("Another agency seeks this person; it corrects its own record.")
    return why_not_merged(person)


def why_not_merged(person: MissingPerson) -> str | None:
    if person.merged_into_id:
        return _("This record was merged into %(record)s, which goes on.") % {
            "record": person.merged_into
        }
    return None


def why_not_identified(person: MissingPerson) -> str | None:
    """What stands against a board's decision that remains are this person."""
    if person.state == PersonState.IDENTIFIED:
        return _("Another identification of this person stands; it has to be revoked first.")
    return why_not_dead(person)


def why_not_dead(person: MissingPerson) -> str | None:
    """What stands against it also where the decision stands already, or is added to."""
    if person.state in ALIVE:
        return _(
            "The person is recorded as alive (%(state)s). If that was wrong, the search is taken "
            "up again first."
        ) % {"state": person.get_state_display()}
    if Outcome.objects.waiting().filter(person=person).exists():
        return _("A report that this person is alive waits; it is confirmed or withdrawn first.")
    return why_not_merged(person)


def person_moves(user: User, person: MissingPerson) -> dict[str, Sentence | str | None]:
    write = why_not_correct(user, person)
    return {
        "correct": write,
        "add_name": write,
        "add_feature": write,
        "chart_teeth": write,
        "add_source": write,
        "take_back": write,
        "report_alive": outcomes.why_not_report(user, person),
        "confirm_report": outcomes.why_not_confirm(user, person),
        "withdraw_report": outcomes.why_not_withdraw(user, person),
        "search_again": outcomes.why_not_search_again(user, person),
        "add_relative": relatives.why_not_keep(user, person),
        "order_relatives": relatives.why_not_keep(user, person),
    }


def why_not_presume(user: User, case: RemainsCase) -> str | None:
    if not (user.has_perm("cases.propose_identification") and user.is_person):
        return _("Only a forensic examiner sets a presumptive flag.")
    if why_not := why_not_of_house(user, case):
        return why_not
    if Presumption.objects.open().filter(case=case).exists():
        return _("This case has a presumptive flag; lift it before you set another.")
    return None


def why_not_lift(user: User, case: RemainsCase) -> str | None:
    if not (user.has_perm("cases.propose_identification") and user.is_person):
        return _("Only a forensic examiner lifts a presumptive flag.")
    if why_not := why_not_of_house(user, case):
        return why_not
    if not Presumption.objects.open().filter(case=case).exists():
        return _("This case has no presumptive flag.")
    return None


def why_not_of_house(user: User, case: RemainsCase) -> str | None:
    if case.custodian_id != user.agency_id and case.responsible_id != user.agency_id:
        return _("Your agency neither holds this case nor answers for it.")
    return None
