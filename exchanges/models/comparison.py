"""Two lists of one handover side by side, and what each side says of each line of them."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exchanges.models.listing import Side
from exchanges.querysets import ComparedLineQuerySet, ComparisonQuerySet
from exchanges.states import LineState
from repatriation.ledger.clock import now


class Comparison(models.Model):
    """One version of each side's list. The newest of a batch is in force; others stay."""

    batch = models.ForeignKey(
        "exchanges.ExchangeBatch", PROTECT, verbose_name=_("batch"), related_name="comparisons"
    )
    sender_list = models.ForeignKey(
        "exchanges.Manifest", PROTECT, verbose_name=_("the sender's list"), related_name="+"
    )
    receiver_list = models.ForeignKey(
        "exchanges.Manifest", PROTECT, verbose_name=_("the receiver's list"), related_name="+"
    )
    job = models.ForeignKey("jobs.Job", PROTECT, null=True, related_name="+", editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("asked for by"), related_name="+"
    )
    asked_at = models.DateTimeField(_("asked for"), default=now)
    compared_at = models.DateTimeField(_("compared"), null=True, editable=False)

    objects = ComparisonQuerySet.as_manager()

    class Meta:
        verbose_name = _("comparison of lists")
        verbose_name_plural = _("comparisons of lists")
        constraints = [
            models.UniqueConstraint(
                fields=["sender_list", "receiver_list"],
                name="two_lists_are_compared_once",
                violation_error_message=_("These two lists are being compared already."),
            )
        ]

    def __str__(self):
        return gettext("%(batch)s, comparison") % {"batch": self.batch}

    def get_absolute_url(self):
        return reverse("exchanges:comparison", args=[self.batch.reference])


class ComparedLine(models.Model):
    """What the two lists say of one container, or what one of them alone says."""

    class Kind(models.TextChoices):
        SAME = "same", _("same label")
        OTHERWISE = "otherwise", _("label written otherwise")
        PROBABLE = "probable", _("probable pair")
        ONLY_SENDER = "only_sender", _("only on the sender's list")
        ONLY_RECEIVER = "only_receiver", _("only on the receiver's list")

    comparison = models.ForeignKey(
        Comparison, PROTECT, verbose_name=_("comparison"), related_name="lines"
    )
    number = models.PositiveIntegerField(_("line"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    sender_line = models.ForeignKey(
        "exchanges.ManifestLine", PROTECT, null=True, related_name="+", verbose_name=_("sender's")
    )
    receiver_line = models.ForeignKey(
        "exchanges.ManifestLine", PROTECT, null=True, related_name="+", verbose_name=_("receiver's")
    )
    differs = models.JSONField(_("differs in"), default=list)  # names of columns
    state = models.CharField(
        _("state"), max_length=20, choices=LineState, default=LineState.OPEN, editable=False
    )
    # The line of an earlier comparison where this was decided; its words stand there.
    carried_from = models.ForeignKey(
        "self", PROTECT, verbose_name=_("carried from"), null=True, related_name="+"
    )

    objects = ComparedLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("compared line")
        verbose_name_plural = _("compared lines")
        constraints = [
            models.UniqueConstraint(
                fields=["comparison", "number"], name="one_compared_line_per_number"
            ),
            models.CheckConstraint(
                name="a_compared_line_is_of_the_lists_its_kind_says",
                condition=Q(
                    kind__in=["same", "otherwise", "probable"],
                    sender_line__isnull=False,
                    receiver_line__isnull=False,
                )
                | Q(kind="only_sender", sender_line__isnull=False, receiver_line=None)
                | Q(kind="only_receiver", sender_line=None, receiver_line__isnull=False),
            ),
            models.CheckConstraint(
                name="only_a_line_of_the_sender_is_withdrawn",
                condition=~Q(state="withdrawn") | Q(sender_line__isnull=False),
            ),
            models.CheckConstraint(
                name="only_a_line_of_the_receiver_alone_is_added",
                condition=~Q(state="added") | Q(kind="only_receiver"),
            ),
        ]
        indexes = [models.Index(fields=["comparison", "state", "kind"], name="compared_state")]

    def __str__(self):
        return f"line {self.number} of comparison {self.comparison_id}"


class LineWord(models.Model):
    """What a side said of a compared line. Never edited: who says otherwise says it after."""

    class Act(models.TextChoices):
        AGREE = "agree", _("agrees")
        DISPUTE = "dispute", _("disputes")
        REPLY = "reply", _("replies")
        WITHDRAW = "withdraw", _("withdraws it")
        ADD = "add", _("will add it")

    line = models.ForeignKey(ComparedLine, PROTECT, verbose_name=_("line"), related_name="words")
    act = models.CharField(_("what"), max_length=10, choices=Act)
    side = models.CharField(_("whose"), max_length=10, choices=Side)
    text = models.CharField(_("in words"), max_length=1000, blank=True)
    # Where the other side wrote it down, from a message; then it counts once that is checked.
    statement = models.ForeignKey(
        "exchanges.Statement", PROTECT, verbose_name=_("message"), null=True, related_name="words"
    )
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("entered by"), related_name="+"
    )
    said_at = models.DateTimeField(_("entered"), default=now)

    class Meta:
        verbose_name = _("word on a compared line")
        verbose_name_plural = _("words on compared lines")
        constraints = [
            models.CheckConstraint(
                name="who_disputes_or_replies_says_why",
                condition=~Q(act__in=["dispute", "reply"]) | ~Q(text=""),
                violation_error_message=_("Say in words what is disputed, or the reply."),
            )
        ]

    def __str__(self):
        return f"{self.act} of line {self.line_id}"
