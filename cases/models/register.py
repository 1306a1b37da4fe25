"""People sought that come from another register, as a file; and the files of ours that go out."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.querysets import (
    OfImportQuerySet,
    OfPersonQuerySet,
    PersonExportQuerySet,
    PersonImportQuerySet,
)
from repatriation.ledger.clock import now


class FileFormat(models.TextChoices):
    TABLE = "table", _("table")
    PFIF = "pfif", "PFIF"


class RecordKind(models.TextChoices):
    PERSON = "person", _("person")
    NOTE = "note", _("note")


class Verdict(models.TextChoices):
    """What a record of the file is, before anything is saved."""

    NEW = "new", _("new")
    KNOWN = "known", _("known already")
    LIKELY = "likely", _("may be sought already")
    PROBLEM = "problem", _("cannot be saved")


class Became(models.TextChoices):
    """What came of a record when the import was saved."""

    WAITS = "", _("not saved yet")
    OPENED = "opened", _("record opened")
    UPDATED = "updated", _("record updated")
    UNCHANGED = "unchanged", _("nothing new")
    LEFT = "left", _("left alone")
    REFUSED = "refused", _("not saved")


class PersonImport(models.Model):
    """A file of people sought: kept, read by a worker, looked at, and saved record by record.
    Its `job` is its version until it is confirmed: each reading is another one."""

    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("agency")
    )
    file = models.ForeignKey("files.StoredFile", PROTECT, related_name="+", verbose_name=_("file"))
    format = models.CharField(_("format"), max_length=6, choices=FileFormat)
    # A person's answers: heading to column, or null; and what comes first in 05/06/1990.
    mapping = models.JSONField(_("columns"), default=dict)
    date_order = models.CharField(
        _("day or month first"),
        max_length=6,
        choices=[("day", _("the day first")), ("month", _("the month first"))],
        blank=True,
    )
    report = models.JSONField(_("report"), null=True)  # of the file as a whole
    job = models.ForeignKey("jobs.Job", PROTECT, null=True, related_name="+")  # that reads it
    saving = models.ForeignKey("jobs.Job", PROTECT, null=True, related_name="+")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, related_name="+", verbose_name=_("started by")
    )
    started_at = models.DateTimeField(_("started"), default=now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    # Said by who confirmed: those who may be sought already are other people.
    opens_likely = models.BooleanField(_("opens what may be sought already"), default=False)

    objects = PersonImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of people sought")
        verbose_name_plural = _("imports of people sought")
        constraints = [
            models.CheckConstraint(
                name="an_import_of_people_is_confirmed_by_somebody",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            )
        ]

    def __str__(self):
        return f"import of people {self.pk}"

    def get_absolute_url(self):
        return reverse("cases:people-import", args=[self.pk])


class ImportedRecord(models.Model):
    """One record of the file as a job read it, and what came of it."""

    of = models.ForeignKey(PersonImport, PROTECT, related_name="records")
    job = models.ForeignKey("jobs.Job", PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    row = models.PositiveIntegerField()
    kind = models.CharField(max_length=6, choices=RecordKind, default=RecordKind.PERSON)
    record_id = models.CharField(max_length=300, blank=True)
    told = models.JSONField(default=dict)  # our fields, as texts
    fields = models.JSONField(default=list)  # as sent, in pairs: the store keeps no order of keys
    problems = models.JSONField(default=list)
    verdict = models.CharField(max_length=8, choices=Verdict)
    person = models.ForeignKey("cases.MissingPerson", PROTECT, null=True, related_name="+")
    became = models.CharField(max_length=10, choices=Became, blank=True, default="")
    refusal = models.JSONField(null=True)

    objects = OfImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("record of an import of people")
        verbose_name_plural = _("records of imports of people")
        constraints = [
            models.UniqueConstraint(
                fields=["job", "position"], name="one_imported_record_per_position"
            )
        ]

    def __str__(self):
        return f"record {self.position} of {self.of_id}"


class RegisterRecord(models.Model):
    """What another register sent of a person, under its own identifier: a person's record, or a
    note on one, which became a source. Kept as sent, with the fields that we have no place for."""

    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("agency")
    )
    kind = models.CharField(_("kind"), max_length=6, choices=RecordKind)
    record_id = models.CharField(_("identifier in the register"), max_length=300)
    person = models.ForeignKey(
        "cases.MissingPerson",
        PROTECT,
        related_name="register_records",
        verbose_name=_("person sought"),
    )
    source = models.ForeignKey(
        "cases.PersonSource", PROTECT, null=True, related_name="+", verbose_name=_("source")
    )
    # In pairs: the store would not keep their order.
    fields = models.JSONField(_("as sent"), default=list)
    told = models.JSONField(_("as last told"), default=dict)
    expires_at = models.DateTimeField(_("to be kept until"), null=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    kept_at = models.DateTimeField(_("last sent"), default=now)

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("record of another register")
        verbose_name_plural = _("records of other registers")
        constraints = [
            models.CheckConstraint(
                name="a_record_of_a_register_has_its_identifier", condition=~Q(record_id="")
            ),
            models.UniqueConstraint(
                fields=["agency", "kind", "record_id"],
                name="a_record_of_a_register_is_kept_once_by_an_agency",
                violation_error_message=_(
                    "Another import saved the record with this identifier at the same moment."
                ),
            ),
            models.CheckConstraint(
                name="a_note_of_a_register_is_a_source",
                condition=Q(kind="person", source=None) | Q(kind="note", source__isnull=False),
            ),
        ]

    def __str__(self):
        return f"record of a register {self.pk}"


class ExportFormat(models.TextChoices):
    CSV = "csv", "CSV"
    PFIF = "pfif", "PFIF 1.4"


class PersonExport(models.Model):
    """A file of people sought with their names, made for one person or program. Making it and each
    taking of it are in the access log."""

    agency = models.ForeignKey(
        "accounts.Agency", PROTECT, related_name="+", verbose_name=_("agency")
    )
    format = models.CharField(_("format"), max_length=4, choices=ExportFormat)
    job = models.ForeignKey("jobs.Job", PROTECT, null=True, related_name="+")
    file = models.ForeignKey(
        "files.StoredFile", PROTECT, null=True, related_name="+", verbose_name=_("file")
    )
    people = models.PositiveIntegerField(_("people"), null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, related_name="+", verbose_name=_("asked by")
    )
    made_at = models.DateTimeField(_("asked"), default=now)

    objects = PersonExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export of people sought")
        verbose_name_plural = _("exports of people sought")

    def __str__(self):
        return f"export of people {self.pk}"

    def get_absolute_url(self):
        return reverse("cases:people-export", args=[self.pk])
