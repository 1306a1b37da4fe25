"""What the page of a case says of who it may be, as far as its reader may know."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.dashboard.badges import state_badge
from cases.models import Identification, Presumption, RemainsCase
from cases.policies.examinations import why_not_see_identity
from cases.policies.identifications import why_not_propose
from cases.policies.persons import why_not_lift, why_not_open_from_papers, why_not_presume
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Meaning, Move


@dataclass(frozen=True)
class Identity:
    identifications: list[tuple[Identification, Badge]]
    presumption: Presumption | None
    flag: Badge
    hidden: str | None  # why no flag is shown, whether there is one or not


def identification_part(user: User, case: RemainsCase) -> Identity:
    """What stands or is open first; a presumptive flag only for those it is for."""
    rows = Identification.objects.visible_to(user).filter(covered__case=case).order_by("-pk")
    flag = _flag_of(user, case)
    return Identity(
        [(row, state_badge(row)) for row in rows],
        flag,
        Badge(_("Presumptive"), Meaning.FLAG),
        None if flag else why_not_see_identity(user, case),
    )


def _flag_of(user: User, case: RemainsCase) -> Presumption | None:
    flags = Presumption.objects.visible_to(user).open().filter(case=case)
    return flags.select_related("person", "set_by").first()


def presumptive_flag(identity: Identity) -> list[Badge]:
    return [identity.flag] if identity.presumption else []


def identification_moves_of(user: User, case: RemainsCase) -> list[Move]:
    """Offered to those who examine: to others they would only be in the way."""
    if not user.has_perm("cases.propose_identification"):
        return []
    url = case.get_absolute_url()
    is_hidden = bool(why_not_see_identity(user, case)) and not _flag_of(user, case)
    # What is hidden is not told by its move either.
    lifts = not is_hidden and why_not_lift(user, case) is None
    flag = (
        Move("lift", _("Lift the presumptive flag"), f"{url}lift/", opens=True)
        if lifts
        else Move(
            "presume",
            _("Set a presumptive flag"),
            f"{url}presume/",
            why_not=None if is_hidden else why_not_presume(user, case),
            opens=True,
        )
    )
    propose = Move(
        "identify",
        _("Propose an identification"),
        f"{url}identify/",
        why_not=why_not_propose(user, case),
        opens=True,
    )
    seek = Move(
        "seek",
        _("Seek somebody from papers found"),
        f"{url}seek/",
        why_not=why_not_open_from_papers(user, case),
        opens=True,
    )
    return [propose, flag, seek]
