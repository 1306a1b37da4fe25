"""What the two sides agreed in the talks, and what each said of it."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exchanges.agreement_states import AgreementState
from exchanges.models.said import Said, checked_by_another
from exchanges.promise_querysets import AgreementQuerySet, AgreementWordQuerySet
from repatriation.ledger.versions import Versioned


class Confidentiality(models.TextChoices):
    """Who beside the two sides may know what it says."""

    SIDES = "sides", _("the two sides alone")
    NAMED = "named", _("the two sides, the mediator and the intermediary")
    PUBLIC = "public", _("public")


class Agreement(Versioned):
    """Between two sides. Its text is kept elsewhere; here is where it stands, until when it holds
    and what was promised under it. The convenor keeps the record."""

    Confidentiality = Confidentiality

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=AgreementState,
        default=AgreementState.DRAFT,
        editable=False,
    )
    title = models.CharField(_("title"), max_length=200)
    convenor = models.ForeignKey(
        "accounts.Agency",
        PROTECT,
        related_name="+",
        verbose_name=_("keeps the record"),
        editable=False,
    )
    counterpart = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("counterpart")
    )
    mediator = models.ForeignKey(
        "accounts.Agency",
        PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("mediator"),
    )
    # At the handovers. Where one is named, no date stands without its word.
    intermediary = models.ForeignKey(
        "accounts.Agency",
        PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("neutral intermediary"),
    )
    text_reference = models.CharField(_("where its text is"), max_length=200, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_until = models.DateField(_("in force until"), null=True, blank=True)
    confidentiality = models.CharField(
        _("known to"), max_length=10, choices=Confidentiality, default=Confidentiality.SIDES
    )
    ended_on = models.DateField(_("ended on"), null=True, editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        permissions = [
            ("keep_agreements", "Can keep agreements and commitments of the own side"),
        ]
        constraints = [
            models.CheckConstraint(
                name="an_agreement_has_two_sides",
                condition=~Q(convenor=F("counterpart")),
                violation_error_message=_(
                    "An agreement has two sides; choose another counterpart."
                ),
            ),
            models.CheckConstraint(
                name="an_agreement_begins_before_it_ends",
                condition=Q(valid_from=None)
                | Q(valid_until=None)
                | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("An agreement begins before it ends."),
            ),
            models.CheckConstraint(
                name="what_is_ended_says_when",
                condition=Q(state="ended", ended_on__isnull=False)
                | (~Q(state="ended") & Q(ended_on=None)),
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="agreement_state")]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("exchanges:agreement", args=[self.reference])

    @property
    def speakers(self):
        """Who speaks of it: the two sides. Mediator and intermediary are named in it."""
        return [self.convenor, self.counterpart]


class Act(models.TextChoices):
    ACCEPTS = "accepts", _("accepts it")
    ENDS = "ends", _("gives notice of its end")
    CLAIMS = "claims", _("claims so many so far")
    VERIFIES = "verifies", _("has verified so many so far")
    ASKS_EXTENSION = "asks_extension", _("asks for a later deadline")
    AGREES = "agrees", _("agrees to a later deadline")
    REFUSES = "refuses", _("refuses a later deadline")
    CLAIMS_BREACH = "claims_breach", _("claims a breach")
    ANSWERS_BREACH = "answers_breach", _("answers the claim of a breach")
    DROPS_BREACH = "drops_breach", _("drops the claim of a breach")


FIGURES = (Act.CLAIMS, Act.VERIFIES)
OF_ANOTHER = (Act.AGREES, Act.REFUSES, Act.ANSWERS_BREACH, Act.DROPS_BREACH)  # of an earlier word


class AgreementWord(Said):
    """An act of a side about an agreement or one of its commitments. The text is for the two sides;
    what mediator and intermediary may read has a field of its own."""

    Act = Act

    agreement = models.ForeignKey(
        Agreement, PROTECT, verbose_name=_("agreement"), related_name="words"
    )
    commitment = models.ForeignKey(
        "exchanges.Commitment",
        PROTECT,
        verbose_name=_("commitment"),
        null=True,
        related_name="words",
    )
    act = models.CharField(_("what"), max_length=20, choices=Act)
    figure = models.PositiveIntegerField(_("how many so far"), null=True)
    as_of = models.DateField(_("as of"), null=True)
    due_at = models.DateTimeField(_("later deadline"), null=True)
    ends_on = models.DateField(_("ends on"), null=True)
    text = models.TextField(_("text"), blank=True, max_length=2000)
    text_for_intermediary = models.TextField(
        _("what mediator and intermediary may read"), blank=True, max_length=2000
    )
    answers = models.ForeignKey(
        "self", PROTECT, verbose_name=_("answers"), null=True, related_name="answered_by"
    )

    objects = AgreementWordQuerySet.as_manager()

    class Meta:
        verbose_name = _("word on an agreement")
        verbose_name_plural = _("words on agreements")
        constraints = [
            *checked_by_another("a_word"),
            models.CheckConstraint(
                name="a_figure_says_how_many_and_as_of_when",
                condition=Q(act__in=FIGURES, figure__isnull=False, as_of__isnull=False)
                | (~Q(act__in=FIGURES) & Q(figure=None, as_of=None)),
            ),
            models.CheckConstraint(
                name="who_asks_for_a_later_deadline_names_it",
                condition=Q(act="asks_extension", due_at__isnull=False)
                | (~Q(act="asks_extension") & Q(due_at=None)),
            ),
            models.CheckConstraint(
                name="a_notice_says_when_the_agreement_ends",
                condition=Q(act="ends", ends_on__isnull=False) | (~Q(act="ends") & Q(ends_on=None)),
            ),
            models.CheckConstraint(
                name="an_answer_names_what_it_answers",
                condition=Q(act__in=OF_ANOTHER, answers__isnull=False)
                | (~Q(act__in=OF_ANOTHER) & Q(answers=None)),
            ),
            models.CheckConstraint(
                name="a_breach_is_claimed_and_answered_in_words",
                condition=~Q(act__in=["claims_breach", "answers_breach"]) | ~Q(text=""),
                violation_error_message=_("Say it in words."),
            ),
            models.CheckConstraint(
                name="what_was_promised_names_its_commitment",
                condition=Q(act__in=["accepts", "ends"]) | Q(commitment__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_act_display()}, {self.said_on}"

    @property
    def round(self):
        """Where it was said; what is asked of a round's speakers is asked of an agreement's."""
        return self.agreement
