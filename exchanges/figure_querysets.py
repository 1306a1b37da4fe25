"""Which counts, samples, remarks and discrepancies, and how much of them, a user may see."""

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import RowNumber

from exchanges.querysets import (
    NOBODY,
    number_of,
    of_party,
    place_within,
    seen_whole,
    sees_exchanges,
)


class CountQuerySet(QuerySet):
    def visible_to(self, user):
        """Figures of the batches of the own side and of observed ones; what each mortuary counted
        at intake only for the receiving side, because where it keeps its dead is its own affair."""
        if not sees_exchanges(user):
            return self.none()
        own = Q(source=user.agency_id) | Q(batch__receiver=user.agency_id)
        told = seen_whole(user) & Q(allocation=None)
        return self.filter(own | told | of_party(user, "batch__receiver"))

    def shown_to(self, user):
        """With its `number` within the stage, the numbers of what it `corrected` and of what was
        `corrected_by`, the number of its statement in the round, and the `paper` as on that."""
        rows, statement = self.model.objects, self.model._meta.get_field("statement").related_model
        same = rows.filter(batch=OuterRef("batch"), stage=OuterRef("stage"))
        newer = rows.standing().filter(corrects=OuterRef("pk")).order_by("-pk").values("pk")[:1]
        before = statement.objects.filter(
            round=OuterRef("statement__round"), pk__lte=OuterRef("statement")
        )
        sides = of_party(user, "batch__sender", "batch__receiver") | Q(source=user.agency_id)
        return (
            self.visible_to(user)
            .annotate(newest_correction=Subquery(newer))
            .annotate(
                number=number_of(same.filter(pk__lte=OuterRef("pk")), "batch"),
                corrected=number_of(same.filter(pk__lte=OuterRef("corrects")), "batch"),
                corrected_by=number_of(same.filter(pk__lte=OuterRef("newest_correction")), "batch"),
                said_in=number_of(before, "round"),
                paper=Case(When(sides, then=F("statement__source")), default=Value("")),
            )
            .select_related("source__party", "manifest", "statement")
        )

    def standing(self):
        """Without what was recorded for another and nobody has read a second time."""
        return self.exclude(statement__is_recorded_for=True, statement__checked_at=None)

    def at_intake(self):
        """The last one of each share: what came after its end is in it."""
        counts = self.filter(stage="intake").order_by("allocation", "-pk")
        return counts.distinct("allocation")

    def at_venue(self):
        """Standing, the oldest first: the last one of a source is its figure."""
        return self.standing().filter(stage="venue").select_related("source").order_by("pk")


class DiscrepancyQuerySet(QuerySet):
    def visible_to(self, user):
        """The side that opened it; the other side when it was told; a mortuary what concerns its
        share. The intermediary sees what anybody at the venue could see: see `shown_to`."""
        if not sees_exchanges(user):
            return self.none()
        agency = user.agency_id
        sides = Q(batch__sender=agency) | Q(batch__receiver=agency)
        party = of_party(user, "batch__sender", "batch__receiver")
        own = Q(source__party=user.party_id) if user.party_id else NOBODY
        told = Q(raised_at__isnull=False)
        observed = told & Q(batch__round__intermediary=agency, code__in=self.model.AT_THE_VENUE)
        places = self.model._meta.get_field("batch").related_model.places.rel.related_model
        share = places.objects.filter(
            batch=OuterRef("batch"), container=OuterRef("container"), allocation__mortuary=agency
        )
        near = sides | party | Exists(share)
        return self.filter((near & (own | told)) | observed | Q(source=agency))

    def of_side_of(self, user):
        """Opened by this user's side of the batch; what an intermediary found counts with the
        receiver's, who follows it up."""
        senders = Q(source__party=F("batch__sender__party"))
        is_senders = Q(batch__sender__party=user.party_id) if user.party_id else NOBODY
        return self.filter((senders & is_senders) | (~senders & ~is_senders))

    def shown_to(self, user):
        """With `words`: the note is for the two sides, and the intermediary reads none. With
        `shows_container`, for those who see its line; the intermediary does not. With `owner_told`
        and `due_told`, for the side that opened it: who follows it up is its own affair."""
        words = Value("") if user.party_id is None else F("note")
        places = self.model._meta.get_field("batch").related_model.places.rel.related_model
        place = places.objects.visible_to(user).filter(
            batch=OuterRef("batch"), container=OuterRef("container")
        )
        follows = _side_that_opened(user)
        return self.visible_to(user).annotate(
            words=words,
            shows_container=Exists(place),
            owner_told=Case(When(follows, then=F("owner__email"))),
            due_told=Case(When(follows, then=F("due_on"))),
        )

    def for_pages(self):
        return self.select_related(
            "batch__sender__party",
            "batch__receiver__party",
            "batch__round__convenor",
            "batch__round__counterpart",
            "batch__round__intermediary",
            "container",
            "source__party",
            "counted_by",
            "other_source",
            "owner",
        )

    def unsettled(self):
        return self.filter(settled_at=None)

    def to_answer(self, user):
        """What this user's side was told of, and has not answered to what was said last."""
        waiting = self.filter(state__in=["open", "contested"], raised_at__isnull=False)
        return waiting.filter(_side_that_answers(user))

    def to_settle(self, user):
        """Answered, and this user may be the one who accepts or explains it."""
        answered = self.filter(_side_that_opened(user), state="answered")
        is_own = Q(opened_by=user.pk) | Q(answered_by=user.pk)
        return answered.exclude(is_own & Q(code__in=self.model.LOSSES))

    def followed_by(self, user):
        """What this user said to follow up, or nobody of its side has taken."""
        return self.unsettled().filter(_side_that_opened(user) & (Q(owner=user.pk) | Q(owner=None)))

    def short(self):
        """What the intake counted less than the list: `missing` containers."""
        whole = self.filter(code="count_mismatch", listed__gt=F("counted"))
        return whole.annotate(missing=F("listed") - F("counted"))


