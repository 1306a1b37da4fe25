"""The catalogues: whole, in step with the code, and safe to fill in."""

import ast
import gettext
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("uk", "ru")
MARKERS = {"gettext_noop", "gettext_lazy", "gettext", "_", "Sentence"}
# Files whose every sentence must be there; widened as the translators go on.
TRANSLATED = (
    "repatriation/workflow.py",
    "repatriation/references.py",
    "repatriation/files",
    "repatriation/documents",
)
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def po(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def catalogue(path: Path) -> dict[object, str]:
    """Message ids, or pairs of id and number of the plural form, and their translations."""
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)._catalog


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s|%%", text))


def marked_in(path: Path) -> set[str]:
    """The literal first argument of every call that marks a message id."""
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in MARKERS
        if call.args and isinstance(call.args[0], ast.Constant) and call.args[0].value
    }


def plurals(language: str) -> dict[str, str]:
    """Each message id that has a plural, with its plural."""
    strings = r'((?:".*"\n)+)'
    pairs = re.findall(f"^msgid {strings}msgid_plural {strings}", po(language).read_text(), re.M)
    joined = [["".join(map(ast.literal_eval, one.splitlines())) for one in pair] for pair in pairs]
    return dict(joined)


@in_each_language
def test_a_translation_has_the_places_of_its_sentence(language):
    """A form may also name what only the English plural does: 21 takes the first form, too."""
    more = plurals(language)
    for key, said in catalogue(po(language).with_suffix(".mo")).items():
        message = key[0] if isinstance(key, tuple) else key
        needed = placeholders(message)
        allowed = needed | placeholders(more.get(message, ""))
        if message:
            assert needed <= placeholders(said) <= allowed, message


@in_each_language
def test_a_plural_has_its_three_forms(language):
    keys = [key for key in catalogue(po(language).with_suffix(".mo")) if isinstance(key, tuple)]
    assert keys
    assert {form for _, form in keys} == {0, 1, 2}
    assert len(keys) == 3 * len({message for message, _ in keys})


@in_each_language
def test_nothing_is_guessed(language):
    assert "#, fuzzy" not in po(language).read_text()


@in_each_language
def test_the_compiled_catalogue_is_that_of_the_text(language, tmp_path):
    if not (msgfmt := shutil.which("msgfmt")):
        pytest.skip("msgfmt of GNU gettext is not installed")
    fresh = tmp_path / "fresh.mo"
    subprocess.run([msgfmt, "--check-format", "-o", fresh, po(language)], check=True)
    assert catalogue(fresh) == catalogue(po(language).with_suffix(".mo"))


@in_each_language
@pytest.mark.parametrize("place", TRANSLATED)
def test_every_sentence_of_the_house_is_translated(place, language):
    files = [ROOT / place] if place.endswith(".py") else sorted((ROOT / place).glob("*.py"))
    said = catalogue(po(language).with_suffix(".mo"))
    assert {text for file in files for text in marked_in(file)} - said.keys() == set()
