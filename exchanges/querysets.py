"""Which rows of an exchange, and how much of a row, a user may see."""

from typing import Any

from django.apps import apps
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, Trim

from exchanges.states import BatchState, RoundState

NOBODY = Q(pk__in=[])


def sees_exchanges(user) -> bool:
    """Whether this user's roles have anything to do with exchanges; an administrator's have not.

    Nothing without an agency: `intermediary=None` would match every round without one.
    """
    return user.agency_id is not None and user.has_perm("exchanges.see_exchanges")


def of_party(user, *agencies: str) -> Q:
    """Rows where one of these agencies is of the user's party, for those who may see so far.

    Nothing for a user without a party: `party=None` would match every intermediary.
    """
    if not (user.party_id and user.has_perm("exchanges.see_party_exchanges")):
        return NOBODY
    rows = NOBODY
    for agency in agencies:
        rows |= Q(**{f"{agency}__party": user.party_id})
    return rows


def place_within(rows, field: str) -> Coalesce:
    """From 1 among these rows of the same `field`, whichever a filter leaves: a window would count
    only the rest."""
    earlier = rows.filter(**{field: OuterRef(field)}, pk__lte=OuterRef("pk"))
    return number_of(earlier, field)


class VenueQuerySet(QuerySet):
    def managed_by(self, user):
        """The sides meet there: every administrator keeps all of them."""
        return self


class ExchangeRoundQuerySet(QuerySet):
    def visible_to(self, user):
        """The two sides' and, once proposed, the intermediary's; a mortuary's with a share."""
        if not sees_exchanges(user):
            return self.none()
        agency = user.agency_id
        batches = self.model.batches.rel.related_model.objects.visible_to(user)
        told = (
            Q(counterpart=agency)
            | Q(intermediary=agency)
            | of_party(user, "counterpart")
            | Exists(batches.filter(round=OuterRef("pk")))
        )
        own = Q(convenor=agency) | of_party(user, "convenor")
        return self.filter(own | (told & ~Q(state=RoundState.DRAFT)))

    def for_pages(self):
        return self.select_related("convenor", "counterpart", "intermediary", "venue")

    def with_agreement_told(self, user):
        """The reference of its agreement, for those who know of that."""
        agreements = self.model._meta.get_field("agreed_under").related_model.objects
        seen = agreements.visible_to(user).filter(pk=OuterRef("agreed_under"))
        return self.annotate(agreement_told=Subquery(seen.values("reference")))


class ExchangeBatchQuerySet(QuerySet):
    def visible_to(self, user):
        """Both sides' once it is listed, before that its opener's; no more than counts for
        the intermediary (see `shown_to`); a mortuary's when something is allocated to it."""
        if not sees_exchanges(user):
            return self.none()
        agency = user.agency_id
        allocations = self.model.allocations.rel.related_model.objects
        sides = Q(sender=agency) | Q(receiver=agency) | of_party(user, "sender", "receiver")
        told = sides | Q(round__intermediary=agency)
        share = Exists(allocations.filter(batch=OuterRef("pk"), mortuary=agency))
        opener = Q(opened_for=agency) | of_party(user, "opened_for")
        return self.filter(opener | Q(sender=agency) | share | (told & ~Q(state=BatchState.DRAFT)))

    def for_pages(self):
        return self.select_related(
            "sender", "receiver", "round__venue", "round__intermediary", "sealed_manifest"
        )

    def with_progress(self):
        """With what decides what a batch waits for: `listed` lines of the newest list, whether
        the sender `filed` that one, how many its last count `counted`, how many containers were
        `scanned` at the venue, and how many of them are `unallocated`."""
        lists = self.model.manifests.rel.related_model.objects.filter(
            batch=OuterRef("pk"), side="sender"
        )
        newest = lists.order_by("-number")
        lines = self.model._meta.get_field("sealed_manifest").related_model.lines.rel.related_model
        counts = self.model.counts.rel.related_model.objects.filter(stage="packing")
        taken = self.model.places.rel.related_model.objects.filter(
            batch=OuterRef("pk"), outcome="handed_over", left_at=None
        )
        return self.annotate(newest_list=Subquery(newest.values("pk")[:1])).annotate(
            listed=number_of(lines.objects.filter(manifest=OuterRef("newest_list")), "manifest"),
            filed=Exists(newest.filter(pk=OuterRef("newest_list"), is_recorded_for=False)),
            counted=Subquery(
                counts.filter(manifest=OuterRef("newest_list"))
                .order_by("-pk")
                .values("containers")[:1]
            ),
            scanned=number_of(taken, "batch"),
            unallocated=number_of(taken.filter(allocation=None), "batch"),
        )


