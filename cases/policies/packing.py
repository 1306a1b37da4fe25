"""What is packed for its return to the other party, and by whom: a reason to refuse, or None."""

from django.utils.translation import gettext as _

from cases.models import Container, Packing, RemainsCase
from cases.models.release import ReleaseTo
from cases.policies.persons import why_not_of_house
from cases.policies.releases import authorised_release
from cases.policies.releasing import needs_of
from cases.states import CaseState, container_workflow
from repatriation.accounts.models import User
from repatriation.errors import Sentence

Why = Sentence | str | None


def why_not_pack_anything(user: User) -> str | None:
    if not (user.has_perm("cases.pack_remains") and user.is_person):
        return _("Only a mortuary officer packs remains, and not a program.")
    return None


def why_not_pack(user: User, case: RemainsCase) -> Why:
    """By whoever holds them, once authorised for the other party, and all it rests on still so."""
    if why_not := why_not_pack_anything(user) or why_not_of_house(user, case):
        return why_not
    if case.custodian_id != user.agency_id:
        return _("%(case)s lies with %(agency)s, and is packed there.") % {
            "case": case,
            "agency": case.custodian,
        }
    if packed := packing_of(case):
        return _("%(case)s is packed in %(container)s.") % {
            "case": case,
            "container": packed.container,
        }
    release = authorised_release(case)
    if case.state != CaseState.RELEASE_AUTHORISED or release is None:
        return _("%(case)s is not authorised to leave; a release officer authorises it first.") % {
            "case": case
        }
    if release.to != ReleaseTo.OTHER_PARTY:
        return _("%(case)s is authorised for somebody else than the other party.") % {"case": case}
    if release.authorised_by_id == user.pk:
        return _("You authorised this release; another person packs.")
    return next((need.why_not for need in needs_of(case, release.to) if need.why_not), None)


def why_not_unpack(user: User, container: Container) -> Why:
    if why_not := why_not_pack_anything(user):
        return why_not
    if user.agency_id not in (container.responsible_id, container.custodian_id):
        return _("It is unpacked by %(agency)s, who packed it.") % {"agency": container.responsible}
    return container_workflow.why_not("unpack", container.state)


def why_not_list_again(container: Container) -> str | None:
    """What came back after a handover is examined anew: the container it left in is empty."""
    packings = container.packings.all()
    if packings and not any(one.ended_at is None for one in packings):
        return _("What was packed in it is not in it any more; pack anew.")
    return None


def packing_of(case: RemainsCase) -> Packing | None:
    found: Packing | None = (
        Packing.objects.open().filter(case=case).select_related("container").first()
    )
    return found


def fallen_in(containers: list[Container]) -> list[Packing]:
    """Packed in them, while nothing authorises any more that they leave."""
    rows = Packing.objects.open().filter(container__in=containers).select_related("case")
    return list(rows.exclude(case__state=CaseState.RELEASE_AUTHORISED).order_by("pk"))
