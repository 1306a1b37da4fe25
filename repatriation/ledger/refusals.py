"""What the database refuses, said as a sentence."""

from django.apps import apps
from django.db import DatabaseError, IntegrityError, OperationalError

from repatriation.errors import Busy, Conflict, DomainError, Sentence, gettext_noop

WAITED_TOO_LONG = {"55P03", "57014"}  # for a lock, or for an answer
BUSY = gettext_noop(
    "Somebody else is changing the same records now. Nothing was saved; try again in a minute."
)


def refusal_of(error: DatabaseError) -> DomainError | None:
    """The sentence of what refused, or None where it is a mistake of ours."""
    if isinstance(error, OperationalError):
        waited = getattr(error.__cause__, "pgcode", None) in WAITED_TOO_LONG
        return Busy(Sentence(BUSY)) if waited else None
    return _broken_constraint(error) if isinstance(error, IntegrityError) else None


def _broken_constraint(error: IntegrityError) -> Conflict | None:
    """Only models that give a constraint a sentence of its own expect it to refuse."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            sentence = constraint.violation_error_message
            if constraint.name == name and sentence != constraint.default_violation_error_message:
                return Conflict(str(sentence))
    return None
