"""Who submitted an identification to a board, spoke for it or released on it: none votes on it."""

from django.db.models import Q

from cases.models import Evidence, Explanation, Identification, Release
from repatriation.accounts.models import User
from repatriation.audit.models import Event


def has_submitted(user: User, identification: Identification) -> bool:
    """Proposed it, or submitted it again when a board had returned or deferred it."""
    if user.pk == identification.proposed_by_id:
        return True
    again = {"facts__kind": "cases.identification_submitted", "facts__actor": user.pk}
    return Event.objects.of(identification).filter(**again).exists()


def has_spoken(user: User, identification: Identification) -> bool:
    """Gave evidence, or explained what contradicts it."""
    of = {"covered__identification": identification}
    return (
        Evidence.objects.filter(**of, added_by=user).exists()
        or Explanation.objects.filter(**of, explained_by=user).exists()
    )


def has_released(user: User, identification: Identification) -> bool:
    """Authorised a release on it, or carried one out: a board that decides on a contest decides
    whether that was right."""
    took_part = Q(authorised_by=user) | Q(released_by=user)
    return Release.objects.filter(took_part, identification=identification).exists()
