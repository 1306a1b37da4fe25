"""Words for a notice that an administrator gives: which placeholders they may hold, and how they
are filled. A placeholder stands for a reference, a number or a link; there is none for a name, a
finding or a place, so no wording can say one.
"""

import re
from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from repatriation.errors import Sentence
from repatriation.language import say
from repatriation.ledger.clock import today
from repatriation.notifications.registry import sentences
from repatriation.references import Prefix, reference

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
BRACED = re.compile(r"\{[^{}\n]{0,40}\}?|\}")
PARAMETER = re.compile(r"%\((\w+)\)s")
# By which of its parameters a notice names what it is about, the nearest first.
ABOUT = {
    "identification": Prefix.IDENTIFICATION,
    "round": Prefix.ROUND,
    "batch": Prefix.BATCH,
    "case": Prefix.REMAINS_CASE,
    "container": Prefix.CONTAINER,
    "record": Prefix.REMAINS_CASE,  # or a container: an example shows one
    "client": Prefix.CLIENT,
}
ALWAYS = {
    "reference": _("the reference of what the notice is about"),
    "link": _("the address of its page"),
    "register": _("the name of this register"),
    "agency": _("the agency of whoever is told"),
}
FIGURES = {
    "containers": _("how many containers"),
    "cases": _("how many cases"),
    "number": _("the version of the list"),
    "lines": _("how many lines"),
    "listed": _("how many are listed"),
    "counted": _("how many were counted"),
}
UNKNOWN = _(
    "%(unknown)s cannot be used in this notice. It offers: %(offered)s. Other braces are not used."
)
NOT_WORDED = _("This notice keeps the words it comes with.")
NO_LINK = _("Say {link} somewhere in the text: a notice leads to the page it is about.")


def kinds() -> list[tuple[str, str]]:
    """Each notice that can be worded, by the words it comes with."""
    worded = [(kind, name_of(kind)) for kind in sentences() if says_one_thing(kind)]
    return sorted(worded, key=lambda one: one[1])


def says_one_thing(kind: str) -> bool:
    """One wording for a notice that says now this, now that, would lose which of them it was."""
    return len(sentences().get(kind, ())) == 1


def name_of(kind: str) -> str:
    """Its sentence, with … for what it fills in."""
    says = sentences().get(kind)
    return PARAMETER.sub("…", gettext(says[0].message)) if says else kind


def offered(kind: str) -> dict[str, str]:
    """The placeholders of this notice, and what each stands for."""
    names = {name for sentence in sentences().get(kind, ()) for name in _parameters(sentence)}
    figures = {name: str(FIGURES.get(name, name)) for name in sorted(names - set(ABOUT))}
    return {name: str(words) for name, words in ALWAYS.items()} | figures


def why_not(kind: str, subject: str, body: str) -> str | None:
    """What is wrong with these words, in a sentence."""
    if not says_one_thing(kind):
        return str(NOT_WORDED)
    names = offered(kind)
    for text in (subject, body):
        for found in BRACED.findall(text):
            known = PLACEHOLDER.fullmatch(found)
            if not (known and known[1] in names):
                possible = ", ".join(f"{{{name}}}" for name in names)
                return UNKNOWN % {"unknown": found, "offered": possible}
    return None if "{link}" in body else str(NO_LINK)


def filled_in(text: str, values: Mapping[str, object]) -> str:
    """In one pass: what a value holds is never read as a placeholder."""
    return PLACEHOLDER.sub(lambda found: str(values[found[1]]), text)


def values_of(params: Mapping[str, object], *, link: str, agency: str) -> dict[str, object]:
    about = next((params[name] for name in ABOUT if name in params), "")
    figures = {name: value for name, value in params.items() if name not in ABOUT}
    register = str(settings.REGISTER_NAME)
    return figures | {"reference": about, "link": link, "register": register, "agency": agency}


def sample_params(kind: str) -> dict[str, object]:
    """Invented, for a preview."""
    names = {name for sentence in sentences().get(kind, ()) for name in _parameters(sentence)}
    year = today().year
    return {name: reference(ABOUT[name], year, 7) if name in ABOUT else 12 for name in names}


def built_in(kind: str) -> list[str]:
    """The words the notice comes with, in the active language, with sample values."""
    params = sample_params(kind)
    return [
        say(Sentence(one.message, params, one.plural, 12 if one.plural else None))
        for one in sentences().get(kind, ())
    ]


def _parameters(sentence: Sentence) -> list[str]:
    return PARAMETER.findall(sentence.message + sentence.plural)
