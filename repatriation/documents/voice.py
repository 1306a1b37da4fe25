"""In which languages a paper speaks: the active one, or two that say everything side by side."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import get_language

from repatriation.language import say

BETWEEN = " / "


@dataclass(frozen=True)
class Voice:
    """Without languages it speaks the active one."""

    languages: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        return self.languages[0] if self.languages else get_language() or "en"

    def said(self, text: object, *, between: str = BETWEEN) -> str:
        """A Sentence or a lazy text in each language; what people wrote stands once."""
        return self.each(lambda _language: say(text), between=between)

    def each(self, say_in: Callable[[str], str], *, between: str = "\n") -> str:
        """What depends on the language: `say_in` is called with it, while it is active."""
        found = []
        for language in self.languages or (None,):
            with translation.override(language) if language else nullcontext():
                found.append(say_in(language or self.first))
        return between.join(dict.fromkeys(found))
