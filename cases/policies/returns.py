"""Whether remains may go back to the other party: the board's decision on affiliation."""

from django.utils.translation import gettext as _

from cases.models import RemainsCase


def why_not_return(case: RemainsCase) -> str | None:
    """The one place that is asked before a return is authorised and before it is carried out."""
    return _(
        "No board has decided that %(case)s is of the other party’s dead. It decides on two "
        "independent kinds of evidence."
    ) % {"case": case}
