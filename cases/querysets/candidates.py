"""Which candidates a user may see, and of which they are told no more than that there is a link."""

from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from repatriation.accounts.models import User
from repatriation.ledger.clock import today


class CandidateQuerySet(QuerySet):
    """A candidate has two sides; a reader is of one or of both, or was granted the other."""

    def visible_to(self, user: User) -> "CandidateQuerySet":
        """For those who examine, where one side is their agency's; also who answers for a record
        that another agency has asked to see. Never across parties: none are sought there."""
        rows = Q(pk__in=[])
        if user.agency_id and user.has_perm("cases.see_candidates"):
            rows |= _case_of(user, "case") | _person_of(user) | _case_of(user, "other")
        if user.agency_id and user.has_perm("cases.answer_sight_request"):
            rows |= Q(Exists(self._requests().filter(holder=user.agency_id)))
        if user.has_perm("cases.see_candidates"):  # also who is asked for the record
            rows &= self._unlocked()
        return self.filter(rows)

    def for_reader(self, user: User) -> "CandidateQuerySet":
        """With `sees_case` and `sees_partner`: which of the two records this reader may read."""
        may = user.has_perm("cases.see_candidates")
        granted = self._requests().live(user.agency_id)
        case = _case_of(user, "case") | Q(Exists(granted.filter(case=OuterRef("case"))))
        partner = (
            _person_of(user)
            | _case_of(user, "other")
            | Q(Exists(granted.filter(person=OuterRef("person"))))
            | Q(Exists(granted.filter(case=OuterRef("other"))))
        )
        return self.annotate(
            sees_case=_is(case) if may else Value(False),
            sees_partner=_is(partner) if may else Value(False),
        )

    def whole(self) -> "CandidateQuerySet":
        """Of rows `for_reader`: those of which both records may be read."""
        return self.filter(sees_case=True, sees_partner=True)

    def with_place(self, user: User) -> "CandidateQuerySet":
        """With `place`: where it stands among those of its case that this reader reads whole. The
        rank among all would tell by its gaps what the others weigh."""
        whole = self.model.objects.for_reader(user).whole().current()  # type: ignore[attr-defined]
        better = whole.filter(case=OuterRef("case"), score__gt=OuterRef("score"))
        people, cases = better.filter(other=None), better.exclude(other=None)
        above = Case(When(other=None, then=_number(people)), default=_number(cases))
        return self.annotate(place=above + 1)

    def of_case(self, case: Any) -> "CandidateQuerySet":
        return self.filter(Q(case=case) | Q(other=case))

    def current(self) -> "CandidateQuerySet":
        return self.exclude(state="superseded")

    def best_first(self) -> "CandidateQuerySet":
        """Of rows `for_reader`: the place of what may not be read would tell what it weighs, so it
        stands last."""
        whole = Q(sees_case=True, sees_partner=True)
        score = Case(When(whole, then="score"), output_field=FloatField())
        return self.order_by(score.desc(nulls_last=True), "pk")

    def for_pages(self) -> "CandidateQuerySet":
        return self.select_related(
            "case__responsible", "case__custodian", "person__agency", "other__responsible"
        ).prefetch_related("exclusions")

    def _unlocked(self) -> Q:
        """Nobody reads a candidate of a case whose sex, age and stature are open again."""
        cases: Any = self.model._meta.get_field("case").related_model
        locked = cases.objects.candidates_may_be_sought()
        return Q(Exists(locked.filter(pk=OuterRef("case")))) & (
            Q(other=None) | Q(Exists(locked.filter(pk=OuterRef("other"))))
        )

    def _requests(self) -> Any:
        requests: Any = self.model._meta.get_field("requests").related_model
        return requests.objects.filter(candidate=OuterRef("pk"))


class ExclusionQuerySet(QuerySet):
    def open(self) -> "ExclusionQuerySet":
        return self.filter(ended_at=None)

    def in_review(self) -> "ExclusionQuerySet":
        return self.open().filter(returned_at__isnull=False)


class SightRequestQuerySet(QuerySet):
    def visible_to(self, user: User) -> "SightRequestQuerySet":
        """Those who ask, and those who are asked."""
        rows = Q(pk__in=[])
        if user.agency_id and user.has_perm("cases.see_candidates"):
            rows |= Q(agency=user.agency_id)
        if user.agency_id and user.has_perm("cases.answer_sight_request"):
            rows |= Q(holder=user.agency_id)
        return self.filter(rows)

    def open(self) -> "SightRequestQuerySet":
        return self.filter(state="open")

    def live(self, agency_id: int | None) -> "SightRequestQuerySet":
        """Grants to this agency that hold today."""
        return self.filter(state="granted", agency=agency_id, until__gte=today())


def _is(condition: Q) -> Case:
    """What is neither true nor false, as of a record that a pair has not, is false."""
    return Case(When(condition, then=Value(True)), default=Value(False))


def _number(rows: QuerySet) -> Coalesce:
    counted = rows.order_by().values("case").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def _case_of(user: User, side: str) -> Q:
    return Q(**{f"{side}__custodian": user.agency_id}) | Q(
        **{f"{side}__responsible": user.agency_id}
    )


def _person_of(user: User) -> Q:
    return Q(person__agency=user.agency_id)
