"""The style guide: every component, whole, in every language and both directions."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from repatriation.dashboard.styleguide import SECTIONS
from tests.factories.accounts import UserFactory

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
VOID = {"meta", "link", "input", "br", "hr", "img"}
GROUNDS = ("ground", "sheet", "sunk")
TEXTS = ("ink", "ink-2", "accent", "accent-strong", "neutral", "good", "attention", "stop")
PAIRS = [(text, ground) for text in TEXTS for ground in GROUNDS] + [
    ("on-fill", "fill"),
    ("on-fill", "fill-strong"),
    ("accent-strong", "accent-tint"),
    *((text, f"{text}-tint") for text in ("good", "attention", "stop")),
    *(("ink", f"{text}-tint") for text in ("accent", "good", "attention", "stop")),
]


class Page(HTMLParser):
    """What a page is made of; refuses an element that is closed in the wrong place."""

    def __init__(self, text: str):
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.pointed_at: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in said:
            self.ids.append(said["id"])
        for name in ("aria-describedby", "aria-labelledby", "for"):
            self.pointed_at.update((said.get(name) or "").split())

    def handle_startendtag(self, tag, attrs):
        """A shape in a drawing closes itself."""

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"</{tag}> at {self.getpos()}"


@pytest.fixture
def styleguide(client):
    client.force_login(UserFactory(name="I. Quarnel", role=["coordinator", "exchange officer"]))
    return lambda query="", **more: client.get(f"/styleguide/{query}", **more)


def test_the_style_guide_is_for_those_who_are_signed_in(client):
    assert client.get("/styleguide/").url == "/sign-in/?next=/styleguide/"


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_every_component_is_whole_in_every_language(styleguide, language):
    page = styleguide(headers={"accept-language": language}).content.decode()

    built = Page(page)

    assert f'<html lang="{language}" dir="ltr">' in page
    assert built.open == []
    assert len(built.ids) == len(set(built.ids))
    assert built.pointed_at - set(built.ids) == set()
    assert all(f'id="sg-{name}"' in page for name, _, _ in SECTIONS)
    assert "{%" in page  # each sample shows how it is called
    assert "{#" not in page


def test_it_can_be_turned_around(styleguide):
    assert '<html lang="en" dir="rtl">' in styleguide("?dir=rtl").content.decode()


def test_the_shell_says_who_is_signed_in(styleguide):
    page = styleguide().content.decode()

    assert "<bdi>I. Quarnel</bdi>, coordinator, exchange officer" in page
    assert 'data-keys="g c"' in page
    assert "/admin/" not in page


def test_the_admin_is_offered_to_staff_only(client):
    client.force_login(UserFactory(is_staff=True))

    assert 'href="/admin/"' in client.get("/styleguide/").content.decode()


def test_a_demonstration_says_on_every_page_that_nothing_is_real(client, settings):
    words = "Demonstration data. Nothing here is real."
    assert words not in client.get("/sign-in/").content.decode()

    settings.IS_DEMONSTRATION = True

    assert words in client.get("/sign-in/").content.decode()


def test_the_keys_are_listed_as_they_stand_in_the_rail(client):
    client.force_login(UserFactory())

    page = client.get("/keys/").content.decode()

    for keys in re.findall(r'data-keys="([^"]+)"', page):
        assert f"<kbd>{keys}</kbd>" in page


@pytest.mark.plain
@pytest.mark.parametrize("time", ["day", "night"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_keeps_a_contrast_of_seven_to_one(text, ground, time):
    assert contrast(colour(text, time), colour(ground, time)) >= 7


def colour(token: str, time: str) -> list[float]:
    """Red, green and blue of a token, made linear."""
    pattern = rf"--{token}: light-dark\(#(\w{{6}}), #(\w{{6}})\)"
    code = re.search(pattern, (CSS / "tokens.css").read_text())[1 if time == "day" else 2]
    parts = [int(code[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: list[float], other: list[float]) -> float:
    """WCAG 2.2, relative luminance."""
    low, high = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (one, other))
    return (high + 0.05) / (low + 0.05)
