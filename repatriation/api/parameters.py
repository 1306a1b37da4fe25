"""Query parameters: none is ignored, and a wrong one is named with the nearest known."""

from collections.abc import Iterable
from difflib import get_close_matches

from repatriation.errors import DomainError, Sentence, gettext_noop

UNKNOWN = gettext_noop("“%(name)s” is not a parameter of this address. Known here: %(known)s.")
NEAREST = gettext_noop("“%(name)s” is not a parameter of this address. Did you mean “%(nearest)s”?")
NONE = gettext_noop("“%(name)s” is not a parameter of this address; it takes none.")
WRONG = gettext_noop("“%(value)s” cannot be the value of “%(name)s”. %(expected)s")
TWICE = gettext_noop("“%(name)s” is given more than once; give it once.")
LONGEST_SHOWN = 60


class UnknownParameter(DomainError):
    code = "unknown_parameter"


class WrongParameter(DomainError):
    code = "wrong_parameter"


def wrong(name: str, value: object, expected: Sentence) -> WrongParameter:
    shown = {"name": name, "value": str(value)[:LONGEST_SHOWN], "expected": expected}
    return WrongParameter(Sentence(WRONG, shown), parameter=name)


def once(params, name: str, default: str = "") -> str:
    """The value of a parameter that may be given once."""
    values = params.getlist(name)
    if len(values) > 1:
        raise WrongParameter(Sentence(TWICE, {"name": name}), parameter=name)
    return values[0] if values else default


def is_true(params, name: str) -> bool:
    value = once(params, name, "false")
    if value not in ("true", "false"):
        raise wrong(name, value, Sentence(gettext_noop("Give true or false.")))
    return value == "true"


def refuse_unknown(params, known: Iterable[str]) -> None:
    known = sorted(known)
    for name in params:
        if name not in known:
            raise _unknown(name[:LONGEST_SHOWN], known)


def _unknown(name: str, known: list[str]) -> UnknownParameter:
    nearest = next(iter(get_close_matches(name, known, n=1, cutoff=0.5)), None)
    if nearest:
        sentence = Sentence(NEAREST, {"name": name, "nearest": nearest})
    elif known:
        sentence = Sentence(UNKNOWN, {"name": name, "known": ", ".join(known)})
    else:
        sentence = Sentence(NONE, {"name": name})
    return UnknownParameter(sentence, parameter=name, nearest=nearest)
