"""What is to reach whom: a row per event, recipient and channel; and in whose words."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.models import User
from repatriation.errors import Sentence
from repatriation.notifications.wording import name_of

LEASE = timedelta(minutes=5)
TRIES = 8  # with doubling pauses: about four hours


class DeliveryQuerySet(models.QuerySet):
    def free(self, now):
        """Due, and nobody is busy with it."""
        unleased = Q(leased_until=None) | Q(leased_until__lt=now)
        unsent = Q(sent_at=None, failed_at=None, dropped_at=None)
        return self.filter(unleased, unsent, channel=Delivery.Channel.EMAIL, due_at__lte=now)

    def inbox_of(self, user):
        return self.filter(
            channel=Delivery.Channel.INBOX,
            target_label=user._meta.label_lower,
            target_id=user.pk,
        )

    def failed(self):
        return self.filter(failed_at__isnull=False).order_by("failed_at")

    def failed_for(self, user):
        """Those to the people whom this user answers for."""
        if not user.has_perm("notifications.change_delivery"):
            return self.none()
        people = User.objects.managed_by(user)
        return self.failed().filter(
            target_label=User._meta.label_lower, target_id__in=people.values("pk")
        )


class Delivery(models.Model):
    """One notice on its way to one recipient: a sentence with a reference, and a link."""

    class Channel(models.TextChoices):
        INBOX = "inbox", _("inbox")
        EMAIL = "email", _("e-mail")

    event = models.ForeignKey(
        "audit.Event", PROTECT, related_name="deliveries", verbose_name=_("event")
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    target_label = models.CharField(_("kind of recipient"), max_length=60)
    target_id = models.BigIntegerField(_("recipient"))
    sentence = models.JSONField(_("notice"))
    link = models.CharField(_("link"), max_length=200)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    leased_until = models.DateTimeField(_("busy until"), null=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    last_answer = models.CharField(_("last answer"), max_length=120, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    failed_at = models.DateTimeField(_("failed"), null=True)
    dropped_at = models.DateTimeField(_("not sent: no longer called for"), null=True)
    read_at = models.DateTimeField(_("read"), null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice that failed")
        verbose_name_plural = _("notices that failed")  # of all, only these are listed
        constraints = [
            models.UniqueConstraint(
                fields=["event", "target_label", "target_id", "channel"],
                name="one_delivery_per_event_recipient_and_channel",
            ),
            models.CheckConstraint(
                name="what_was_sent_did_not_fail",
                condition=Q(sent_at=None) | Q(failed_at=None),
            ),
            models.CheckConstraint(
                name="what_was_dropped_was_neither_sent_nor_failed",
                condition=Q(dropped_at=None) | Q(sent_at=None, failed_at=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["target_label", "target_id", "-id"],
                name="delivery_inbox",
                condition=Q(channel="inbox"),
            ),
            models.Index(
                fields=["due_at"],
                name="delivery_unsent",
                condition=Q(channel="email", sent_at=None, failed_at=None, dropped_at=None),
            ),
            models.Index(
                fields=["failed_at"],
                name="delivery_failed",
                condition=Q(failed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.channel} {self.pk} to {self.target_label}:{self.target_id}"

    @property
    def said(self) -> Sentence:
        return Sentence(**self.sentence)


class NoticeWordingQuerySet(models.QuerySet):
    def managed_by(self, user):
        """A side words what its own people are told; who runs the register, what all are told."""
        if user.runs_register:
            return self
        return self.filter(party=user.party_id) if user.party_id else self.none()

    def for_reader(self, kind, language, party_id):
        """The words of the reader's side, or else those for all, or None."""
        rows = self.filter(kind=kind, language=language, is_active=True)
        rows = (
            rows.filter(Q(party=party_id) | Q(party=None)) if party_id else rows.filter(party=None)
        )
        return rows.order_by(F("party").asc(nulls_last=True)).first()


class NoticeWording(models.Model):
    """How a kind of notice is worded by mail, instead of the words it comes with."""

    party = models.ForeignKey(
        "accounts.Party",
        PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("told to"),
        help_text=_("The side whose people are told so; empty for everybody."),
    )
    kind = models.CharField(_("notice"), max_length=60)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=120)
    body = models.TextField(_("text"), max_length=2000)
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    objects = NoticeWordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording of a notice")
        verbose_name_plural = _("wordings of notices")
        ordering = ["kind", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "kind", "language"],
                name="one_wording_per_notice_language_and_side",
                nulls_distinct=False,
                violation_error_message=_(
                    "This notice has a wording in this language already; change that one."
                ),
            )
        ]

    def __str__(self):
        return f"{name_of(self.kind)} ({self.language})"
