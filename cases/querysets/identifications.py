"""Which identifications, and how much of their votes, a user may see."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.querysets.sight import certifies, of_own_party, sees_records
from cases.states import STANDING


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
        if certifies(user):
            rows |= Q(agency__party=user.party_id, decided_at__isnull=False)
        return self.filter(rows)

    def standing(self) -> "IdentificationQuerySet":
        return self.filter(state__in=STANDING)

    def for_pages(self):
        return self.select_related("agency", "person", "proposed_by", "adds_to")

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
    def decided(self) -> "BallotQuerySet":
        """All votes are in: they are blind no longer."""
        return self.exclude(outcome__in=["", "recalled"])

    def open(self) -> "BallotQuerySet":
        return self.filter(ended_at=None)

    def waiting_for(self, user):
        """Where this member's vote is still missing."""
        votes = self.model.votes.rel.related_model.objects
        own = votes.filter(ballot=OuterRef("pk"), voter=user.pk)
        meets = Q(session=None) | Q(session__state="open")
        seats = self.model.seats.rel.related_model.objects.voting()
        seated = Exists(seats.filter(ballot=OuterRef("pk"), member=user.pk))
        return self.open().filter(meets, ~Exists(own), seated)


class SeatQuerySet(QuerySet):
    def voting(self) -> "SeatQuerySet":
        """Without those who were called to a session and did not come."""
        ballot: Any = self.model._meta.get_field("ballot").related_model
        session: Any = ballot._meta.get_field("session").related_model
        attendances = session.members.rel.related_model.objects
        absent = attendances.filter(
            session=OuterRef("ballot__session"), member=OuterRef("member"), is_present=False
        )
        return self.filter(~Exists(absent))


class BoardSessionQuerySet(QuerySet):
    def visible_to(self, user):
        """Those who are called to it, the authority of the side, and who sees identifications
        before they are decided where the session is of the own agency or, for a party's
        coordinators, of the party."""
        if not user.party_id:
            return self.none()
        attendances = self.model.members.rel.related_model.objects
        rows = Q(Exists(attendances.filter(session=OuterRef("pk"), member=user.pk)))
        if certifies(user):
            rows |= Q(agency__party=user.party_id)
        if sees_records(user) and user.has_perm("cases.see_open_identifications"):
            rows |= Q(agency=user.agency_id) | of_own_party(user, "agency")
        return self.filter(rows, agency__party=user.party_id)

    def with_items(self):
        """With `agenda`: how many items it has, and `ended`: how many of them are decided."""
        return self.annotate(
            agenda=Count("items", distinct=True),
            ended=Count("items", filter=Q(items__ended_at__isnull=False), distinct=True),
        )


class VoteQuerySet(QuerySet):
    def shown_to(self, user):
        """Blind: of a board that is still voting, or was recalled, nobody reads any but their own
        vote. Which identifications a user sees is asked before."""
        return self.told() | self.filter(voter=user.pk)

    def told(self) -> "VoteQuerySet":
        """To everybody who sees the identification: all are in, and the board was not recalled."""
        return self.exclude(ballot__outcome__in=["", "recalled"])


class PresumptionQuerySet(QuerySet):
    def visible_to(self, user):
        """Those who examine or decide, where they hold the case or answer for it, or where it is
        before their board. The API asks for none of them. Whoever may examine the remains sees
        those of others only once the profile is locked: policies.examinations says why."""
        if not (user.is_person and user.agency_id and user.has_perm("cases.see_presumptions")):
            return self.none()
        case = self.model._meta.get_field("case").related_model
        own = Q(case__custodian=user.agency_id) | Q(case__responsible=user.agency_id)
        covered = case.covered_by.rel.related_model
        mine = covered.identification.field.related_model.objects.before_board_or_authority(user)
        rows = self.filter(own | Exists(mine.filter(covered__case=OuterRef("case"))))
        if not user.has_perm("cases.examine_remains"):
            return rows
        is_locked = case.objects.with_locked_profile().filter(pk=OuterRef("case"))
        return rows.filter(~own | Q(set_by=user) | Exists(is_locked))

    def open(self) -> "PresumptionQuerySet":
        return self.filter(lifted_at=None)
