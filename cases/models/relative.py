"""Relatives of somebody sought: kinship, order of next of kin, how to reach them, consent."""

from django.db import models
from django.db.models import PROTECT, Deferrable, Q
from django.utils.translation import gettext_lazy as _

from cases.models.withdrawable import Withdrawable
from cases.querysets import OfRelativeQuerySet, RelativeQuerySet
from repatriation.ledger.clock import now


class Kinship(models.TextChoices):
    """Of the relative to the person sought."""

    SPOUSE = "spouse", _("spouse")
    PARTNER = "partner", _("partner")
    MOTHER = "mother", _("mother")
    FATHER = "father", _("father")
    DAUGHTER = "daughter", _("daughter")
    SON = "son", _("son")
    SISTER = "sister", _("sister")
    BROTHER = "brother", _("brother")
    HALF_SIBLING = "half_sibling", _("half-sister or half-brother")
    GRANDPARENT = "grandparent", _("grandparent")
    GRANDCHILD = "grandchild", _("grandchild")
    AUNT_OR_UNCLE = "aunt_or_uncle", _("aunt or uncle")
    NIECE_OR_NEPHEW = "niece_or_nephew", _("niece or nephew")
    COUSIN = "cousin", _("cousin")
    GUARDIAN = "guardian", _("guardian")
    OTHER = "other", _("other")


class Language(models.TextChoices):
    UKRAINIAN = "uk", _("Ukrainian")
    RUSSIAN = "ru", _("Russian")
    ENGLISH = "en", _("English")
    OTHER = "other", _("another language")


class LaterParts(models.TextChoices):
    """What the family wishes when further parts of the person are found."""

    NOT_ASKED = "", _("not asked yet")
    EACH_TIME = "each_time", _("to be told each time")
    AT_THE_END = "at_the_end", _("to be told once, at the end")
    NEVER = "never", _("not to be told")


class ToldHow(models.TextChoices):
    NOT_ASKED = "", _("not asked yet")
    AT_HOME = "at_home", _("in person, at home")
    AT_OFFICE = "at_office", _("in person, at an office")
    THROUGH_SOMEBODY = "through_somebody", _("through somebody the relative names")
    PHONE = "phone", _("by telephone")
    LETTER = "letter", _("by letter")


class Relative(models.Model):
    """A relative of somebody sought, kept by the agency that seeks the person. `order` is the
    place among the next of kin."""

    person = models.ForeignKey(
        "cases.MissingPerson", PROTECT, related_name="relatives", verbose_name=_("person sought")
    )
    name = models.CharField(_("name"), max_length=200)
    kinship = models.CharField(_("kinship"), max_length=16, choices=Kinship)
    order = models.PositiveSmallIntegerField(_("place among the next of kin"))
    language = models.CharField(_("language"), max_length=6, choices=Language, blank=True)
    later_parts = models.CharField(
        _("parts found later"), max_length=12, choices=LaterParts, blank=True
    )
    told_how = models.CharField(_("wishes to be told"), max_length=18, choices=ToldHow, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    recorded_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"), default=now)

    objects = RelativeQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        verbose_name = _("relative")
        verbose_name_plural = _("relatives")
        permissions = [
            ("read_relatives", "Can read relatives of people sought and their contacts"),
            ("keep_relatives", "Can record relatives, their wishes, order and consent"),
        ]
        constraints = [
            models.CheckConstraint(name="a_relative_has_a_name", condition=~Q(name="")),
            models.UniqueConstraint(
                fields=["person", "order"],
                name="one_relative_at_each_place_among_the_next_of_kin",
                deferrable=Deferrable.DEFERRED,
            ),
        ]

    def __str__(self):
        return f"{self.get_kinship_display()} ({self.order})"


class ContactKind(models.TextChoices):
    PHONE = "phone", _("telephone")
    MAIL = "mail", _("e-mail")
    ADDRESS = "address", _("address")
    MESSENGER = "messenger", _("messenger")


class RelativeContact(Withdrawable):
    """How a relative is reached. Read only on request, and each reading is written down."""

    relative = models.ForeignKey(
        Relative, PROTECT, related_name="contacts", verbose_name=_("relative")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ContactKind)
    value = models.CharField(_("contact"), max_length=300)
    recorded_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"), default=now)

    objects = OfRelativeQuerySet.as_manager()

    class Meta(Withdrawable.Meta):
        ordering = ["id"]
        verbose_name = _("contact of a relative")
        verbose_name_plural = _("contacts of relatives")
        constraints = [
            *Withdrawable.Meta.constraints,
            models.CheckConstraint(name="a_contact_is_not_empty", condition=~Q(value="")),
        ]

    def __str__(self):
        return f"contact {self.pk}"


class PassingReason(models.TextChoices):
    DEATH = "death", _("has died")
    INCAPACITY = "incapacity", _("cannot decide")
    WITHDRAWAL = "withdrawal", _("does not wish to")
    NO_CONTACT = "no_contact", _("cannot be reached")


class PassedOver(Withdrawable):
    """Next of kin passes to the next in order; taken back when the reason falls away."""

    relative = models.ForeignKey(
        Relative, PROTECT, related_name="passings", verbose_name=_("relative")
    )
    because = models.CharField(_("because"), max_length=12, choices=PassingReason)
    note = models.CharField(_("note"), max_length=300)
    passed_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    passed_at = models.DateTimeField(_("recorded"), default=now)

    objects = OfRelativeQuerySet.as_manager()

    class Meta(Withdrawable.Meta):
        ordering = ["id"]
        verbose_name = _("relative passed over")
        verbose_name_plural = _("relatives passed over")
        constraints = [
            *Withdrawable.Meta.constraints,
            models.CheckConstraint(name="passing_over_says_why", condition=~Q(note="")),
            models.UniqueConstraint(
                fields=["relative"],
                condition=Q(withdrawn_at=None),
                name="a_relative_is_passed_over_once",
                violation_error_message=_("This relative is passed over already."),
            ),
        ]

    def __str__(self):
        return f"{self.get_because_display()}, {self.pk}"


class Purpose(models.TextChoices):
    DNA_SAMPLE = "dna_sample", _("giving a DNA sample")
    COMPARISON = "comparison", _("comparing the sample with remains")
    INFORMATION = "information", _("passing information on to other agencies")
    RELEASE = "release", _("release of the remains")
    CONTACT = "contact", _("being contacted")


class Consent(Withdrawable):
    """What a relative agreed to, by which paper; withdrawn on a day, with the reason."""

    relative = models.ForeignKey(
        Relative, PROTECT, related_name="consents", verbose_name=_("relative")
    )
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    given_on = models.DateField(_("given on"))
    paper = models.CharField(_("paper"), max_length=120)
    recorded_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"), default=now)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True)

    objects = OfRelativeQuerySet.as_manager()

    class Meta(Withdrawable.Meta):
        ordering = ["id"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            *Withdrawable.Meta.constraints,
            models.CheckConstraint(name="consent_names_its_paper", condition=~Q(paper="")),
            models.CheckConstraint(
                name="consent_is_withdrawn_on_a_day",
                condition=Q(withdrawn_on=None, withdrawn_at=None)
                | Q(withdrawn_on__isnull=False, withdrawn_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["relative", "purpose"],
                condition=Q(withdrawn_at=None),
                name="one_consent_for_each_purpose",
                violation_error_message=_("This consent stands already."),
            ),
        ]

    def __str__(self):
        return f"{self.get_purpose_display()}, consent {self.pk}"
