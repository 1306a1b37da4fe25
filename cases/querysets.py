"""Which remains, and how much of them, a user may see."""

from typing import Any

from django.apps import apps
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, Trim

from cases.states import STANDING, UNOPENED, CaseState
from repatriation.accounts.models import Agency


def sees_records(user) -> bool:
    """Whether this user's roles have anything to do with remains; an administrator's have not."""
    return user.agency_id is not None and user.has_perm("cases.see_records")


def of_own_party(user, *agencies: str) -> Q:
    """Rows where one of these agencies is of the user's party, for those who see so far.

    Nothing for a user without a party: `party=None` would match every intermediary.
    """
    if not (user.party_id and user.has_perm("cases.see_party_records")):
        return Q(pk__in=[])
    rows = Q(pk__in=[])
    for agency in agencies:
        rows |= Q(**{f"{agency}__party": user.party_id})
    return rows


class HeldQuerySet(QuerySet):
    """Things that somebody holds and somebody answers for."""

    def visible_to(self, user):
        """What the agency holds, answers for, or is sent; a party's coordinators see all of it."""
        if not sees_records(user):
            return self.none()
        agency = user.agency_id
        own = Q(custodian=agency) | Q(responsible=agency) | Q(destined_to=agency)
        return self.filter(own | of_own_party(user, "custodian", "responsible"))

    def for_pages(self):
        return self.select_related("custodian", "responsible", "storage_unit", "destined_to")


class ContainerQuerySet(HeldQuerySet):
    def lying(self):
        """What takes up room by itself: what is in an opened container has numbers of its own."""
        return self.filter(state__in=UNOPENED)


class OfHeldQuerySet(QuerySet):
    """Rows about a container or a case, seen by whoever sees that."""

    def visible_to(self, user):
        from_model = self.model._meta.get_field
        containers = from_model("container").related_model.objects.visible_to(user)
        cases = from_model("case").related_model.objects.visible_to(user)
        return self.filter(
            Exists(containers.filter(pk=OuterRef("container")))
            | Exists(cases.filter(pk=OuterRef("case")))
        )

    def of(self, subject: Any) -> Any:
        """Newest first. `subject` is a container or a case."""
        return self.filter(**{subject.custody_field: subject}).order_by("-pk")


class CustodyEventQuerySet(OfHeldQuerySet):
    def of(self, subject):
        """Newest first. `subject` is a container or a case; a case's begins in its container."""
        return self.filter(**{subject.custody_field: subject}).order_by("-seq")

    def story_of(self, subject):
        """Newest first. A case's begins with its container's, with later corrections of what was
        before it was numbered: custody is not broken by numbering."""
        own = Q(**{subject.custody_field: subject})
        if container := getattr(subject, "container_id", None):
            happened = Coalesce("corrects__occurred_at", "occurred_at")
            rows = self.annotate(happened=happened)
            before = Q(container=container, happened__lte=subject.numbered_at)
            return rows.filter(own | before).order_by(F("case").desc(nulls_last=True), "-seq")
        return self.filter(own).order_by("-seq")

    def alone(self):
        """Done by one person, and not yet reviewed by another."""
        return self.exclude(alone_reason="").filter(review=None)


class FlagQuerySet(OfHeldQuerySet):
    def open(self) -> "FlagQuerySet":
        return self.filter(lifted_at=None)


class DeclarationQuerySet(OfHeldQuerySet):
    def waiting(self) -> "DeclarationQuerySet":
        """For the second person."""
        return self.filter(confirmed_at=None, withdrawn_at=None)


class TallySheetQuerySet(QuerySet):
    def visible_to(self, user):
        if not sees_records(user):
            return self.none()
        return self.filter(agency=user.agency_id)


class StorageUnitQuerySet(QuerySet):
    def visible_to(self, user):
        """Places of the own agency; a party's coordinators see all of their party's."""
        if not sees_records(user):
            return self.none()
        return self.filter(Q(agency=user.agency_id) | of_own_party(user, "agency"))

    def managed_by(self, user):
        return self.filter(agency__in=Agency.objects.managed_by(user))

    def with_stored(self):
        """With `stored`: how many lie in each, whoever may see them."""
        lying = [
            apps.get_model("cases", noun)
            .objects.lying()
            .filter(storage_unit=OuterRef("pk"))
            .order_by()
            .values("storage_unit")
            .annotate(number=Count("pk"))
            .values("number")
            for noun in ("Container", "RemainsCase")
        ]
        counted = [Coalesce(Subquery(rows), 0) for rows in lying]
        return self.annotate(stored=counted[0] + counted[1])


