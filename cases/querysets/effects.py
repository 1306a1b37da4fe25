"""Which personal effects a user may see, and how much of what is written on them."""

from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from cases.states import STILL_HELD, CaseState


def _of_house(user, before: str = "") -> Q:
    """Of the agency that keeps it, and of those that hold or answer for what it was found with."""
    agency = user.agency_id
    rows = Q(**{f"{before}agency": agency})
    for found_with in ("case", "container"):
        rows |= Q(**{f"{before}{found_with}__custodian": agency})
        rows |= Q(**{f"{before}{found_with}__responsible": agency})
    return rows


class PersonalEffectQuerySet(QuerySet):
    def visible_to(self, user):
        """Of the house; the legal authority sees those of its own side, for it may hold them as
        evidence; so does who reads a whole side's records."""
        if not (user.agency_id and user.has_perm("cases.see_effects")):
            return self.none()
        rows = _of_house(user)
        reads = user.has_perm("cases.hold_effects") or user.has_perm("cases.see_party_records")
        if user.party_id and reads:
            rows |= Q(agency__party=user.party_id)
        return self.filter(rows)

    def shown_to(self, user):
        """With `written`: an inscription is often a name, and is read in the house alone."""
        reads = _of_house(user) if user.agency_id else Q(pk__in=[])
        if user.party_id and user.has_perm("cases.hold_effects"):
            reads |= Q(agency__party=user.party_id)
        written = Case(When(reads, then=F("inscription")), default=Value(""))
        return self.annotate(written=written)

    def still_held(self) -> "PersonalEffectQuerySet":
        return self.filter(state__in=STILL_HELD)

    def left_behind(self) -> "PersonalEffectQuerySet":
        """The remains they belong to have left, and they have not."""
        gone = (CaseState.RELEASED, CaseState.CLOSED)
        return self.still_held().filter(case__state__in=gone)

    def for_pages(self):
        return self.select_related("case", "container", "agency", "storage_unit", "keeper")


class EffectEventQuerySet(QuerySet):
    def visible_to(self, user):
        effects: Any = self.model._meta.get_field("effect").related_model
        return self.filter(Exists(effects.objects.visible_to(user).filter(pk=OuterRef("effect"))))

    def shown_to(self, user):
        """With `received`: who of a family received it, for the people whose work it is."""
        works = user.has_perm("cases.keep_effects") or user.has_perm("cases.release_remains")
        told = _of_house(user, "effect__") if user.agency_id and works else Q(pk__in=[])
        return self.annotate(received=Case(When(told, then=F("receiver")), default=Value("")))

    def for_pages(self):
        return self.select_related(
            "agency", "storage_unit", "witness", "recorded_by", "release", "corrects"
        ).order_by("-seq")
