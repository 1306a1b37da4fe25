"""The door, in a real browser: it opens, nothing is blocked, and everybody can use it."""

import pytest
from axe_playwright_python.sync_playwright import Axe


@pytest.fixture
def complaints(page):
    """What the browser's console says, refusals of the content security policy among it."""
    said = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.parametrize("width", [360, 1280])
def test_the_sign_in_page_is_accessible_and_blocks_nothing(page, live_server, complaints, width):
    page.set_viewport_size({"width": width, "height": 800})

    page.goto(f"{live_server.url}/sign-in/")

    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert complaints == []
