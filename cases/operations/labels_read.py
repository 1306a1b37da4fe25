"""The label is read again before remains are authorised to leave, and when they do."""

from cases.models import RemainsCase
from cases.operations.scanning import reference_of
from repatriation.errors import RuleBroken, Sentence, gettext_noop

NOT_READ = gettext_noop("Scan the label on the remains, or type the reference that is on it.")
ANOTHER = gettext_noop(
    "The label says %(read)s, and this is %(case)s. Stop: these are not the remains that were "
    "meant. Nothing was saved."
)


def require_label(case: RemainsCase, code: str) -> str:
    """The reference as it was read; refused where it is another's."""
    code = code.strip()
    if not code:
        raise RuleBroken(Sentence(NOT_READ))
    read = reference_of(code)
    if read != case.reference:
        raise RuleBroken(Sentence(ANOTHER, {"read": read or code[:40], "case": case.reference}))
    return read
