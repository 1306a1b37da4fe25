"""Releases: what may leave, what has to come back, and what kin do not decide."""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import CoveredCase, KinReferral, Packing, Release, RemainsCase, TakeBackTask
from cases.models.release import ReleaseTo
from cases.states import CaseState
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Meaning, WorkItem
from repatriation.dashboard.formats import day_text
from repatriation.today.work.desk import MOST, Desk, Found, found

LIST = "cases:releases"


def to_take_back(desk: Desk) -> Found:
    """First of all: remains of which nobody may say any more who they are are with a family."""
    if not desk.user.has_perm("cases.release_remains"):
        return Found()
    tasks = TakeBackTask.objects.visible_to(desk.user).open().filter(_house(desk.user, "release__"))
    items = [
        WorkItem(
            _("Take back"),
            _("Released remains"),
            task.release.get_absolute_url(),
            _("They left on an identity that does not stand as it did."),
            task.release.case.reference,
            _("since %(day)s") % {"day": day_text(task.opened_at)},
            state=Badge(task.get_because_display(), Meaning.STOP),
        )
        for task in tasks.select_related("release__case").order_by("opened_at")[: MOST + 1]
    ]
    title = _("More remains to take back")
    return found(items, verb=_("Take back"), title=title, url=reverse(LIST))


def to_release(desk: Desk) -> Found:
    """Authorised by somebody else."""
    if not desk.user.has_perm("cases.release_remains"):
        return Found()
    waiting = Release.objects.visible_to(desk.user).authorised().filter(_house(desk.user))
    waiting = waiting.exclude(authorised_by=desk.user.pk).select_related("case")
    items = [
        WorkItem(
            _("Release"),
            _("Remains, %(whom)s") % {"whom": row.get_to_display()},
            row.get_absolute_url(),
            _("Authorised on %(day)s. You carry it out before a second person.")
            % {"day": day_text(row.authorised_at)},
            row.case.reference,
        )
        for row in waiting.order_by("authorised_at")[: MOST + 1]
    ]
    title = _("More releases to carry out")
    return found(items, verb=_("Release"), title=title, url=reverse(LIST))


def to_pack(desk: Desk) -> Found:
    """Authorised for the other party, here, and in no container yet."""
    if not desk.user.has_perm("cases.pack_remains"):
        return Found()
    packed = Packing.objects.open().filter(case=OuterRef("case"))
    rows = Release.objects.visible_to(desk.user).authorised().filter(to=ReleaseTo.OTHER_PARTY)
    rows = rows.filter(~Exists(packed), case__custodian=desk.user.agency_id)
    rows = rows.exclude(authorised_by=desk.user.pk).select_related("case")
    items = [
        WorkItem(
            _("Pack"),
            _("Remains of the other party"),
            f"{reverse('cases:pack')}?pick={row.case.reference}",
            _("Authorised on %(day)s to be returned.") % {"day": day_text(row.authorised_at)},
            row.case.reference,
        )
        for row in rows.order_by("authorised_at")[: MOST + 1]
    ]
    title = _("More remains to pack")
    return found(items, verb=_("Pack"), title=title, url=reverse("cases:pack"))


def to_authorise(desk: Desk) -> Found:
    """Examined and certified; what may still be missing is said on the page."""
    user = desk.user
    if not user.has_perm("cases.release_remains"):
        return Found()
    certified = Q(covered_by__stands=True) & ~Q(covered_by__identification__certificate="")
    certified &= Q(covered_by__identification__state__in=["certified", "upheld"])
    rows = RemainsCase.objects.visible_to(user).filter(certified, state=CaseState.EXAMINED)
    rows = rows.filter(Q(custodian=user.agency_id) | Q(responsible=user.agency_id)).distinct()
    items = [
        WorkItem(
            _("Authorise"),
            _("Identified and certified remains"),
            reverse("cases:case-releases", args=[row.reference]),
            _("See whether the next of kin has consented, and what else is missing."),
            row.reference,
        )
        for row in rows.order_by("pk")[: MOST + 1]
    ]
    title = _("More certified remains wait for a release")
    return found(items, verb=_("Authorise"), title=title, url=reverse("cases:cases"))


def to_decide(desk: Desk) -> Found:
    """Kin disagree, refuse or cannot be found."""
    if not desk.user.has_perm("cases.decide_for_kin"):
        return Found()
    covered = CoveredCase.objects.filter(identification=OuterRef("identification")).order_by("pk")
    referrals = KinReferral.objects.visible_to(desk.user).open()
    referrals = referrals.annotate(of=Subquery(covered.values("case__reference")[:1]))
    items = [
        WorkItem(
            _("Decide"),
            _("A release: %(because)s") % {"because": row.get_because_display()},
            reverse("cases:case-releases", args=[row.of]),
            _("Referred on %(day)s. The release waits for your order.")
            % {"day": day_text(row.referred_at)},
            row.of,
        )
        for row in referrals.order_by("referred_at")[: MOST + 1]
    ]
    title = _("More referrals of kin")
    return found(items, verb=_("Decide"), title=title, url=reverse(LIST))


def _house(user: User, before: str = "") -> Q:
    own = {f"{before}case__custodian": user.agency_id}
    return Q(**own) | Q(**{f"{before}case__responsible": user.agency_id})
