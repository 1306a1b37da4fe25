"""Which messages of a round, and which of their words, a user may read."""

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, TextField, Value, When

from exchanges.querysets import number_of, of_party, sees_exchanges


class MessageQuerySet(QuerySet):
    def visible_to(self, user):
        """The two sides'; the intermediary's own, and what has words for it. Nobody else's: not a
        mortuary's with a share."""
        if not sees_exchanges(user):
            return self.none()
        observed = Q(round__intermediary=user.agency_id) & ~Q(for_intermediary="")
        return self.filter(_of_sides(user) | observed | Q(agency=user.agency_id))

    def shown_to(self, user):
        """With `words` and `paper`, for the two sides; the intermediary reads its own field alone.
        With whether it `is_corrected`, and its `number` among those of the round that this reader
        sees: nobody learns that there are others."""
        sides = _of_sides(user)
        before = self.model.objects.visible_to(user).filter(round=OuterRef("round"))
        told = sides | Q(agency=user.agency_id)
        return self.visible_to(user).annotate(
            words=Case(When(sides, then=F("text")), default=Value("", TextField())),
            paper=Case(When(told, then=F("source")), default=Value("")),
            number=number_of(before.filter(pk__lte=OuterRef("pk")), "round"),
            is_corrected=Exists(self.model.objects.filter(corrects=OuterRef("pk"))),
        )

    def to_check(self):
        return self.filter(is_recorded_for=True, checked_at=None, lapsed_at=None)

    def unread_by(self, user):
        """What others wrote and this reader has not marked as read. What was recorded for another
        is read by its checker, and unread when it stands; what was overtaken, by nobody."""
        readings = self.model._meta.get_field("readings").related_model.objects
        mine = readings.filter(message=OuterRef("pk"), reader=user.pk)
        standing = self.filter(lapsed_at=None).exclude(is_recorded_for=True, checked_at=None)
        own_hand = Q(recorded_by=user.pk) | Q(checked_by=user.pk)
        if user.party_id:
            own_hand |= Q(agency__party=user.party_id)
        return standing.exclude(own_hand | Q(agency=user.agency_id)).exclude(Exists(mine))


def _of_sides(user) -> Q:
    agency = user.agency_id
    sides = Q(round__convenor=agency) | Q(round__counterpart=agency)
    return sides | of_party(user, "round__convenor", "round__counterpart")