def _side_that_opened(user) -> Q:
    """What the intermediary found, the receiving side follows up."""
    return _side(user, of_opener="sender", of_another="receiver")


def _side_that_answers(user) -> Q:
    return _side(user, of_opener="receiver", of_another="sender")


def _side(user, *, of_opener: str, of_another: str) -> Q:
    if not user.party_id:
        return NOBODY
    senders = Q(source__party=F("batch__sender__party"))
    return (senders & Q(**{f"batch__{of_opener}__party": user.party_id})) | (
        ~senders & Q(**{f"batch__{of_another}__party": user.party_id})
    )


class AnswerQuerySet(QuerySet):
    def to_check(self):
        return self.filter(is_recorded_for=True, checked_at=None, lapsed_at=None)

    def numbered(self):
        """With `number`, from 1 within the discrepancy: none is ever deleted."""
        return self.annotate(number=place_within(self.model.objects.all(), "discrepancy"))

    def visible_to(self, user):
        """To the two sides whoever sees the discrepancy; no words reach the intermediary."""
        if user.party_id is None:
            return self.none()
        seen = self.model._meta.get_field("discrepancy").related_model.objects.visible_to(user)
        return self.filter(Exists(seen.filter(pk=OuterRef("discrepancy"))))


class RemarkQuerySet(QuerySet):
    def to_check(self):
        return self.filter(is_recorded_for=True, checked_at=None, lapsed_at=None)

    def visible_to(self, user):
        """The two sides'; the intermediary's own, and what is marked for it. Not a mortuary's."""
        if not sees_exchanges(user):
            return self.none()
        agency = user.agency_id
        sides = Q(batch__sender=agency) | Q(batch__receiver=agency)
        party = of_party(user, "batch__sender", "batch__receiver")
        observed = Q(batch__round__intermediary=agency, is_for_intermediary=True)
        return self.filter(sides | party | observed | Q(agency=agency))

    def numbered(self, user):
        """With `number`, from 1 among those of the batch that this reader sees: nobody learns
        that there are others."""
        return self.annotate(number=place_within(self.model.objects.visible_to(user), "batch"))

    def shown_to(self, user):
        """With `paper`, for the two sides and who said it."""
        sides = of_party(user, "batch__sender", "batch__receiver") | Q(agency=user.agency_id)
        paper = Case(When(sides, then=F("source")), default=Value(""))
        return self.visible_to(user).annotate(paper=paper)


class SpotCheckQuerySet(QuerySet):
    def visible_to(self, user):
        """Lines by their number: no label is in it. Not a mortuary's."""
        return self.filter(seen_whole(user)) if sees_exchanges(user) else self.none()

    def numbered(self):
        """With `number`, from 1 within the batch."""
        return self.annotate(number=place_within(self.model.objects.all(), "batch"))


class ToldFiguresQuerySet(QuerySet):
    def visible_to(self, user):
        """The two sides'; the intermediary's own, and what is marked for it. Not a mortuary's."""
        if not sees_exchanges(user):
            return self.none()
        agency = user.agency_id
        sides = Q(round__convenor=agency) | Q(round__counterpart=agency)
        party = of_party(user, "round__convenor", "round__counterpart")
        observed = Q(round__intermediary=agency, is_for_intermediary=True)
        return self.filter(sides | party | observed | Q(agency=agency))

    def shown_to(self, user):
        """With `paper`, for the two sides and who said it."""
        sides = of_party(user, "round__convenor", "round__counterpart") | Q(agency=user.agency_id)
        paper = Case(When(sides, then=F("source")), default=Value(""))
        return self.visible_to(user).annotate(paper=paper)

    def numbered(self):
        """With `number`, from 1 among those of the round that this reader sees."""
        return self.annotate(number=Window(RowNumber(), partition_by="round", order_by="pk"))

    def to_check(self):
        return self.filter(is_recorded_for=True, checked_at=None, lapsed_at=None)

    def standing(self):
        """Neither waiting for a second person nor corrected by what stands, the oldest first."""
        checked = self.filter(lapsed_at=None).exclude(is_recorded_for=True, checked_at=None)
        return checked.order_by("as_of", "pk")
