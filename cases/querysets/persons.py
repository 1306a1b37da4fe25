"""Which people sought a user may see, and whose names."""

from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Concat, Trim

from cases.querysets.sight import of_own_party, sees_records


class MissingPersonQuerySet(QuerySet):
    def visible_to(self, user):
        """Whom the own agency seeks; a party's coordinators, without names, all of its people;
        whom an identification before the user's board or authority is about."""
        rows = self._named_to(user)
        if sees_records(user):
            rows |= of_own_party(user, "agency")
        return self.filter(rows)

    def shown_to(self, user):
        """With `name`: as written, where the user may read it, else empty."""
        parts = [F("surname"), Value(" "), F("given_name"), Value(" "), F("patronymic")]
        name = When(self._named_to(user), then=Trim(Concat(*parts)))
        born = When(self._named_to(user), then=F("born_on"))
        return self.annotate(name=Case(name, default=Value("")), born=Case(born, default=Value("")))

    def _named_to(self, user) -> Q:
        identifications: Any = self.model._meta.get_field("identifications").related_model
        mine = identifications.objects.before_board_or_authority(user).filter(person=OuterRef("pk"))
        rows = Q(Exists(mine))
        if user.agency_id and user.has_perm("cases.read_persons"):
            rows |= Q(agency=user.agency_id)
        return rows
