"""What the sides of a round write to each other, and who has read it."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, Q
from django.utils.translation import gettext_lazy as _

from exchanges.message_querysets import MessageQuerySet
from exchanges.models.said import Said, checked_by_another
from repatriation.ledger.clock import now


class Message(Said):
    """Never edited: a correction is a new message that names the one it corrects."""

    round = models.ForeignKey(
        "exchanges.ExchangeRound", PROTECT, verbose_name=_("round"), related_name="messages"
    )
    # Two fields and not one with a mark: what one may read is never cut out of what another wrote.
    text = models.TextField(_("text for the two sides"), max_length=4000, blank=True)
    for_intermediary = models.TextField(
        _("text for the neutral intermediary"), max_length=4000, blank=True
    )
    corrects = models.OneToOneField(
        "self", PROTECT, verbose_name=_("corrects"), null=True, related_name="correction"
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message of a round")
        verbose_name_plural = _("messages of a round")
        constraints = [
            *checked_by_another("a_message"),
            models.CheckConstraint(
                name="a_message_has_words",
                condition=~Q(text="") | ~Q(for_intermediary=""),
                violation_error_message=_("Write the message."),
            ),
        ]

    def __str__(self):
        return f"{self.agency}, {self.said_on}"


class MessageReading(models.Model):
    """That somebody has read a message."""

    message = models.ForeignKey(
        Message, PROTECT, verbose_name=_("message"), related_name="readings"
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("read by"), related_name="+"
    )
    read_at = models.DateTimeField(_("read at"), default=now)

    class Meta:
        verbose_name = _("reading of a message")
        verbose_name_plural = _("readings of messages")
        constraints = [
            models.UniqueConstraint(
                fields=["message", "reader"], name="a_message_is_read_once_by_each"
            )
        ]

    def __str__(self):
        return f"{self.message_id}"
