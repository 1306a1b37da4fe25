"""A person's own notices in the application."""

from django.utils import timezone

from repatriation.notifications.models import Delivery


def inbox_of(user):
    return Delivery.objects.inbox_of(user).order_by("-pk")


def inbox_count(user) -> int:
    """Unread."""
    return Delivery.objects.inbox_of(user).filter(read_at=None).count()


def mark_read(user, keys: list[int] | None = None) -> int:
    """All of them, or those named; another's are not there."""
    unread = Delivery.objects.inbox_of(user).filter(read_at=None)
    if keys is not None:
        unread = unread.filter(pk__in=keys)
    return unread.update(read_at=timezone.now())
