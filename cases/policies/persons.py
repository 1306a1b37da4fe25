"""Who opens records of people sought, and who sets a presumptive flag."""

from django.utils.translation import gettext as _

from cases.models import MissingPerson, Presumption, RemainsCase
from repatriation.accounts.models import User


def why_not_open(user: User) -> str | None:
    if not user.has_perm("cases.keep_persons"):
        return _("Only a family liaison, an examiner or a coordinator opens such a record.")
    if user.agency_id is None:
        return _("You belong to no agency; ask your administrator.")
    return None


def why_not_correct(user: User, person: MissingPerson) -> str | None:
    if not user.has_perm("cases.keep_persons"):
        return _("Only a family liaison, an examiner or a coordinator corrects such a record.")
    if person.agency_id != user.agency_id:
        return _("Another agency seeks this person; it corrects its own record.")
    return None


def person_moves(user: User, person: MissingPerson) -> dict[str, str | None]:
    return {"correct": why_not_correct(user, person)}


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