def number_of(rows, field: str) -> Coalesce:
    """How many of these rows there are for the outer one."""
    per_row = rows.order_by().values(field).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(per_row), 0)


def may_read_claims(user, batch: str, **place: str) -> Q:
    """The two sides' officers. `batch` is the path from the row to its batch; `place` says which
    places the row is of: whoever may also examine what came in one of them is told no claimed name
    before its profile is locked. Without it, it is any place of the batch."""
    if not (user.party_id and user.has_perm("exchanges.read_claims")):
        return NOBODY
    sides = Q(**{f"{batch}__sender__party": user.party_id}) | Q(
        **{f"{batch}__receiver__party": user.party_id}
    )
    if not user.has_perm("cases.examine_remains"):
        return sides
    cases: Any = apps.get_model("cases", "RemainsCase").objects.to_examine_blind(user)
    for path, value in (place or {"batch": batch}).items():
        of_row = {f"container__places__{path}": OuterRef(value)}
        sides &= Q(~Exists(cases.filter(**of_row)))
    return sides


def claimed_name(line: str = "") -> Case:
    """The name as it was written: in one column, or put together from three."""
    parts = [F(f"{line}claimed_{part}") for part in ("surname", "given_name", "patronymic")]
    spaced = Trim(Concat(parts[0], Value(" "), parts[1], Value(" "), parts[2]))
    return Case(When(**{f"{line}claimed_name": ""}, then=spaced), default=F(f"{line}claimed_name"))


class ManifestLineQuerySet(QuerySet):
    def shown_to(self, user):
        """With `name`: a claimed name leaves the database for the two sides only."""
        sides = may_read_claims(user, "manifest__batch", line="pk")
        return self.annotate(name=Case(When(sides, then=claimed_name()), default=Value("")))


# Listed to go, and did not pass; what its sender struck from the list before the seal was never
# promised with it.
FELL_SHORT = Q(line__isnull=False, outcome__in=["not_presented", "refused", "taken_back"])


class BatchPlaceQuerySet(QuerySet):
    def fell_short(self):
        """What a commitment still waits for, of the batches that are ended."""
        return self.filter(FELL_SHORT)

    def visible_to(self, user):
        """A side sees every place of its batches; a mortuary only those allocated to it; an
        intermediary none, because labels may carry names."""
        if not sees_exchanges(user):
            return self.none()
        agency = user.agency_id
        sides = Q(batch__sender=agency) | Q(batch__receiver=agency)
        party = of_party(user, "batch__sender", "batch__receiver")
        return self.filter(sides | party | Q(allocation__mortuary=agency))

    def shown_to(self, user):
        """With `name`, withheld as on the list itself."""
        sides = may_read_claims(user, "batch", pk="pk")
        name = Case(When(sides, then=claimed_name("line__")), default=Value(""))
        return self.visible_to(user).annotate(name=name).select_related("container", "line")

    def claimed_for(self, user, case):
        """With `name`, for who examines this case where it is, once its profile is locked: by
        the rule of who may examine, and not by who sees the exchange."""
        examines = user.is_person and user.has_perm("cases.examine_remains")
        if not examines or user.agency_id not in (case.custodian_id, case.responsible_id):
            return self.none()
        locked = type(case).objects.with_locked_profile().filter(pk=case.pk)
        of_case = self.filter(Exists(locked), container=case.container_id, line__isnull=False)
        return of_case.annotate(name=claimed_name("line__")).exclude(name="")


