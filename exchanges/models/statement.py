"""What a side said, on which day, and how we know."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from exchanges.models.said import Said
from exchanges.querysets import StatementQuerySet


class Act(models.TextChoices):
    ACCEPTS = "accepts", _("accepts the round")
    CONFIRMS_DATE = "confirms_date", _("confirms the date")
    SEALS = "seals", _("seals the batch")
    ANSWERS = "answers", _("answers the comparison of lists")
    ATTESTS = "attests", _("attests the handover")
    SPOT_CHECKS = "spot_checks", _("reports a spot check")
    POSTPONES = "postpones", _("postpones the round")
    BREAKS_OFF = "breaks_off", _("breaks off the round")
    CANCELS = "cancels", _("cancels the round")
    DISPUTES = "disputes", _("disputes what another said")
    TAKES_BACK = "takes_back", _("takes containers back")
    WITHDRAWS = "withdraws", _("withdraws from the round")  # the intermediary
    GOES_ON = "goes_on", _("goes on without the intermediary")
    TAKES_OVER = "takes_over", _("takes the batch over")
    ACKNOWLEDGES = "acknowledges", _("acknowledges what it received")


INTERRUPTIONS = (Act.POSTPONES, Act.BREAKS_OFF, Act.CANCELS)
WITHDRAWALS = (Act.WITHDRAWS, Act.GOES_ON)


class Reason(models.TextChoices):
    """Why a round did not go on, as everybody who sees the round may read it."""

    SECURITY = "security", _("danger on the way or at the venue")
    WEATHER = "weather", _("weather")
    TRANSPORT = "transport", _("transport")
    NOT_CONFIRMED = "not_confirmed", _("the date was not confirmed by all")
    LISTS = "lists", _("no agreement on the lists")
    PEOPLE = "people", _("somebody who is needed cannot come")
    OTHER = "other", _("another reason, said in the note")


class Statement(Said):
    """An act of an agency about a round or one of its batches."""

    round = models.ForeignKey(
        "exchanges.ExchangeRound", PROTECT, verbose_name=_("round"), related_name="statements"
    )
    batch = models.ForeignKey(
        "exchanges.ExchangeBatch",
        PROTECT,
        verbose_name=_("batch"),
        null=True,
        related_name="statements",
    )
    manifest = models.ForeignKey(
        "exchanges.Manifest", PROTECT, verbose_name=_("list"), null=True, related_name="+"
    )
    act = models.CharField(_("what"), max_length=20, choices=Act)
    # The date that is confirmed; of a withdrawal, the one that was fixed and falls with it.
    date = models.DateField(_("date confirmed"), null=True)
    # Of an interruption; of containers taken back, one of the reasons of a place.
    reason = models.CharField(_("reason"), max_length=20, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)  # for the two sides
    # Of a withdrawal only when the round was under way: the intermediary left the venue.
    occurred_at = models.DateTimeField(_("happened"), null=True)
    disputes = models.ForeignKey(
        "self", PROTECT, verbose_name=_("disputes"), null=True, related_name="disputed_by"
    )
    places = models.ManyToManyField("exchanges.BatchPlace", verbose_name=_("containers"))
    digest = models.CharField(_("digest of the sealed list"), max_length=64, blank=True)
    containers = models.PositiveIntegerField(_("containers"), null=True)
    receipt = models.CharField(_("number of the receipt"), max_length=60, blank=True)
    spot_check = models.ForeignKey(
        "exchanges.SpotCheck",
        PROTECT,
        verbose_name=_("spot check"),
        null=True,
        related_name="reports",
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        constraints = [
            models.CheckConstraint(
                name="who_records_for_another_does_not_check",
                condition=Q(checked_by=None) | ~Q(checked_by=F("recorded_by")),
                violation_error_message=_(
                    "You recorded this; a second person must read the message."
                ),
            ),
            models.CheckConstraint(
                name="a_check_says_who_and_when",
                condition=Q(checked_by=None, checked_at=None)
                | Q(checked_by__isnull=False, checked_at__isnull=False, is_recorded_for=True),
            ),
            models.CheckConstraint(
                name="what_we_record_for_another_names_its_source",
                condition=Q(is_recorded_for=False) | ~Q(source=""),
                violation_error_message=_("Name the message or paper this was read in."),
            ),
            models.CheckConstraint(
                name="a_confirmed_date_is_named",
                condition=~Q(act="confirms_date") | Q(date__isnull=False),
            ),
            models.CheckConstraint(
                name="a_seal_names_batch_and_list",
                condition=~Q(act="seals") | Q(batch__isnull=False, manifest__isnull=False),
            ),
            models.CheckConstraint(
                name="an_interruption_gives_its_reason",
                condition=~Q(act__in=[*INTERRUPTIONS, "takes_back"]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="a_withdrawal_gives_its_reason",
                condition=~Q(act="withdraws") | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="another_reason_of_a_statement_is_in_its_note",
                condition=~Q(reason="other") | ~Q(note=""),
                violation_error_message=_("Say the reason in the note."),
            ),
            models.CheckConstraint(
                name="a_dispute_names_what_it_disputes",
                condition=Q(act="disputes", disputes__isnull=False)
                | (~Q(act="disputes") & Q(disputes=None)),
            ),
            models.CheckConstraint(
                name="what_broke_off_or_came_back_says_when",
                condition=~Q(act__in=["breaks_off", "takes_back"]) | Q(occurred_at__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_taken_back_names_its_batch",
                condition=~Q(act="takes_back") | Q(batch__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_acknowledged_names_its_batch_and_how_many",
                condition=(
                    Q(act="acknowledges", batch__isnull=False, containers__isnull=False)
                    | (~Q(act="acknowledges") & Q(containers=None, receipt=""))
                ),
            ),
            models.CheckConstraint(
                name="what_is_taken_over_names_its_batch_and_when",
                condition=~Q(act="takes_over") | Q(batch__isnull=False, occurred_at__isnull=False),
            ),
            models.CheckConstraint(
                name="an_answer_names_its_batch",
                condition=~Q(act="answers") | Q(batch__isnull=False),
            ),
            models.CheckConstraint(
                name="an_attestation_names_the_sealed_list",
                condition=~Q(act="attests")
                | (
                    Q(batch__isnull=False, manifest__isnull=False)
                    & Q(digest__regex="^[0-9a-f]{64}$")
                ),
            ),
            models.CheckConstraint(
                name="a_report_names_its_spot_check",
                condition=(Q(act="spot_checks") & Q(batch__isnull=False, spot_check__isnull=False))
                | (~Q(act="spot_checks") & Q(spot_check=None)),
            ),
        ]

    def __str__(self):
        return f"{self.get_act_display()}, {self.said_on}"
