"""Papers that left the house with a number, a code and a digest. Their bytes are in the vault."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from repatriation.documents.codes import code_shown


class DocumentKind(models.TextChoices):
    HANDOVER_ACT = "handover_act", _("handover act")
    CUSTODY_RECORD = "custody_record", _("custody record")
    RELEASE_RECEIPT = "release_receipt", _("receipt of remains")
    IDENTIFICATION_REPORT = "identification_report", _("identification report")
    SESSION_MINUTES = "session_minutes", _("minutes of a board session")
    BOARD_DOSSIER = "board_dossier", _("dossier for a board")


class IssuedDocumentQuerySet(models.QuerySet):
    def of(self, kind: str, subject: models.Model):
        """Newest first. Who sees the subject is asked before."""
        label = subject._meta.label_lower
        rows = self.filter(kind=kind, subject_label=label, subject_id=subject.pk)
        return rows.order_by("-pk")

    def visible_to(self, user):
        """Of the own agency and, to a side, of its other agencies: a paper of the other side is
        theirs to show."""
        if user.agency_id is None:
            return self.none()
        own = Q(agency=user.agency_id)
        return (
            self.filter(own | Q(agency__party=user.party_id)) if user.party_id else self.filter(own)
        )

    def with_newer(self):
        """With `has_newer`: whether the same agency issued a later version of it."""
        later = self.model.objects.filter(
            kind=OuterRef("kind"),
            subject_label=OuterRef("subject_label"),
            subject_id=OuterRef("subject_id"),
            agency=OuterRef("agency"),
            number__gt=OuterRef("number"),
        )
        return self.annotate(has_newer=Exists(later))


class IssuedDocument(models.Model):
    """One version of a paper, as it was issued. Never edited: what changed is a new version.

    Each agency counts its own versions: what one side issues makes no paper of the other's old.
    """

    kind = models.CharField(_("kind"), max_length=30, choices=DocumentKind)
    subject_label = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    reference = models.CharField(_("reference"), max_length=20)  # of its subject, as printed
    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, verbose_name=_("agency"), related_name="+"
    )
    number = models.PositiveIntegerField(_("version"))
    code = models.CharField(_("code"), max_length=12, unique=True)
    file = models.ForeignKey("files.StoredFile", PROTECT, verbose_name=_("file"), related_name="+")
    languages = models.CharField(_("languages"), max_length=20)
    has_names = models.BooleanField(_("with claimed names"), default=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("issued by"), related_name="+"
    )
    issued_at = models.DateTimeField(_("issued"))

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("issued document")
        verbose_name_plural = _("issued documents")
        permissions = [
            ("issue_acts", "Can issue handover acts"),
            ("issue_custody_records", "Can issue custody records"),
            ("issue_receipts", "Can issue receipts of released remains"),
            ("issue_identification_reports", "Can issue identification reports"),
            ("issue_minutes", "Can issue minutes of board sessions"),
            ("issue_dossiers", "Can issue dossiers for boards"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_label", "subject_id", "agency", "number"],
                name="one_issued_document_per_version",
                violation_error_message=_(
                    "Somebody of your agency issued this paper at the same moment. "
                    "Look at theirs first."
                ),
            ),
            models.CheckConstraint(
                name="an_issued_document_has_a_code",
                condition=Q(code__regex="^[0-9A-Z]{12}$"),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.reference}, {self.number}"

    @property
    def sha256(self) -> str:
        return self.file.sha256

    @property
    def code_shown(self) -> str:
        return code_shown(self.code)
