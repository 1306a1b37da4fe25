"""Which files are kept. Their bytes are in the vault."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, Q


class StoredFile(models.Model):
    """Somebody put these bytes here under this name. Never edited, never deleted.

    The same bytes under another name or from another person are another row over one content.
    """

    sha256 = models.CharField(max_length=64, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    media_type = models.CharField(max_length=100, editable=False)
    name = models.CharField(max_length=200, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_stored_file_has_content",
                condition=Q(sha256__regex="^[0-9a-f]{64}$") & Q(size__gt=0),
            ),
            models.UniqueConstraint(
                name="the_same_file_from_the_same_person_once",
                fields=["sha256", "name", "media_type", "made_by"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return f"{self.media_type}, {self.size} bytes"
