"""Handover lists, kept as they were sent."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exchanges.querysets import (
    ListImportQuerySet,
    ManifestLineQuerySet,
    ManifestQuerySet,
    SavedColumnsQuerySet,
)
from repatriation.ledger.clock import now


class Side(models.TextChoices):
    """Whose list it is, of the two sides of a batch."""

    SENDER = "sender", _("the sender's")
    RECEIVER = "receiver", _("the receiver's")


class ListImport(models.Model):
    """A file somebody is looking at. Nothing of it is on the batch before it is confirmed."""

    batch = models.ForeignKey("exchanges.ExchangeBatch", PROTECT, related_name="imports")
    side = models.CharField(max_length=10, choices=Side)
    file = models.ForeignKey("files.StoredFile", PROTECT, related_name="+")
    job = models.ForeignKey("jobs.Job", PROTECT, null=True, related_name="+")
    mapping = models.JSONField(null=True)  # the person's correction: header to column, or null
    date_order = models.JSONField(default=dict)  # the person's answers: header to day or month
    without_label = models.JSONField(default=list)  # rows marked "no label on the list"
    report = models.JSONField(null=True)  # as `report_as_json`, with the problems as data
    # The saved columns it was read with, unless the person said to read it as any other list.
    read_with = models.ForeignKey("exchanges.SavedColumns", PROTECT, null=True, related_name="+")
    is_read_as_new = models.BooleanField(default=False)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+")
    started_at = models.DateTimeField(default=now)
    manifest = models.OneToOneField("exchanges.Manifest", PROTECT, null=True, related_name="+")

    objects = ListImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of a list")
        verbose_name_plural = _("imports of lists")

    def __str__(self):
        return f"import {self.pk}"

    def get_absolute_url(self):
        return reverse("exchanges:import", args=[self.batch.reference, self.pk])


class DraftLine(models.Model):
    """A line as a job read it, until the import is confirmed. Only those of the draft's present job
    are looked at; what an earlier one left is swept with the next reading."""

    draft = models.ForeignKey(ListImport, PROTECT, related_name="lines")
    job = models.ForeignKey("jobs.Job", PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    row = models.PositiveIntegerField()
    has_no_label = models.BooleanField(default=False)
    values = models.JSONField()
    as_sent = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "position"], name="one_draft_line_per_position")
        ]
        indexes = [models.Index(fields=["job", "row"], name="draft_line_row")]

    def __str__(self):
        return f"line {self.position} of import {self.draft_id}"


class SavedColumns(models.Model):
    """What a side decided about the columns of a sender's lists, for the next file with exactly
    these headings. Never edited: a correction is another row, and this one is stopped."""

    party = models.ForeignKey("accounts.Party", PROTECT, verbose_name=_("side"), related_name="+")
    sender = models.ForeignKey(
        "accounts.Agency", PROTECT, verbose_name=_("lists of"), related_name="+"
    )
    headings = models.CharField(max_length=64, editable=False)  # digest of the headings
    mapping = models.JSONField(_("columns"))
    date_order = models.JSONField(_("day or month first"), default=dict)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("saved by"), related_name="+"
    )
    saved_at = models.DateTimeField(_("saved"), default=now)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("stopped by"), null=True, related_name="+"
    )
    stopped_at = models.DateTimeField(_("stopped"), null=True)

    objects = SavedColumnsQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved columns")
        verbose_name_plural = _("saved columns")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "sender", "headings"],
                condition=models.Q(stopped_at=None),
                name="one_way_to_read_a_senders_headings",
                violation_error_message=_(
                    "Somebody saved the columns of this list at the same moment. Look at theirs "
                    "first."
                ),
            ),
            models.CheckConstraint(
                name="saved_columns_are_stopped_by_somebody",
                condition=models.Q(stopped_by=None, stopped_at=None)
                | models.Q(stopped_by__isnull=False, stopped_at__isnull=False),
            ),
        ]

    def __str__(self):
        return gettext("columns of lists of %(sender)s, %(number)s") % {
            "sender": self.sender,
            "number": self.pk,
        }


class Manifest(models.Model):
    """One version of one side's list. Never edited: a correction is a new version."""

    batch = models.ForeignKey(
        "exchanges.ExchangeBatch", PROTECT, verbose_name=_("batch"), related_name="manifests"
    )
    side = models.CharField(_("whose"), max_length=10, choices=Side)
    number = models.PositiveIntegerField(_("version"))
    file = models.ForeignKey("files.StoredFile", PROTECT, verbose_name=_("file"), related_name="+")
    read_as = models.JSONField(_("read as"))
    mapping = models.JSONField(_("columns"))
    # Over its lines as they were read: what a seal is over.
    digest = models.CharField(_("digest"), max_length=64)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, verbose_name=_("filed by"), related_name="+"
    )
    filed_at = models.DateTimeField(_("filed"), default=now)
    # Filed by the other side, from what this side sent.
    is_recorded_for = models.BooleanField(_("recorded for another"))
    said_on = models.DateField(_("sent on"), null=True)
    source = models.CharField(_("message or paper"), max_length=200, blank=True)

    objects = ManifestQuerySet.as_manager()

    class Meta:
        verbose_name = _("handover list")
        verbose_name_plural = _("handover lists")
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "side", "number"],
                name="one_list_per_number",
                violation_error_message=_(
                    "Somebody filed a list for this batch at the same moment. Look at theirs first."
                ),
            ),
            models.CheckConstraint(
                name="a_list_filed_for_another_names_its_source",
                condition=models.Q(is_recorded_for=False)
                | (models.Q(said_on__isnull=False) & ~models.Q(source="")),
                violation_error_message=_("Name the message or paper this list came with."),
            ),
            models.CheckConstraint(
                name="a_list_has_its_digest", condition=models.Q(digest__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="a_list_is_of_one_of_the_two_sides", condition=models.Q(side__in=Side.values)
            ),
        ]

    def __str__(self):
        said = {"batch": self.batch, "number": self.number}
        if self.side == Side.RECEIVER:
            return gettext("%(batch)s, the receiver's list %(number)s") % said
        return gettext("%(batch)s, list %(number)s") % said