class ManifestQuerySet(QuerySet):
    def visible_to(self, user):
        """That a list was filed; its lines are withheld on their own. Not a mortuary's."""
        return self.filter(seen_whole(user)) if sees_exchanges(user) else self.none()

    def with_lines_for(self, user):
        """Those whose lines this user may see, without the names: the two sides'. An intermediary
        is told counts, because labels may carry names."""
        return self.visible_to(user).filter(_of_a_side(user, "batch"))

    def readable_by(self, user):
        """Those whose file, with the names in it, this user may have."""
        return self.visible_to(user).filter(may_read_claims(user, "batch"))


class ComparisonQuerySet(QuerySet):
    def visible_to(self, user):
        """Its figures; the lines are withheld on their own. Not a mortuary's."""
        return self.filter(seen_whole(user)) if sees_exchanges(user) else self.none()


class ComparedLineQuerySet(QuerySet):
    def visible_to(self, user):
        """The two sides'; an intermediary sees how many there are of which kind."""
        if not sees_exchanges(user):
            return self.none()
        return self.filter(_of_a_side(user, "comparison__batch"))

    def shown_to(self, user):
        """With `sender_name` and `receiver_name`, withheld as on the lists themselves."""
        sides = may_read_claims(user, "comparison__batch", line="sender_line")
        names = {
            f"{side}_name": Case(
                When(sides & ~Q(**{f"{side}_line": None}), then=claimed_name(f"{side}_line__")),
                default=Value(""),
            )
            for side in ("sender", "receiver")
        }
        return (
            self.visible_to(user).annotate(**names).select_related("sender_line", "receiver_line")
        )


def _of_a_side(user, batch: str) -> Q:
    """Rows of batches that the user's side sends or receives."""
    agency = user.agency_id
    sides = Q(**{f"{batch}__sender": agency}) | Q(**{f"{batch}__receiver": agency})
    return sides | of_party(user, f"{batch}__sender", f"{batch}__receiver")


def seen_whole(user) -> Q:
    """Rows of batches that are seen as a whole, and not as one mortuary's share."""
    return _of_a_side(user, "batch") | Q(batch__round__intermediary=user.agency_id)


class AllocationQuerySet(QuerySet):
    def visible_to(self, user):
        if not sees_exchanges(user):
            return self.none()
        agency = user.agency_id
        party = of_party(user, "batch__receiver")
        return self.filter(Q(mortuary=agency) | Q(batch__receiver=agency) | party)


class StatementQuerySet(QuerySet):
    def visible_to(self, user):
        rounds = self.model._meta.get_field("round").related_model.objects.visible_to(user)
        return self.filter(Exists(rounds.filter(pk=OuterRef("round"))))

    def numbered(self):
        """With `number`, from 1 within the round: none is ever deleted, and each is written
        under the lock of its round."""
        return self.annotate(number=place_within(self.model.objects.all(), "round"))

    def shown_to(self, user):
        """With `paper`: which message it was read in is for the two sides and who said it."""
        sides = of_party(user, "round__convenor", "round__counterpart") | Q(agency=user.agency_id)
        paper = Case(When(sides, then=F("source")), default=Value(""))
        return self.visible_to(user).annotate(paper=paper)

    def to_check(self):
        return self.filter(is_recorded_for=True, checked_at=None, lapsed_at=None)

    def acknowledging(self):
        """That stand: what a receiver without mortuaries here says it has."""
        said = self.filter(act="acknowledges", lapsed_at=None)
        return said.exclude(is_recorded_for=True, checked_at=None).order_by("-pk")


class ListImportQuerySet(QuerySet):
    def visible_to(self, user):
        """A draft is its author's own: it may hold anything."""
        return self.filter(started_by=user.pk)


class SavedColumnsQuerySet(QuerySet):
    def visible_to(self, user):
        """Those of the own side: what the other one reads into a list is its own affair."""
        if not (sees_exchanges(user) and user.has_perm("exchanges.see_party_exchanges")):
            return self.none()
        return self.filter(party=user.party_id) if user.party_id else self.none()

    def in_force(self):
        return self.filter(stopped_at=None)
