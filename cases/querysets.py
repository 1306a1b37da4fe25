"""Which remains, and how much of them, a user may see."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from repatriation.accounts.models import Agency


def sees_records(user) -> bool:
    """Whether this user's roles have anything to do with remains; an administrator's have not."""
    return user.agency_id is not None and user.has_perm("cases.see_records")


def of_own_party(user, *agencies: str) -> Q:
    """Rows where one of these agencies is of the user's party, for those who see so far.

    Nothing for a user without a party: `party=None` would match every intermediary.
    """
    if not (user.party_id and user.has_perm("cases.see_party_records")):
        return Q(pk__in=[])
    rows = Q(pk__in=[])
    for agency in agencies:
        rows |= Q(**{f"{agency}__party": user.party_id})
    return rows


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


class CustodyEventQuerySet(QuerySet):
    def visible_to(self, user):
        """The events of what the user may see."""
        from_model = self.model._meta.get_field
        containers = from_model("container").related_model.objects.visible_to(user)
        cases = from_model("case").related_model.objects.visible_to(user)
        return self.filter(
            Exists(containers.filter(pk=OuterRef("container")))
            | Exists(cases.filter(pk=OuterRef("case")))
        )

    def of(self, subject):
        """Newest first. `subject` is a container or a case; a case's begins in its container."""
        return self.filter(**{subject.custody_field: subject}).order_by("-seq")

    def alone(self):
        """Done by one person, and not yet reviewed by another."""
        return self.exclude(alone_reason="").filter(review=None)


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


class RecoverySiteQuerySet(QuerySet):
    def visible_to(self, user):
        if not sees_records(user):
            return self.none()
        return self.filter(Q(agency=user.agency_id) | of_own_party(user, "agency"))
