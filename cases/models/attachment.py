"""Photographs, radiographs and papers of an examination."""

from django.db import models
from django.db.models import PROTECT, Q
from django.utils.translation import gettext_lazy as _

from cases.models.examination import Discipline, Examination
from cases.models.withdrawable import Withdrawable
from cases.querysets import AttachmentQuerySet
from repatriation.ledger.clock import now


class AttachmentKind(models.TextChoices):
    PHOTOGRAPH = "photograph", _("photograph")
    RADIOGRAPH = "radiograph", _("radiograph")
    DOCUMENT = "document", _("document (PDF)")


PICTURES = (AttachmentKind.PHOTOGRAPH, AttachmentKind.RADIOGRAPH)


class Attachment(Withdrawable):
    """Kept with its examination. A picture is drawn anew before it is kept; `sent_sha256` is the
    digest of what was sent. It is shown when somebody asks, and each viewing is written down."""

    examination = models.ForeignKey(
        Examination, PROTECT, related_name="attachments", verbose_name=_("examination")
    )
    number = models.PositiveSmallIntegerField(_("number"))  # within the examination
    discipline = models.CharField(_("discipline"), max_length=16, choices=Discipline)
    kind = models.CharField(_("kind"), max_length=10, choices=AttachmentKind)
    caption = models.CharField(_("what it shows"), max_length=200, blank=True)
    is_restricted = models.BooleanField(_("for the investigator alone"), default=False)
    file = models.ForeignKey(
        "files.StoredFile", PROTECT, related_name="+", verbose_name=_("file as it is kept")
    )
    preview = models.ForeignKey(
        "files.StoredFile", PROTECT, null=True, related_name="+", verbose_name=_("blurred")
    )
    sent_sha256 = models.CharField(_("digest of what was sent"), max_length=64)
    added_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), default=now)

    objects = AttachmentQuerySet.as_manager()

    class Meta(Withdrawable.Meta):
        ordering = ["examination", "number"]
        verbose_name = _("photograph or file")
        verbose_name_plural = _("photographs and files")
        constraints = [
            *Withdrawable.Meta.constraints,
            models.UniqueConstraint(
                fields=["examination", "number"], name="attachments_are_numbered"
            ),
            models.CheckConstraint(
                name="a_picture_has_a_blurred_preview",
                condition=Q(kind__in=PICTURES, preview__isnull=False)
                | Q(kind="document", preview=None),
            ),
        ]

    def __str__(self):
        return f"{self.examination}: {self.number}"

    def get_absolute_url(self):
        return f"{self.examination.get_absolute_url()}files/{self.number}/"
