"""Which people sought a user may see, whose names, and how much of their relatives."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, Trim

from cases.querysets.sight import of_own_party, sees_records

KEYS = ArrayField(BigIntegerField())


class MissingPersonQuerySet(QuerySet):
    def visible_to(self, user):
        """Whom the own agency seeks; a party's coordinators, without names, all of its people;
        whom an identification before the user's board or authority is about."""
        rows = self.named_to(user)
        if sees_records(user):
            rows |= of_own_party(user, "agency")
        return self.filter(rows)

    def shown_to(self, user):
        """With `name`: as written, where the user may read it, else empty."""
        parts = [F("surname"), Value(" "), F("given_name"), Value(" "), F("patronymic")]
        name = When(self.named_to(user), then=Trim(Concat(*parts)))
        born = When(self.named_to(user), then=F("born_on"))
        return self.annotate(name=Case(name, default=Value("")), born=Case(born, default=Value("")))

    def readable_by(self, user):
        """Whose whole record this user reads: names, description, where last seen."""
        return self.filter(self.named_to(user))

    def called(self, user, asked: str) -> "MissingPersonQuerySet":
        """Whose name, of those this user may read, is like what is asked, the likest first by
        `likeness`. Names that may not be read are not looked at, or the search would tell them."""
        names: Any = self.model._meta.get_field("names").related_model
        mine = self.model._base_manager.filter(self.named_to(user))
        found = names.objects.standing().filter(person__in=mine).likest(asked)
        place = Func(Value(found, output_field=KEYS), F("pk"), function="array_position")
        return self.filter(pk__in=found).annotate(likeness=Cast(place, IntegerField()))

    def going_on(self) -> "MissingPersonQuerySet":
        """Without those that were merged into another."""
        return self.filter(merged_into=None)

    def named_to(self, user) -> Q:
        """A record that was merged with one of the own agency's, with agreement, is read too."""
        identifications: Any = self.model._meta.get_field("identifications").related_model
        mine = identifications.objects.before_board_or_authority(user).filter(person=OuterRef("pk"))
        rows = Q(Exists(mine))
        if user.agency_id and user.has_perm("cases.read_persons"):
            rows |= Q(agency=user.agency_id) | Q(merged_into__agency=user.agency_id)
            merged = self.model._base_manager.filter(
                merged_into=OuterRef("pk"), agency=user.agency_id
            )
            rows |= Q(Exists(merged))
        if user.agency_id and user.has_perm("cases.see_candidates"):  # granted, until a day
            requests: Any = self.model._meta.get_field("sight_requests").related_model
            granted = requests.objects.live(user.agency_id).filter(person=OuterRef("pk"))
            rows |= Q(Exists(granted))
        return rows


class OfPersonQuerySet(QuerySet):
    """Rows of a person sought: read by those who read the person's record."""

    def visible_to(self, user):
        persons = self.model._meta.get_field("person").related_model
        return self.filter(person__in=persons.objects.readable_by(user))

    def standing(self) -> "OfPersonQuerySet":
        return self.filter(withdrawn_at=None)

    def waiting(self) -> "OfPersonQuerySet":
        """Outcomes that have not taken effect."""
        return self.filter(effective_at=None, withdrawn_at=None)


class RelativeQuerySet(QuerySet):
    """Who reads the person's record sees that there are relatives, with kinship, order and consent;
    names and wishes are read by the liaison of the agency that keeps them."""

    def visible_to(self, user):
        if not (user.agency_id and user.has_perm("cases.read_persons")):
            return self.none()
        persons = self.model._meta.get_field("person").related_model
        return self.filter(person__in=persons.objects.readable_by(user))

    def shown_to(self, user):
        """With `called`: the name, where the user may read it, else empty."""
        return self.annotate(
            called=Case(When(self._named_to(user), then=F("name")), default=Value(""))
        )

    def named_to(self, user):
        return self.filter(self._named_to(user))

    def _named_to(self, user) -> Q:
        if not (user.agency_id and user.has_perm("cases.read_relatives") and user.is_person):
            return Q(pk__in=[])
        return Q(person__agency=user.agency_id)

    def in_order(self) -> "RelativeQuerySet":
        """Of the record that goes on first; then of those merged into it."""
        return self.order_by(F("person__merged_into").asc(nulls_first=True), "order", "pk")


class OfRelativeQuerySet(QuerySet):
    """Consents and passings of relatives, seen with the relative; contacts only by who reads
    the relative's name."""

    def visible_to(self, user):
        relatives = self.model._meta.get_field("relative").related_model.objects
        return self.filter(relative__in=relatives.visible_to(user))

    def readable_by(self, user):
        relatives = self.model._meta.get_field("relative").related_model.objects
        return self.filter(relative__in=relatives.named_to(user))

    def standing(self) -> "OfRelativeQuerySet":
        return self.filter(withdrawn_at=None)


class LinkRequestQuerySet(QuerySet):
    def visible_to(self, user):
        """The agency that asked, and the one that is asked; each reads its own record only."""
        if not (user.agency_id and user.has_perm("cases.keep_persons")):
            return self.none()
        mine = Q(person__agency=user.agency_id) | Q(other__agency=user.agency_id)
        return self.filter(mine)

    def waiting_for(self, user):
        return self.visible_to(user).filter(other__agency=user.agency_id, answered_at=None)


class PersonImportQuerySet(QuerySet):
    def visible_to(self, user):
        """Those of the own agency who keep such records."""
        keeps = user.has_perm("cases.read_persons") and user.has_perm("cases.keep_persons")
        return self.filter(agency=user.agency_id) if user.agency_id and keeps else self.none()


class PersonExportQuerySet(QuerySet):
    def visible_to(self, user):
        """Who asked for it, and nobody else."""
        if not (user.agency_id and user.has_perm("cases.read_persons")):
            return self.none()
        return self.filter(by=user.pk, agency=user.agency_id)


class OfImportQuerySet(QuerySet):
    def visible_to(self, user):
        imports = self.model._meta.get_field("of").related_model
        return self.filter(of__in=imports.objects.visible_to(user))
