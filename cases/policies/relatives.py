"""Who keeps relatives, who is next of kin, and what a relative has agreed to."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases.models import Consent, MissingPerson, PassedOver, Relative, RelativeContact
from repatriation.accounts.models import User


def why_not_keep(user: User, person: MissingPerson) -> str | None:
    if not user.has_perm("cases.keep_relatives"):
        return _("Only a family liaison records relatives, their wishes and consent.")
    if person.agency_id != user.agency_id:
        return _("Another agency seeks this person; its liaison keeps the relatives.")
    if person.merged_into_id:
        return _("This record was merged into %(record)s, which goes on.") % {
            "record": person.merged_into
        }
    return None


def why_not_keep_relative(user: User, relative: Relative) -> str | None:
    """Of a merged record, too: the relatives stay with the liaison that knows them."""
    if not user.has_perm("cases.keep_relatives"):
        return _("Only a family liaison records relatives, their wishes and consent.")
    if relative.person.agency_id != user.agency_id:
        return _("Another agency keeps this relative; its liaison does that.")
    return None


def why_not_reveal(user: User, relative: Relative) -> str | None:
    if not user.has_perm("cases.read_relatives"):
        return _("Contacts of relatives are read by a family liaison.")
    if not user.is_person:
        return _("Contacts of relatives are read by a person, not by a program.")
    if relative.person.agency_id != user.agency_id:
        return _("Another agency keeps this relative; ask its liaison.")
    return None


def why_not_pass_over(user: User, relative: Relative) -> str | None:
    if why_not := why_not_keep_relative(user, relative):
        return why_not
    if PassedOver.objects.standing().filter(relative=relative).exists():
        return _("This relative is passed over already.")
    return None


def why_not_consider_again(user: User, relative: Relative) -> str | None:
    if why_not := why_not_keep_relative(user, relative):
        return why_not
    if not PassedOver.objects.standing().filter(relative=relative).exists():
        return _("This relative is not passed over.")
    return None


def why_not_withdraw_consent(relative: Relative) -> str | None:
    if not Consent.objects.standing().filter(relative=relative).exists():
        return _("No consent of this relative stands.")
    return None


def why_not_withdraw_contact(relative: Relative) -> str | None:
    if not RelativeContact.objects.standing().filter(relative=relative).exists():
        return _("No contact of this relative is kept.")
    return None


def relative_moves(user: User, relative: Relative) -> dict[str, str | None]:
    keep = why_not_keep_relative(user, relative)
    return {
        "correct": keep,
        "pass_over": why_not_pass_over(user, relative),
        "consider_again": why_not_consider_again(user, relative),
        "give_consent": keep,
        "withdraw_consent": keep or why_not_withdraw_consent(relative),
        "add_contact": keep,
        "withdraw_contact": keep or why_not_withdraw_contact(relative),
        "reveal": why_not_reveal(user, relative),
    }


def relatives_of(person: MissingPerson) -> QuerySet[Relative]:
    """Of the record and of those merged into it, as next of kin in order."""
    together = Q(person=person) | Q(person__merged_into=person)
    relatives: QuerySet[Relative] = Relative.objects.filter(together).in_order()
    return relatives


def next_of_kin(person: MissingPerson) -> Relative | None:
    """The first in order who is not passed over."""
    passed = PassedOver.objects.standing().values("relative")
    return relatives_of(person).exclude(pk__in=passed).first()


def has_consent(relative: Relative, purpose: str) -> bool:
    return bool(Consent.objects.standing().filter(relative=relative, purpose=purpose).exists())
