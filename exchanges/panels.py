"""What an exchange says on the pages of remains: which batch, which line, what is expected."""

from typing import Any

from django.db.models import Count as Number
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases.models import Container, RemainsCase, TallySheet
from cases.models.counting import people_told
from cases.policies.examinations import why_not_see_identity
from cases.states import ContainerState
from exchanges.models import BatchPlace, BatchSheet, Count, Discrepancy, ExchangeBatch
from repatriation.accounts.models import User
from repatriation.dashboard.panels import Panel, panel_on
from repatriation.dashboard.people import people_shown

EXPECTED = ContainerState.HANDED_OVER


@panel_on("cases.container")
def batches_of_container(user: User, container: Container) -> Panel | None:
    places = _places(user, Q(container=container))
    if not places:
        return None
    disputes = Discrepancy.objects.visible_to(user).filter(container=container)
    shown = {"places": places, "discrepancies": disputes.order_by("pk")}
    return Panel(_("Exchange"), "exchanges/panels/container.html", shown)


@panel_on("cases.container")
def people_of_container(user: User, container: Container) -> Panel | None:
    """Beside what the sender claims of it."""
    inside = RemainsCase.objects.filter(container=container)
    people = people_told(user, inside, container.responsible.party_id)
    if people is None:
        return None
    claimed = _claimed(_places(user, Q(container=container)))
    shown = {"people": people_shown(people, claimed)}
    return Panel(_("How many people"), "exchanges/panels/people.html", shown)


@panel_on("cases.remainscase")
def batches_of_case(user: User, case: RemainsCase) -> Panel | None:
    """Of the container it was numbered from; the claimed name for who examines it, after the
    profile is locked. Before that the reason is said, whether a name is claimed or not."""
    if case.container_id is None:
        return None
    places = _places(user, Q(container=case.container_id))
    hidden = why_not_see_identity(user, case)
    claimed = BatchPlace.objects.claimed_for(user, case).order_by("-pk").first()
    if not (places or claimed or hidden):
        return None
    shown = {"places": places, "claimed": claimed, "hidden": hidden}
    return Panel(_("Exchange"), "exchanges/panels/case.html", shown)


@panel_on("cases.tallysheet")
def batch_of_sheet(user: User, sheet: TallySheet) -> Panel | None:
    """What a sheet of the venue or of an intake is scanned against."""
    visible = ExchangeBatch.objects.visible_to(user)
    sheets = BatchSheet.objects.filter(sheet=sheet, batch__in=visible)
    link = sheets.select_related("batch__round", "allocation__mortuary").first()
    if link is None:
        return None
    others = [] if link.allocation else _counts_of_others(user, link.batch)
    shown = {"batch": link.batch, "share": link.allocation, "others": others, **_progress(link)}
    return Panel(_("Batch"), "exchanges/panels/sheet.html", shown)


def _counts_of_others(user: User, batch: ExchangeBatch) -> list[Count]:
    """At the venue, of each source the latest, as they state it: never added to what we scan."""
    counts = Count.objects.visible_to(user).filter(batch=batch, stage=Count.Stage.VENUE)
    theirs = counts.exclude(source=batch.receiver).select_related("source").order_by("pk")
    return list({count.source_id: count for count in theirs}.values())


def _progress(link: BatchSheet) -> dict[str, Any]:
    """Over all sheets of the batch, or of the share."""
    if link.allocation:
        arrived = Q(container__state__in=[EXPECTED])
        return link.allocation.places.aggregate(
            expected=Number("pk"), done=Number("pk", filter=~arrived)
        )
    return link.batch.places.filter(left_at=None).aggregate(
        expected=Number("pk", filter=Q(line__isnull=False)),
        done=Number("pk", filter=Q(outcome="handed_over", line__isnull=False)),
        extra=Number("pk", filter=Q(line=None)),
    )


def _claimed(places: QuerySet[BatchPlace]) -> int | None:
    """How many people the sender claims to be in it, by the newest list it stands on."""
    lines = (place.line for place in places if place.line)
    return next((line.claimed_individuals for line in lines), None)


def _places(user: User, which: Q) -> QuerySet[BatchPlace]:
    """Without the claimed name: it is read where lines are compared."""
    places = BatchPlace.objects.visible_to(user).filter(which)
    return places.select_related("batch__round", "line").order_by("-pk")
