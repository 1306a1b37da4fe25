"""A board: who was called to vote on what, and how each voted without knowing of the others."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from cases.querysets import BallotQuerySet, SeatQuerySet, VoteQuerySet
from repatriation.ledger.clock import now


class Question(models.TextChoices):
    IDENTIFY = "identify", _("Is this the person?")
    CONTEST = "contest", _("Does the identification stand?")
    AFFILIATE = "affiliate", _("Is this their affiliation?")
    UNSETTLE = "unsettle", _("Does the affiliation stand?")


class Choice(models.TextChoices):
    ESTABLISHED = "established", _("established")
    NOT_ESTABLISHED = "not_established", _("not established")
    RETURNED = "returned", _("returned to the examiner")
    DEFERRED = "deferred", _("deferred")
    EXCLUDED = "excluded", _("excluded")
    UPHELD = "upheld", _("upheld")
    REVOKED = "revoked", _("revoked")


CHOICES = {
    Question.IDENTIFY: (
        Choice.ESTABLISHED,
        Choice.NOT_ESTABLISHED,
        Choice.RETURNED,
        Choice.DEFERRED,
        Choice.EXCLUDED,
    ),
    Question.CONTEST: (Choice.UPHELD, Choice.REVOKED),
    Question.AFFILIATE: (Choice.ESTABLISHED, Choice.NOT_ESTABLISHED, Choice.RETURNED),
    Question.UNSETTLE: (Choice.UPHELD, Choice.REVOKED),
}
UNDECIDED, RECALLED = "undecided", "recalled"


class Ballot(models.Model):
    """One question put to some board members, about an identification or an affiliation. It ends
    when all have voted, or is recalled. Of a session it is an item of the agenda; by itself it is
    voted on without a meeting, as every affiliation is."""

    identification = models.ForeignKey(
        "cases.Identification",
        PROTECT,
        null=True,
        related_name="ballots",
        verbose_name=_("identification"),
    )
    affiliation = models.ForeignKey(
        "cases.AffiliationDecision",
        PROTECT,
        null=True,
        related_name="ballots",
        verbose_name=_("affiliation decision"),
    )
    question = models.CharField(_("question"), max_length=10, choices=Question)
    submitted_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("submitted by")
    )
    called_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("called by")
    )
    called_at = models.DateTimeField(_("called"), default=now)
    ended_at = models.DateTimeField(_("ended"), null=True)
    outcome = models.CharField(_("outcome"), max_length=20, blank=True)

    session = models.ForeignKey(
        "cases.BoardSession", PROTECT, null=True, related_name="items", verbose_name=_("session")
    )
    position = models.PositiveSmallIntegerField(_("item of the agenda"), null=True)
    # What the deployment asked for when it ended; settings change, a decision does not.
    rules = models.JSONField(_("rules then"), default=dict, blank=True, editable=False)

    objects = BallotQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            models.UniqueConstraint(
                fields=["identification"],
                condition=Q(ended_at=None),
                name="one_board_at_a_time",
                violation_error_message=_("A board is voting on this identification already."),
            ),
            models.UniqueConstraint(
                fields=["affiliation"],
                condition=Q(ended_at=None),
                name="one_board_on_an_affiliation_at_a_time",
                violation_error_message=_("A board is voting on this affiliation already."),
            ),
            models.CheckConstraint(
                name="a_ballot_is_about_one_decision",
                condition=Q(
                    identification__isnull=False,
                    affiliation=None,
                    question__in=["identify", "contest"],
                )
                | Q(
                    identification=None,
                    affiliation__isnull=False,
                    session=None,
                    question__in=["affiliate", "unsettle"],
                ),
            ),
            models.UniqueConstraint(
                fields=["session", "position"], name="an_agenda_counts_its_items"
            ),
            models.CheckConstraint(
                name="an_item_of_a_session_has_its_place",
                condition=Q(session=None, position=None)
                | Q(session__isnull=False, position__isnull=False),
            ),
            models.CheckConstraint(
                name="a_ballot_that_ended_has_an_outcome",
                condition=Q(ended_at=None, outcome="")
                | (Q(ended_at__isnull=False) & ~Q(outcome="")),
            ),
        ]

    def __str__(self):
        return f"ballot {self.pk}"

    @property
    def subject(self):
        """What is voted on."""
        return self.identification or self.affiliation


class Seat(models.Model):
    """A board member who was called to vote."""

    ballot = models.ForeignKey(Ballot, PROTECT, verbose_name=_("ballot"), related_name="seats")
    member = models.ForeignKey(
        "accounts.User", PROTECT, verbose_name=_("member"), related_name="seats"
    )

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat on a board")
        verbose_name_plural = _("seats on a board")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "member"], name="one_seat_for_each_member")
        ]

    def __str__(self):
        return f"seat {self.pk}"


class Vote(models.Model):
    """How a board member voted: appended, never edited, read by nobody else until all are in."""

    ballot = models.ForeignKey(Ballot, PROTECT, related_name="votes", verbose_name=_("ballot"))
    voter = models.ForeignKey("accounts.User", PROTECT, related_name="+", verbose_name=_("voter"))
    submitted_by = models.ForeignKey(
        "accounts.User", PROTECT, verbose_name=_("submitted by"), related_name="+"
    )  # of the ballot
    choice = models.CharField(_("choice"), max_length=20, choices=Choice)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    voted_at = models.DateTimeField(_("voted"), default=now)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "voter"],
                name="each_member_votes_once",
                violation_error_message=_("You have voted on this already; a vote stands."),
            ),
            models.CheckConstraint(
                name="who_submits_does_not_vote",
                condition=~Q(voter=F("submitted_by")),
                violation_error_message=_("Who submitted this does not vote on it."),
            ),
            models.CheckConstraint(
                name="dissent_is_given_with_its_reason",
                condition=Q(choice__in=[Choice.ESTABLISHED, Choice.UPHELD]) | ~Q(reason=""),
                violation_error_message=_("Say why; the reason is kept with the decision."),
            ),
        ]

    def __str__(self):
        return f"vote {self.pk}"
