"""Sign-ins that failed, for as long as they count."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

WINDOW = timedelta(minutes=15)
TRIES = 10
SPRAYED = 60  # from one address, whatever the e-mail


class SignInTryQuerySet(models.QuerySet):
    def counting(self):
        return self.filter(tried_at__gt=timezone.now() - WINDOW)


class SignInTry(models.Model):
    """One failed try. `who` is a keyed digest of what is counted: an e-mail and the network address
    it came from, an address, a person. None can be read from it, and the row goes when it no longer
    counts."""

    who = models.CharField(max_length=64)
    tried_at = models.DateTimeField(default=timezone.now)

    objects = SignInTryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["who", "tried_at"], name="sign_in_tries")]

    def __str__(self):
        return f"try {self.pk}"
