"""Which agreements and commitments, and how much of what was said of them, a user may see."""

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from exchanges.agreement_states import AgreementState, CommitmentState
from exchanges.querysets import of_party, place_within, sees_exchanges


def _own(user, path: str = "") -> Q:
    agency = Q(**{f"{path}convenor": user.agency_id})
    return agency | of_party(user, f"{path}convenor")


def _of_a_side(user, path: str = "") -> Q:
    other = Q(**{f"{path}counterpart": user.agency_id}) | of_party(user, f"{path}counterpart")
    return _own(user, path) | other


def _named(user, path: str = "") -> Q:
    """Mediator and intermediary, where the sides let them know."""
    is_named = Q(**{f"{path}mediator": user.agency_id}) | Q(
        **{f"{path}intermediary": user.agency_id}
    )
    return is_named & ~Q(**{f"{path}confidentiality": "sides"})


class AgreementQuerySet(QuerySet):
    def visible_to(self, user):
        """The two sides'; mediator's and intermediary's where it says so; a draft its author's."""
        if not sees_exchanges(user):
            return self.none()
        told = (_of_a_side(user) | _named(user)) & ~Q(state=AgreementState.DRAFT)
        return self.filter(_own(user) | told)

    def for_pages(self):
        return self.select_related(
            "convenor__party", "counterpart__party", "mediator", "intermediary"
        )


class CommitmentQuerySet(QuerySet):
    def visible_to(self, user):
        """Of agreements that are seen; one that was not proposed yet, the own side's."""
        if not sees_exchanges(user):
            return self.none()
        agreements = self.model._meta.get_field("agreement").related_model.objects.visible_to(user)
        seen = self.filter(Exists(agreements.filter(pk=OuterRef("agreement"))))
        return seen.filter(Q(proposed_at__isnull=False) | _own(user))

    def for_pages(self):
        return self.select_related(
            "convenor__party",
            "agreement__convenor__party",
            "agreement__counterpart__party",
            "agreement__mediator",
            "agreement__intermediary",
            "debtor__party",
            "ratio_to__debtor",
            "superseded_by",
            "concluded_by",
        )

    def active(self):
        return self.filter(state=CommitmentState.ACTIVE)


class AgreementWordQuerySet(QuerySet):
    def visible_to(self, user):
        """Of agreements and commitments that are seen."""
        if not sees_exchanges(user):
            return self.none()
        agreements = self.model._meta.get_field("agreement").related_model.objects.visible_to(user)
        return self.filter(Exists(agreements.filter(pk=OuterRef("agreement"))))

    def shown_to(self, user):
        """With `paper` and `words` for the two sides; mediator and intermediary read what was
        written for them."""
        sides = of_party(user, "agreement__convenor", "agreement__counterpart")
        return self.visible_to(user).annotate(
            paper=Case(When(sides, then=F("source")), default=Value("")),
            words_told=Case(When(sides, then=F("text")), default=F("text_for_intermediary")),
        )

    def numbered(self):
        """With `number`, from 1 within the agreement: none is ever deleted."""
        return self.annotate(number=place_within(self.model.objects.all(), "agreement"))

    def to_check(self):
        return self.filter(is_recorded_for=True, checked_at=None, lapsed_at=None)

    def standing(self):
        return self.filter(lapsed_at=None).exclude(is_recorded_for=True, checked_at=None)


class MilestoneQuerySet(QuerySet):
    def visible_to(self, user):
        """Of commitments that are seen."""
        commitments = self.model._meta.get_field("commitment").related_model.objects
        seen = commitments.visible_to(user).filter(pk=OuterRef("commitment"))
        return self.filter(Exists(seen))


class FulfilmentQuerySet(QuerySet):
    def in_force(self):
        return self.filter(removed_at=None)

    def visible_to(self, user):
        """A batch that this user sees, towards a commitment that this user sees."""
        batches = self.model._meta.get_field("batch").related_model.objects.visible_to(user)
        commitments = self.model._meta.get_field("commitment").related_model.objects
        seen = commitments.visible_to(user).filter(pk=OuterRef("commitment"))
        return self.filter(Exists(batches.filter(pk=OuterRef("batch"))), Exists(seen))
