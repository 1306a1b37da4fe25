"""What was told of somebody sought: names in each script, marks, and who told what."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import PROTECT, Q
from django.utils.translation import gettext_lazy as _

from cases.models.codes import FeatureKind, Region, Side
from cases.models.withdrawable import Withdrawable
from cases.querysets import OfPersonQuerySet, PersonNameQuerySet
from repatriation.ledger.clock import now


class NameKind(models.TextChoices):
    PRINCIPAL = "principal", _("principal name")
    OFFICIAL = "official", _("as in a document")
    FORMER = "former", _("former name")
    SPELLING = "spelling", _("other spelling")
    KNOWN_AS = "known_as", _("known as")


class Script(models.TextChoices):
    UKRAINIAN = "uk", _("Ukrainian")
    RUSSIAN = "ru", _("Russian")
    CYRILLIC = "cyrillic", _("Cyrillic, language not known")
    LATIN = "latin", _("Latin")
    OTHER = "other", _("another script")


class PersonName(Withdrawable):
    """One way a person's name is written. The first is the principal one, as on the record.

    `sort_key`, `keys` and `heard` are made from the name by `cases.operations.names.write_names`.
    """

    person = models.ForeignKey(
        "cases.MissingPerson", PROTECT, related_name="names", verbose_name=_("person sought")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=NameKind)
    script = models.CharField(_("script"), max_length=12, choices=Script)
    surname = models.CharField(_("surname"), max_length=120, blank=True)
    given_name = models.CharField(_("given name"), max_length=120, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=120, blank=True)
    sort_key = models.CharField(max_length=800, blank=True, editable=False)
    keys = ArrayField(models.CharField(max_length=260), default=list, editable=False)
    heard = models.CharField(max_length=800, blank=True, default="", editable=False)
    added_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), default=now)

    objects = PersonNameQuerySet.as_manager()

    class Meta(Withdrawable.Meta):
        ordering = ["id"]
        indexes = [
            # Without a list of what waits: names are found more often than they are written, and
            # a long one is scanned with every search.
            GinIndex(fields=["keys"], fastupdate=False, name="person_name_keys"),
            GinIndex(
                fields=["heard"],
                opclasses=["gin_trgm_ops"],
                fastupdate=False,
                name="person_name_heard",
            ),
        ]
        verbose_name = _("name of a person sought")
        verbose_name_plural = _("names of people sought")
        constraints = [
            *Withdrawable.Meta.constraints,
            models.CheckConstraint(
                name="a_name_is_a_surname_or_a_given_name",
                condition=~Q(surname="", given_name=""),
                violation_error_message=_("Give the surname or the given name."),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(kind="principal"),
                name="one_principal_name_of_a_person",
            ),
            models.CheckConstraint(
                name="the_principal_name_is_corrected_not_withdrawn",
                condition=~Q(kind="principal") | Q(withdrawn_at=None),
            ),
        ]

    def __str__(self):
        return f"name {self.pk}"

    @property
    def written(self) -> str:
        """Only for those whom `shown_to` gives the name."""
        return " ".join(filter(None, (self.surname, self.given_name, self.patronymic)))


class PersonFeature(Withdrawable):
    """What set the person apart in life, by the same codes as a finding on remains."""

    person = models.ForeignKey(
        "cases.MissingPerson", PROTECT, related_name="features", verbose_name=_("person sought")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=FeatureKind)
    region = models.CharField(_("part of the body"), max_length=12, choices=Region, blank=True)
    side = models.CharField(_("side"), max_length=8, choices=Side, blank=True)
    text = models.CharField(_("description"), max_length=500, blank=True)
    number = models.CharField(_("number on an implant"), max_length=60, blank=True)
    added_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), default=now)

    objects = OfPersonQuerySet.as_manager()

    class Meta(Withdrawable.Meta):
        ordering = ["id"]
        verbose_name = _("feature of a person sought")
        verbose_name_plural = _("features of people sought")

    def __str__(self):
        return f"feature {self.pk}"


class Channel(models.TextChoices):
    VISIT = "visit", _("in person")
    PHONE = "phone", _("by telephone")
    LETTER = "letter", _("by letter")
    MAIL = "mail", _("by e-mail or message")
    FORM = "form", _("on a form")
    REGISTER = "register", _("from another register")
    PAPERS = "papers", _("from papers found with remains")


class PersonSource(models.Model):
    """Who told what of a person, when and by which channel. A correction is a further row."""

    person = models.ForeignKey(
        "cases.MissingPerson", PROTECT, related_name="sources", verbose_name=_("person sought")
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    told_by = models.CharField(_("told by"), max_length=120, blank=True)
    relative = models.ForeignKey(
        "cases.Relative", PROTECT, null=True, related_name="told", verbose_name=_("relative")
    )
    told_on = models.DateField(_("told on"))
    account = models.CharField(_("what was told"), max_length=2000)
    recorded_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"), default=now)

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("source on a person sought")
        verbose_name_plural = _("sources on people sought")
        constraints = [
            models.CheckConstraint(name="a_source_says_what_was_told", condition=~Q(account=""))
        ]

    def __str__(self):
        return f"source {self.pk}"