class Affiliation(models.TextChoices):
    """From the sender's view, always."""

    OURS = "ours", _("theirs (the sender's own)")
    THEIRS = "theirs", _("the receiver's")
    CIVILIAN = "civilian", _("civilian")
    OTHER_STATE = "other_state", _("of another state")
    UNKNOWN = "unknown", _("unknown")


class ManifestLine(models.Model):
    """A line as it was sent. What is claimed is not what is found."""

    manifest = models.ForeignKey(Manifest, PROTECT, verbose_name=_("list"), related_name="lines")
    position = models.PositiveIntegerField(_("position"))
    row = models.PositiveIntegerField(_("row"))
    has_no_label = models.BooleanField(_("without a label"), default=False)
    label = models.CharField(_("label"), max_length=200, blank=True)
    seal = models.CharField(_("seal"), max_length=200, blank=True)
    container_kind = models.CharField(_("kind"), max_length=10, blank=True)
    claimed_individuals = models.PositiveSmallIntegerField(_("people claimed"), null=True)
    claimed_name = models.CharField(max_length=200, blank=True)
    claimed_surname = models.CharField(max_length=200, blank=True)
    claimed_given_name = models.CharField(max_length=200, blank=True)
    claimed_patronymic = models.CharField(max_length=200, blank=True)
    claimed_birth_date = models.CharField(max_length=10, blank=True)  # may be partial
    claimed_affiliation = models.CharField(
        _("affiliation claimed"), max_length=20, choices=Affiliation, blank=True
    )
    claimed_rank = models.CharField(max_length=200, blank=True)
    claimed_unit = models.CharField(max_length=200, blank=True)
    claimed_service_number = models.CharField(max_length=200, blank=True)
    origin_place = models.TextField(blank=True)
    origin_sector = models.CharField(max_length=200, blank=True)
    origin_facility = models.CharField(max_length=200, blank=True)
    recovered_on = models.CharField(max_length=10, blank=True)
    died_on = models.CharField(max_length=10, blank=True)
    documents = models.TextField(blank=True)
    effects_packet = models.TextField(blank=True)
    remarks = models.TextField(blank=True)
    as_sent = models.JSONField()  # every cell of the line by its header, unknown columns too

    objects = ManifestLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a list")
        verbose_name_plural = _("lines of lists")
        constraints = [
            models.UniqueConstraint(fields=["manifest", "position"], name="one_line_per_position")
        ]

    def __str__(self):
        return f"line {self.position} of list {self.manifest_id}"
