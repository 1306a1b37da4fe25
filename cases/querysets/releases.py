"""Which releases a user may see, and how much of them."""

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from cases.querysets.sight import certifies


class OfCaseQuerySet(QuerySet):
    """Rows about the release of a case, seen by who sees releases and the case."""

    case = "case"

    def visible_to(self, user):
        if not (user.agency_id and (user.has_perm("cases.see_releases") or certifies(user))):
            return self.none()
        field, model = None, self.model
        for name in self.case.split("__"):
            field = model._meta.get_field(name)
            model = field.related_model
        seen = model.objects.visible_to(user)
        return self.filter(Exists(seen.filter(pk=OuterRef(self.case))))


class PackingQuerySet(OfCaseQuerySet):
    def visible_to(self, user):
        """With the case; whoever packs sees what is packed."""
        cases = self.model._meta.get_field("case").related_model.objects.visible_to(user)
        if not (user.has_perm("cases.pack_remains") or user.has_perm("cases.see_releases")):
            return self.none()
        return self.filter(Exists(cases.filter(pk=OuterRef("case"))))

    def open(self) -> "PackingQuerySet":
        return self.filter(ended_at=None)


class ReleaseQuerySet(OfCaseQuerySet):
    def shown_to(self, user):
        """With `received` and `buried`: who received them and where they lie, for the people of
        the house whose work it is."""
        house = Q(case__custodian=user.agency_id) | Q(case__responsible=user.agency_id)
        reads = user.is_person and user.agency_id and user.has_perm("cases.release_remains")
        told = house if reads else Q(pk__in=[])
        return self.annotate(
            received=Case(When(told, then=F("receiver")), default=Value("")),
            buried=Case(When(told, then=F("burial_place")), default=Value("")),
        )

    def authorised(self) -> "ReleaseQuerySet":
        return self.filter(state="authorised")

    def out(self) -> "ReleaseQuerySet":
        """Carried out, and not taken back."""
        return self.filter(state="done", back_at=None)

    def for_pages(self):
        return self.select_related(
            "case", "agency", "identification", "authorised_by", "released_by", "witness"
        )


class KinReferralQuerySet(QuerySet):
    def visible_to(self, user):
        """With the identification it is about; its legal authority too."""
        if not (user.agency_id and (user.has_perm("cases.see_releases") or certifies(user))):
            return self.none()
        covered = self.model._meta.get_field("identification").related_model.covered.rel
        cases = covered.related_model._meta.get_field("case").related_model.objects
        of_these = covered.related_model.objects.filter(
            identification=OuterRef("identification"), case__in=cases.visible_to(user)
        )
        return self.filter(Exists(of_these))

    def standing(self) -> "KinReferralQuerySet":
        return self.filter(withdrawn_at=None)

    def open(self) -> "KinReferralQuerySet":
        return self.standing().filter(decided_at=None)


class TakeBackTaskQuerySet(OfCaseQuerySet):
    case = "release__case"

    def open(self) -> "TakeBackTaskQuerySet":
        return self.filter(ended_at=None)
