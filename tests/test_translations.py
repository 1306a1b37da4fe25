"""The translators' files hold the sentences the code has now, and what is compiled is current."""

import gettext
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.plain,
    pytest.mark.skipif(
        shutil.which("xgettext") is None and not os.environ.get("CI"),
        reason="gettext is not installed (apt-get install gettext)",
    ),
]

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("repatriation", "cases", "exchanges", "templates", "static", "locale")
LANGUAGES = sorted(path.name for path in (ROOT / "locale").iterdir())


def page(root: Path, language: str) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def sentences(path: Path) -> list[str]:
    """Entry by entry, as this gettext would write them; without the head and the places."""
    written = subprocess.run(
        ["msgcat", "--no-wrap", "--no-location", "--sort-output", path],
        capture_output=True,
        text=True,
        check=True,
    )
    return written.stdout.strip().split("\n\n")[1:]


def catalog(path: Path) -> dict:
    with path.open("rb") as compiled:
        found = dict(gettext.GNUTranslations(compiled)._catalog)
    found.pop("", None)
    return found


@pytest.fixture(scope="module")
def gathered(tmp_path_factory):
    """A copy of the sources in which the sentences were gathered anew."""
    copy = tmp_path_factory.mktemp("gathered")
    for name in SOURCES:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", copy)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--all", "--verbosity=0"],
        cwd=copy,
        check=True,
    )
    return copy


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_translators_have_every_sentence_and_no_other(gathered, language):
    """When this fails: `make docs`, then translate what is new."""
    assert sentences(page(ROOT, language)) == sentences(page(gathered, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_was_translated(tmp_path, language):
    """When this fails: `make docs`."""
    subprocess.run(["msgfmt", "-o", tmp_path / "new.mo", page(ROOT, language)], check=True)

    assert catalog(page(ROOT, language).with_suffix(".mo")) == catalog(tmp_path / "new.mo")
