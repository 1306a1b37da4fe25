"""Which samples, and how much of them, a user may see: the house sees whose they are, a
laboratory sees blind numbers."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from cases.states import AWAITED
from repatriation.ledger.clock import today


class SampleQuerySet(QuerySet):
    def visible_to(self, user):
        """Of the house: whose agency took it, or holds or answers for the case, or seeks the
        person; a party's coordinators. A laboratory's people
        see a BlindSample."""
        if not (user.agency_id and user.has_perm("cases.see_samples")):
            return self.none()
        agency = user.agency_id
        own = Q(agency=agency) | Q(person__agency=agency)
        own |= Q(case__custodian=agency) | Q(case__responsible=agency)
        if user.party_id and user.has_perm("cases.see_party_records"):
            own |= Q(agency__party=user.party_id)
        return self.filter(own)

    def for_pages(self):
        return self.select_related("case", "person", "agency", "laboratory")

    def awaited(self):
        return self.filter(state__in=AWAITED)

    def overdue(self):
        return self.awaited().filter(due_on__lt=today())


class BlindSampleQuerySet(SampleQuerySet):
    def visible_to(self, user):
        """What was sent to the laboratory of this user, whatever became of it since."""
        if not (user.agency_id and user.has_perm("cases.report_results")):
            return self.none()
        line: Any = self.model._meta.get_field("lines").related_model
        sent = line.objects.filter(sample=OuterRef("pk"), worklist__laboratory=user.agency_id)
        return self.filter(Exists(sent))

    def with_sex(self):
        """With `sex`, as it was told with the newest worklist."""
        line: Any = self.model._meta.get_field("lines").related_model
        newest = line.objects.filter(sample=OuterRef("pk")).order_by("-pk")
        return self.annotate(sex=Subquery(newest.values("sex")[:1]))


class WorklistQuerySet(QuerySet):
    def visible_to(self, user):
        """The sender's, its party's coordinators, and the laboratory it was sent to."""
        if not user.agency_id:
            return self.none()
        rows = Q(pk__in=[])
        if user.has_perm("cases.see_samples"):
            rows |= Q(agency=user.agency_id)
            if user.party_id and user.has_perm("cases.see_party_records"):
                rows |= Q(agency__party=user.party_id)
        if user.has_perm("cases.report_results"):
            rows |= Q(laboratory=user.agency_id)
        return self.filter(rows)

    def for_pages(self):
        return self.select_related("agency", "laboratory", "sent_by", "received_by")


class LabResultQuerySet(QuerySet):
    def visible_to(self, user):
        """The laboratory's own, and those of samples the user sees."""
        rows = Q(pk__in=[])
        if user.agency_id and user.has_perm("cases.report_results"):
            rows |= Q(laboratory=user.agency_id)
        samples = self.model.sample.field.related_model.objects.visible_to(user)
        return self.filter(rows | Exists(samples.filter(pk=OuterRef("sample"))))

    def standing(self):
        """Neither withdrawn nor corrected; what was recorded from paper only when checked."""
        checked = Q(recorded_from="") | Q(checked_at__isnull=False)
        return self.filter(checked, withdrawn_at=None, corrected_by=None)

    def to_check(self):
        return self.filter(checked_at=None, withdrawn_at=None, corrected_by=None).exclude(
            recorded_from=""
        )

    def for_pages(self):
        return self.select_related(
            "sample", "laboratory", "corrects", "corrected_by", "reported_by"
        ).order_by(F("pk").desc())
