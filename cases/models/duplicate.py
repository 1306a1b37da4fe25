"""Two records of one person: asked of another agency, merged with history, parted again."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.withdrawable import Withdrawable
from cases.querysets import LinkRequestQuerySet, OfPersonQuerySet
from repatriation.ledger.clock import now


class Merge(Withdrawable):
    """A record that another goes on for. The merged one stays as it is and points there; taking
    the merge back parts them again."""

    person = models.ForeignKey(
        "cases.MissingPerson", PROTECT, related_name="merges", verbose_name=_("merged record")
    )
    into = models.ForeignKey(
        "cases.MissingPerson", PROTECT, related_name="+", verbose_name=_("record that goes on")
    )
    because = models.CharField(_("because"), max_length=500)
    merged_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("merged by")
    )
    merged_at = models.DateTimeField(_("merged"), default=now)

    objects = OfPersonQuerySet.as_manager()

    class Meta(Withdrawable.Meta):
        ordering = ["id"]
        verbose_name = _("merge of two records")
        verbose_name_plural = _("merges of records")
        constraints = [
            *Withdrawable.Meta.constraints,
            models.CheckConstraint(name="a_merge_says_why", condition=~Q(because="")),
            models.CheckConstraint(
                name="a_record_is_merged_into_another", condition=~Q(person=F("into"))
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(withdrawn_at=None),
                name="a_record_is_merged_once",
                violation_error_message=_("This record is merged into another already."),
            ),
        ]

    def __str__(self):
        return f"merge {self.pk}"


class LinkAnswer(models.TextChoices):
    SAME = "same", _("the same person")
    DIFFERENT = "different", _("different people")


class LinkRequest(models.Model):
    """An agency asks another of its side whether a record of either is of one person. The asker
    learns no more than the answer."""

    person = models.ForeignKey(
        "cases.MissingPerson", PROTECT, related_name="asked", verbose_name=_("record asked about")
    )
    other = models.ForeignKey(
        "cases.MissingPerson", PROTECT, related_name="asked_of", verbose_name=_("own record")
    )
    note = models.CharField(_("what the other agency is told"), max_length=500)
    asked_by = models.ForeignKey(
        "accounts.User", PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=now)
    answer = models.CharField(_("answer"), max_length=10, choices=LinkAnswer, blank=True)
    answer_note = models.CharField(_("note on the answer"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True)

    objects = LinkRequestQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("request about a possible link")
        verbose_name_plural = _("requests about possible links")
        constraints = [
            models.CheckConstraint(
                name="a_link_is_asked_between_two_records", condition=~Q(person=F("other"))
            ),
            models.CheckConstraint(name="a_link_request_says_what", condition=~Q(note="")),
            models.CheckConstraint(
                name="an_answered_link_says_what_who_and_when",
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["person", "other"],
                condition=Q(answered_at=None),
                name="a_link_is_asked_once_at_a_time",
                violation_error_message=_("The other agency has been asked about this already."),
            ),
        ]

    def __str__(self):
        return f"link request {self.pk}"
