"""What was said about a discrepancy, word for word."""

from django.db import models
from django.db.models import PROTECT, Q
from django.utils.translation import gettext_lazy as _

from exchanges.figure_querysets import AnswerQuerySet
from exchanges.models.said import Said, checked_by_another


class Answer(Said):
    """Each move of a discrepancy with its words: the other side's answer, and what the side that
    opened it makes of that. Never edited; who has more to say answers again."""

    class Kind(models.TextChoices):
        ANSWERS = "answers", _("answers")
        ACCEPTS = "accepts", _("accepts")
        CONTESTS = "contests", _("contests")
        EXPLAINS = "explains", _("holds it for explained")

    discrepancy = models.ForeignKey(
        "exchanges.Discrepancy", PROTECT, verbose_name=_("discrepancy"), related_name="answers"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    text = models.TextField(_("text"), blank=True, max_length=2000)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a discrepancy")
        verbose_name_plural = _("answers to discrepancies")
        constraints = [
            *checked_by_another("an_answer"),
            models.CheckConstraint(
                name="only_an_acceptance_needs_no_words",
                condition=Q(kind="accepts") | ~Q(text=""),
                violation_error_message=_("Say it in words."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def round(self):
        return self.discrepancy.batch.round
