"""Which examinations and findings a user may see."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

READS_RESTRICTED = ("cases.see_findings", "cases.see_restricted_findings")


class ExaminationQuerySet(QuerySet):
    def visible_to(self, user):
        """Of cases the own agency holds or answers for, or whose examination is its own; of what
        is before the user's board. Coordinators of a party see states and places, no findings."""
        if not user.agency_id:
            return self.none()
        case = self.model._meta.get_field("case").related_model
        covered: Any = case.covered_by.rel.related_model
        identifications = covered.identification.field.related_model.objects
        mine = identifications.before_board_or_authority(user)
        rows = Q(Exists(mine.filter(covered__case=OuterRef("case"))))
        if user.has_perm("cases.see_findings"):
            agency = user.agency_id
            rows |= Q(agency=agency) | Q(case__custodian=agency) | Q(case__responsible=agency)
        return self.filter(rows)

    def for_pages(self):
        return self.select_related("case__custodian", "agency", "completed_by", "reviewed_by")

    def newest(self):
        """Of each case the last one."""
        later = self.model.objects.filter(case=OuterRef("case"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later))


class OfExaminationQuerySet(QuerySet):
    def visible_to(self, user):
        examination = self.model._meta.get_field("examination").related_model
        seen = examination.objects.visible_to(user)
        return self.filter(Exists(seen.filter(pk=OuterRef("examination"))))


class FindingQuerySet(OfExaminationQuerySet):
    def standing(self):
        """As corrected, without what was struck out."""
        return self.filter(corrected_by=None, is_struck=False)

    def of_cases(self, cases: Any) -> "FindingQuerySet":
        """Standing, in the order they were found. One that was opened again goes on under its next
        number with all that was found: what was corrected there stands no more here."""
        rows = self.standing().filter(examination__case__in=cases)
        went_on = rows.exclude(examination__state="reopened").select_related("examination")
        return went_on.order_by("examination__number", "number")


class RestrictedFindingQuerySet(OfExaminationQuerySet):
    def visible_to(self, user):
        """Who examines or reviews where the case is; the investigator it was referred to."""
        if not (user.is_person and user.has_perm("cases.see_restricted_findings")):
            return self.none()
        referred = self.filter(referred_to=user.agency_id)
        if not user.has_perm("cases.see_findings"):
            return referred
        return referred | super().visible_to(user)

    def numbered(self):
        """With `number`, from 1 within the examination: none is ever deleted."""
        beside = self.model.objects.filter(
            examination=OuterRef("examination"), pk__lte=OuterRef("pk")
        )
        counted = beside.order_by().values("examination").annotate(number=Count("pk"))
        return self.annotate(number=Subquery(counted.values("number")))


class AttachmentQuerySet(OfExaminationQuerySet):
    def visible_to(self, user):
        """With the findings; what is for the investigator alone as restricted findings are."""
        rows = super().visible_to(user)
        if user.is_person and user.has_perms(READS_RESTRICTED):
            return rows
        return rows.filter(is_restricted=False)
