"""Which remains, and which places, sheets and acts about them, a user may see."""

from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.querysets.sight import certifies, of_own_party, sees_records
from cases.states import GONE, UNEXAMINED, UNOPENED
from repatriation.accounts.models import Agency


class HeldQuerySet(QuerySet):
    """Things that somebody holds and somebody answers for."""

    def visible_to(self, user):
        """What the agency holds, answers for, or is sent; a party's coordinators see all of it."""
        if not sees_records(user):
            return self.none()
        agency = user.agency_id
        own = Q(custodian=agency) | Q(responsible=agency) | Q(destined_to=agency)
        return self.filter(own | of_own_party(user, "custodian", "responsible"))

    def for_pages(self):
        return self.select_related("custodian", "responsible", "storage_unit", "destined_to")


class ContainerQuerySet(HeldQuerySet):
    def visible_to(self, user):
        """What is packed for the other party is also seen by whoever lists it for the own side."""
        seen = super().visible_to(user)
        if not (sees_records(user) and user.party_id and user.has_perm("exchanges.list_batch")):
            return seen
        packed = self.model.packings.rel.related_model.objects.open().values("container")
        return seen | self.filter(pk__in=packed, custodian__party=user.party_id)

    def lying(self):
        """What takes up room by itself: what is in an opened container has numbers of its own."""
        return self.filter(state__in=UNOPENED)


class OfHeldQuerySet(QuerySet):
    """Rows about a container or a case, seen by whoever sees that."""

    def visible_to(self, user):
        from_model = self.model._meta.get_field
        containers = from_model("container").related_model.objects.visible_to(user)
        cases = from_model("case").related_model.objects.visible_to(user)
        return self.filter(
            Exists(containers.filter(pk=OuterRef("container")))
            | Exists(cases.filter(pk=OuterRef("case")))
        )

    def of(self, subject: Any) -> Any:
        """Newest first. `subject` is a container or a case."""
        return self.filter(**{subject.custody_field: subject}).order_by("-pk")


class CustodyEventQuerySet(OfHeldQuerySet):
    def of(self, subject):
        """Newest first. `subject` is a container or a case; a case's begins in its container."""
        return self.filter(**{subject.custody_field: subject}).order_by("-seq")

    def story_of(self, subject):
        """Newest first. A case's begins with its container's, with later corrections of what was
        before it was numbered: custody is not broken by numbering."""
        own = Q(**{subject.custody_field: subject})
        if container := getattr(subject, "container_id", None):
            happened = Coalesce("corrects__occurred_at", "occurred_at")
            rows = self.annotate(happened=happened)
            before = Q(container=container, happened__lte=subject.numbered_at)
            return rows.filter(own | before).order_by(F("case").desc(nulls_last=True), "-seq")
        return self.filter(own).order_by("-seq")

    def alone(self):
        """Done by one person, and not yet reviewed by another."""
        return self.exclude(alone_reason="").filter(review=None)


class FlagQuerySet(OfHeldQuerySet):
    def open(self) -> "FlagQuerySet":
        return self.filter(lifted_at=None)


class DeclarationQuerySet(OfHeldQuerySet):
    def waiting(self) -> "DeclarationQuerySet":
        """For the second person."""
        return self.filter(confirmed_at=None, withdrawn_at=None)


class TallySheetQuerySet(QuerySet):
    def visible_to(self, user):
        if not sees_records(user):
            return self.none()
        return self.filter(agency=user.agency_id)


class StorageUnitQuerySet(QuerySet):
    def visible_to(self, user):
        """Places of the own agency; a party's coordinators see all of their party's."""
        if not sees_records(user):
            return self.none()
        return self.filter(Q(agency=user.agency_id) | of_own_party(user, "agency"))

    def managed_by(self, user):
        return self.filter(agency__in=Agency.objects.managed_by(user))

    def with_stored(self):
        """With `stored`: how many lie in each, whoever may see them."""
        lying = [
            apps.get_model("cases", noun)
            .objects.lying()
            .filter(storage_unit=OuterRef("pk"))
            .order_by()
            .values("storage_unit")
            .annotate(number=Count("pk"))
            .values("number")
            for noun in ("Container", "RemainsCase")
        ]
        counted = [Coalesce(Subquery(rows), 0) for rows in lying]
        return self.annotate(stored=counted[0] + counted[1])


class RecoverySiteQuerySet(QuerySet):
    def visible_to(self, user):
        if not sees_records(user):
            return self.none()
        return self.filter(Q(agency=user.agency_id) | of_own_party(user, "agency"))


class RemainsCaseQuerySet(HeldQuerySet):
    def with_locked_profile(self):
        """Those with an examination whose profile is locked; `profile_sex` is the newest one's."""
        examination: Any = self.model.examinations.rel.related_model
        locked = examination.objects.filter(case=OuterRef("pk"), profile_locked_at__isnull=False)
        newest = locked.order_by("-number").values("sex")[:1]
        return self.filter(Exists(locked)).annotate(profile_sex=Subquery(newest))

    def to_examine_blind(self, user):
        """Those this user may examine, and whose profile nobody has locked yet."""
        if not (user.agency_id and user.has_perm("cases.examine_remains")):
            return self.none()
        examination: Any = self.model.examinations.rel.related_model
        locked = examination.objects.filter(case=OuterRef("pk"), profile_locked_at__isnull=False)
        here = Q(custodian=user.agency_id) | Q(responsible=user.agency_id)
        return self.filter(here, ~Exists(locked), state__in=UNEXAMINED)

    def candidates_may_be_sought(self):
        """Sex, age and stature are locked in the newest examination: a candidate leads nobody."""
        examination: Any = self.model.examinations.rel.related_model
        newest = examination.objects.filter(case=OuterRef("pk")).order_by("-number")
        locked_at = Subquery(newest.values("profile_locked_at")[:1])
        return self.alias(locked_at=locked_at).filter(locked_at__isnull=False)

    def lying(self):
        """In custody, somewhere."""
        return self.exclude(state__in=GONE)

    def visible_to(self, user):
        """Also what lies before the user's board, what the user's authority certifies, and what
        another agency has granted for a candidate, until a day."""
        rows = super().visible_to(user)
        if user.agency_id and user.has_perm("cases.see_candidates"):
            requests: Any = self.model._meta.get_field("sight_requests").related_model
            granted = requests.objects.live(user.agency_id).filter(case=OuterRef("pk"))
            rows |= self.filter(Exists(granted))
        if not (user.has_perm("cases.vote_on_identification") or certifies(user)):
            return rows
        identifications = self.model.covered_by.rel.related_model.identification.field.related_model
        mine = identifications.objects.before_board_or_authority(user)
        return rows | self.filter(Exists(mine.filter(covered__case=OuterRef("pk"))))
