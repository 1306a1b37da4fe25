"""What the database refuses, said as a sentence."""

from django.apps import apps
from django.db import IntegrityError

from repatriation.errors import Conflict


def refusal_of(error: IntegrityError) -> Conflict | None:
    """The sentence of the constraint that refused, or None where no model gives it one."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            sentence = constraint.violation_error_message
            if constraint.name == name and sentence != constraint.default_violation_error_message:
                return Conflict(str(sentence))
    return None
