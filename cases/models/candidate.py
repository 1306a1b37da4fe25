"""A pair worth a person's look: remains with somebody sought, or with other remains.

The machine ranks and explains; it excludes nothing and identifies nobody. A candidate is not an
identification and never leaves the house.
"""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.querysets.candidates import CandidateQuerySet
from cases.states.candidates import CandidateState
from repatriation.ledger.clock import now
from repatriation.ledger.versions import Versioned


class Candidate(Versioned):
    """One pair, for good. What was weighed, each time it was, stands in its `weighings`."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    case = models.ForeignKey(
        "cases.RemainsCase", PROTECT, related_name="candidates", verbose_name=_("case")
    )
    person = models.ForeignKey(
        "cases.MissingPerson",
        PROTECT,
        null=True,
        related_name="candidates",
        verbose_name=_("person sought"),
    )
    other = models.ForeignKey(
        "cases.RemainsCase", PROTECT, null=True, related_name="+", verbose_name=_("other case")
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=CandidateState,
        default=CandidateState.OPEN,
        editable=False,
    )
    score = models.FloatField(_("log10 of the likelihood ratio"))
    rank = models.PositiveIntegerField(_("rank among those of the case"), default=0)
    found_at = models.DateTimeField(_("found"), default=now)
    looked_by = models.ForeignKey(
        "accounts.User", PROTECT, null=True, related_name="+", verbose_name=_("looked at by")
    )
    looked_at = models.DateTimeField(_("looked at"), null=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        permissions = [
            ("see_candidates", "Can see candidates and what was weighed"),
            ("exclude_candidate", "Can exclude candidates on evidence, and take that back"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], name="one_candidate_of_a_case_and_a_person"
            ),
            models.UniqueConstraint(fields=["case", "other"], name="one_candidate_of_two_cases"),
            models.CheckConstraint(
                name="a_candidate_is_of_a_case_with_one_other_record",
                condition=Q(person__isnull=False, other=None) | Q(person=None, other__isnull=False),
            ),
            models.CheckConstraint(
                name="of_two_cases_the_earlier_stands_first",
                condition=Q(other=None) | Q(other__gt=F("case")),
            ),
            models.CheckConstraint(
                name="a_candidate_is_in_a_known_state",
                condition=Q(state__in=CandidateState.values),
            ),
            models.CheckConstraint(
                name="who_looked_at_a_candidate_did_so_at_some_time",
                condition=Q(looked_by=None, looked_at=None)
                | Q(looked_by__isnull=False, looked_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-score"], name="candidate_case"),
            models.Index(fields=["person", "-score"], name="candidate_person"),
            models.Index(
                fields=["other", "-score"],
                name="candidate_other",
                condition=Q(other__isnull=False),
            ),
            models.Index(
                fields=["-score"],
                name="candidate_unread",
                condition=Q(state="open", looked_at=None),
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:candidate", args=[self.reference])


class Weighing(models.Model):
    """What was weighed at one time, each term of it. Never edited: a later one supersedes it."""

    candidate = models.ForeignKey(
        Candidate, PROTECT, related_name="weighings", verbose_name=_("candidate")
    )
    score = models.FloatField(_("log10 of the likelihood ratio"))
    terms = models.JSONField(_("terms"))
    parameters = models.CharField(_("version of the parameters"), max_length=40)
    versions = models.JSONField(_("versions of the two records"))
    computed_at = models.DateTimeField(_("computed"), default=now)

    class Meta:
        verbose_name = _("weighing of a candidate")
        verbose_name_plural = _("weighings of candidates")
        indexes = [models.Index(fields=["candidate", "-id"], name="weighing_newest")]

    def __str__(self):
        return f"weighing {self.pk}"


class CandidateSearch(models.Model):
    """That candidates of one record are wanted, and how the last search for them went. However
    often the record changes meanwhile, one Job looks."""

    case = models.OneToOneField(
        "cases.RemainsCase",
        PROTECT,
        null=True,
        related_name="candidate_search",
        verbose_name=_("case"),
    )
    person = models.OneToOneField(
        "cases.MissingPerson",
        PROTECT,
        null=True,
        related_name="candidate_search",
        verbose_name=_("person sought"),
    )
    asked_at = models.DateTimeField(_("asked for"), default=now)
    job = models.ForeignKey("jobs.Job", PROTECT, null=True, related_name="+", verbose_name=_("Job"))
    done_at = models.DateTimeField(_("done"), null=True)
    compared = models.PositiveIntegerField(_("records compared"), default=0)

    class Meta:
        verbose_name = _("search for candidates")
        verbose_name_plural = _("searches for candidates")
        constraints = [
            models.CheckConstraint(
                name="candidates_are_sought_of_one_record",
                condition=Q(case__isnull=False, person=None) | Q(case=None, person__isnull=False),
            )
        ]

    def __str__(self):
        return f"search for candidates {self.pk}"
