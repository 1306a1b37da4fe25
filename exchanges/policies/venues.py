"""What may be changed of a place where the sides meet: a reason to refuse, or None."""

from django.db.models import F, Q
from django.utils.translation import gettext as _

from exchanges.models import ExchangeRound, Venue
from exchanges.models.statement import Act
from exchanges.states import OPEN_PLAN


def why_not_rename(venue: Venue) -> str | None:
    """A side confirms a date for a place it has read. Were the place to get another name after
    that, the confirmation would say what nobody said."""
    said = Q(statements__act=Act.CONFIRMS_DATE, statements__date=F("date"))
    rounds = ExchangeRound.objects.filter(venue=venue)
    if not rounds.filter(said | ~Q(state__in=OPEN_PLAN)).exists():
        return None
    return _(
        "A date at this venue is confirmed, so its name and place stay as the sides read them. "
        "Add a new venue, and take this one out of use."
    )
