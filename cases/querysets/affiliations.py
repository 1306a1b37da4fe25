"""Which decisions on whose dead somebody was a user may see."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.querysets.sight import of_own_party, sees_records
from cases.states.affiliations import AFFILIATED, FIRM

# Of the other party, uncontested, and the remains examined and still with us.
AWAITING_RETURN = Q(
    state__in=FIRM,
    assessed="other_party",
    case__state__in=["examined", "release_authorised"],
)


class AffiliationDecisionQuerySet(QuerySet):
    def visible_to(self, user) -> "AffiliationDecisionQuerySet":
        """The agency that proposed it, those that hold the remains or answer for them, a party's
        coordinators; before a board has decided only who sees identifications so early. Its board
        sees it from the call on. Nobody of another party, and no program without that sight."""
        mine = self._before_board(user)
        if not (sees_records(user) and user.has_perm("cases.see_affiliations")):
            return mine
        own = Q(agency=user.agency_id) | of_own_party(user, "agency")
        houses = Q(case__custodian=user.agency_id) | Q(case__responsible=user.agency_id)
        own |= houses & Q(agency__party=user.party_id)
        if not user.has_perm("cases.see_open_identifications"):
            own &= Q(decided_at__isnull=False)
        return mine | self.filter(own)

    def _before_board(self, user) -> "AffiliationDecisionQuerySet":
        if not (user.agency_id and user.has_perm("cases.vote_on_identification")):
            return self.none()
        model: Any = self.model
        seats = model.ballots.rel.related_model.seats.rel.related_model.objects
        called = seats.filter(ballot__affiliation=OuterRef("pk"), member=user.pk)
        return self.filter(Exists(called), agency__party=user.party_id)

    def standing(self) -> "AffiliationDecisionQuerySet":
        return self.filter(state__in=AFFILIATED)

    def awaiting_return(self) -> "AffiliationDecisionQuerySet":
        return self.filter(AWAITING_RETURN)

    def for_pages(self) -> "AffiliationDecisionQuerySet":
        return self.select_related("agency__party", "case", "proposed_by", "contested_by")

    def waiting_for_a_board(self) -> "AffiliationDecisionQuerySet":
        """Proposed, or contested, while no board votes."""
        model: Any = self.model
        ballots = model.ballots.rel.related_model.objects.filter(affiliation=OuterRef("pk"))
        waiting = self.filter(state__in=["proposed", "contested"])
        return waiting.filter(~Exists(ballots.open()))
