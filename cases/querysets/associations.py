"""Which associations and individuals a user may see. Neither ever leaves the party."""

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce


def sees_associations(user) -> bool:
    return bool(user.party_id) and user.has_perm("cases.see_associations")


class AssociationQuerySet(QuerySet):
    def visible_to(self, user):
        """Of the own party, to whoever sees both cases: one of them is another agency's to tell."""
        if not sees_associations(user):
            return self.none()
        cases = self.model._meta.get_field("first").related_model.objects.visible_to(user)
        return self.filter(
            Exists(cases.filter(pk=OuterRef("first"))),
            Exists(cases.filter(pk=OuterRef("second"))),
            agency__party=user.party_id,
        )

    def accepted(self) -> "AssociationQuerySet":
        return self.filter(state="accepted")

    def waiting(self) -> "AssociationQuerySet":
        """For the second person."""
        return self.filter(state="proposed")

    def of(self, *cases) -> "AssociationQuerySet":
        """In which at least one of these cases stands."""
        return self.filter(Q(first__in=cases) | Q(second__in=cases))

    def between(self, one, other) -> "AssociationQuerySet":
        return self.filter(first__in=[one, other], second__in=[one, other])

    def for_pages(self):
        return self.select_related("first", "second", "agency", "proposed_by", "decided_by")


class IndividualQuerySet(QuerySet):
    def visible_to(self, user):
        """Of the own party, to whoever sees one of the cases it holds or held."""
        if not sees_associations(user):
            return self.none()
        members = self.model.members.rel.related_model
        cases = members._meta.get_field("case").related_model.objects.visible_to(user)
        seen = members.objects.filter(individual=OuterRef("pk")).filter(
            Exists(cases.filter(pk=OuterRef("case")))
        )
        return self.filter(Exists(seen), agency__party=user.party_id)

    def distinguished(self) -> "IndividualQuerySet":
        return self.filter(state="distinguished")

    def with_cases(self):
        """With `cases`: how many each holds together now, whoever may see them."""
        members = self.model.members.rel.related_model.objects.now()
        number = members.filter(individual=OuterRef("pk")).order_by().values("individual")
        counted = number.annotate(number=Count("pk")).values("number")
        return self.annotate(cases=Coalesce(Subquery(counted), 0))


class MembershipQuerySet(QuerySet):
    def now(self) -> "MembershipQuerySet":
        return self.filter(left_at=None)

    def shown_to(self, user):
        """Of the cases this user may see, as they came; what has left, too."""
        cases = self.model._meta.get_field("case").related_model.objects.visible_to(user)
        rows = self.filter(Exists(cases.filter(pk=OuterRef("case"))))
        return rows.select_related("case").order_by(F("left_at").desc(nulls_first=True), "pk")