class RecoverySiteQuerySet(QuerySet):
    def visible_to(self, user):
        if not sees_records(user):
            return self.none()
        return self.filter(Q(agency=user.agency_id) | of_own_party(user, "agency"))


class RemainsCaseQuerySet(HeldQuerySet):
    def lying(self):
        """In custody, somewhere."""
        return self.exclude(state=CaseState.CLOSED)

    def visible_to(self, user):
        """Also what lies before the user's board, and what the user's authority certifies."""
        rows = super().visible_to(user)
        if not (user.has_perm("cases.vote_on_identification") or _certifies(user)):
            return rows
        identifications = self.model.covered_by.rel.related_model.identification.field.related_model
        mine = identifications.objects.before_board_or_authority(user)
        return rows | self.filter(Exists(mine.filter(covered__case=OuterRef("pk"))))


def _certifies(user) -> bool:
    return bool(user.party_id) and user.has_perm("cases.certify_identification")


class IdentificationQuerySet(QuerySet):
    def visible_to(self, user):
        """The own agency's, and a party's coordinators all of it, before a board has decided only
        for those who work on it; what is before the user's board; what stands or stood in the
        jurisdiction of the user's authority."""
        mine = self.before_board_or_authority(user)
        if not (sees_records(user) and user.has_perm("cases.see_identifications")):
            return mine
        own = Q(agency=user.agency_id) | of_own_party(user, "agency")
        if not user.has_perm("cases.see_open_identifications"):
            own &= Q(decided_at__isnull=False)
        return mine | self.filter(own)

    def before_board_or_authority(self, user):
        rows = Q(pk__in=[])
        if user.agency_id and user.has_perm("cases.vote_on_identification"):
            seats = self.model.ballots.rel.related_model.seats.rel.related_model.objects
            called = seats.filter(ballot__identification=OuterRef("pk"), member=user.pk)
            rows |= Q(Exists(called)) & Q(agency__party=user.party_id)
        if _certifies(user):
            rows |= Q(agency__party=user.party_id, decided_at__isnull=False)
        return self.filter(rows)

    def standing(self):
        return self.filter(state__in=STANDING)

    def for_pages(self):
        return self.select_related("agency", "person", "proposed_by")

    def waiting_for_a_board(self):
        """Proposed, or contested, while no board votes; not what a board has revoked already."""
        ballots = self.model.ballots.rel.related_model.objects.filter(identification=OuterRef("pk"))
        revoked = ballots.filter(outcome="revoked", called_at__gte=OuterRef("contested_at"))
        waiting = self.filter(Q(state="proposed") | (Q(state="contested") & ~Exists(revoked)))
        return waiting.filter(~Exists(ballots.open()))

    def with_cases(self):
        """With `cases`: how many each covers."""
        covered = self.model.covered.rel.related_model.objects.filter(identification=OuterRef("pk"))
        number = covered.order_by().values("identification").annotate(number=Count("pk"))
        return self.annotate(cases=Coalesce(Subquery(number.values("number")), 0))


class EvidenceQuerySet(QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)


class BallotQuerySet(QuerySet):
    def open(self) -> "BallotQuerySet":
        return self.filter(ended_at=None)

    def waiting_for(self, user):
        """Where this member's vote is still missing."""
        votes = self.model.votes.rel.related_model.objects
        own = votes.filter(ballot=OuterRef("pk"), voter=user.pk)
        return self.open().filter(~Exists(own), seats__member=user.pk)


class VoteQuerySet(QuerySet):
    def shown_to(self, user):
        """Blind: of a board that is still voting, or was recalled, nobody reads any but their own
        vote. Which identifications a user sees is asked before."""
        decided = ~Q(ballot__outcome__in=["", "recalled"])
        return self.filter(decided | Q(voter=user.pk))


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


class PresumptionQuerySet(QuerySet):
    def visible_to(self, user):
        """Those who examine or decide, where they hold the case or answer for it, or where it is
        before their board. The API asks for none of them."""
        if not (user.is_person and user.agency_id and user.has_perm("cases.see_presumptions")):
            return self.none()
        case = self.model._meta.get_field("case").related_model
        own = Q(case__custodian=user.agency_id) | Q(case__responsible=user.agency_id)
        covered = case.covered_by.rel.related_model
        mine = covered.identification.field.related_model.objects.before_board_or_authority(user)
        return self.filter(own | Exists(mine.filter(covered__case=OuterRef("case"))))

    def open(self) -> "PresumptionQuerySet":
        return self.filter(lifted_at=None)
