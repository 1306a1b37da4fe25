"""The errors a person can cause, as data: each says what was refused, why, and what is open now.

No Django here: a sentence is a message id with its parameters; `repatriation.language.say` turns
it into the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


def gettext_noop(message: str) -> str:
    """Mark a message id for the translators; it is looked up when it is said."""
    return message


@dataclass(frozen=True)
class Sentence:
    """A message id and its parameters.

    `plural` and `count` go together: the message id is then the singular form. A parameter may be
    a Sentence itself, a tuple of them (said as a list), or a plain value that is never translated.
    """

    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    plural: str = ""
    count: int | None = None

    def __str__(self) -> str:
        """English, for programs and logs of this house; pages and the API use `say`."""
        is_many = self.plural and self.count != 1
        template = self.plural if is_many else self.message
        return template % {name: _plain(value) for name, value in self.params.items()}

    def as_data(self) -> dict[str, object]:
        """For storing; only sentences whose parameters are plain values are stored."""
        data: dict[str, object] = {"message": self.message, "params": dict(self.params)}
        return data | ({"plural": self.plural, "count": self.count} if self.plural else {})


def _plain(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else value


class DomainError(Exception):
    """A refusal. `more` is what a program may want beside the sentence."""

    code, status = "refused", 400

    def __init__(self, sentence: "Sentence | str", **more: object):
        super().__init__(str(sentence))
        self.sentence = sentence
        self.more = more


class NotPermitted(DomainError):
    code, status = "not_permitted", 403


class TransitionNotAllowed(DomainError):
    code, status = "transition_not_allowed", 409


class Conflict(DomainError):
    """A race that ended at a constraint."""

    code, status = "conflict", 409


class Stale(DomainError):
    code, status = "stale", 412


class TooLarge(DomainError):
    code, status = "too_large", 413


class RuleBroken(DomainError):
    code, status = "rule_broken", 422


class Busy(DomainError):
    """What is asked for is locked by somebody else, and stayed so while we waited."""

    code, status = "busy", 503


def require(why_not: "Sentence | str | None") -> None:
    """Raise the sentence a policy gave, if it gave one."""
    if why_not:
        raise NotPermitted(why_not)
