"""What happened to the record of somebody sought, in sentences."""

from cases.history.rows import BY_IDENTIFICATION
from repatriation.dashboard.history import Telling, Tellings, declare
from repatriation.errors import gettext_noop as _

FIELDS = {
    "surname": _("surname"),
    "given_name": _("given name"),
    "patronymic": _("patronymic"),
    "born_on": _("born on"),
}

PERSON: Tellings = {
    "cases.person_opened": Telling(_("Record opened")),
    "cases.person_corrected": Telling(_("Corrected: %(changed)s"), words={"changed": FIELDS}),
    "cases.person_identified": Telling(
        _("Identified by %(identification)s"), rows=BY_IDENTIFICATION
    ),
    "cases.person_sought_again": Telling(
        _("Sought again: identification %(identification)s was revoked"), rows=BY_IDENTIFICATION
    ),
}

declare(PERSON)
