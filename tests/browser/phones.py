"""A phone at the venue: a browser of its own, a scanner that types, and a network that goes."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, expect

# The worker is there, and the page with all that draws it is kept.
KEPT = """async () => navigator.serviceWorker.controller
  && (await caches.match(location.pathname, { ignoreVary: true }))
  && (await caches.match(document.querySelector("link[rel=icon]").href, { ignoreVary: true }))"""


def sign_in(context, site: str, user) -> None:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


def wedge(page, *codes: str) -> int:
    """A scanner is a keyboard that types fast and ends with Enter. How often it was pressed."""
    for code in codes:
        page.keyboard.type(code)
        page.keyboard.press("Enter")
    return len(codes)


class Phone:
    def __init__(self, browser: Browser, site: str, user):
        self.context = browser.new_context(viewport={"width": 360, "height": 740})
        self.site, self.page = site, self.context.new_page()
        self.page.on("dialog", lambda dialog: dialog.accept())
        sign_in(self.context, site, user)

    def open(self, sheet) -> None:
        self.page.goto(f"{self.site}{sheet.get_absolute_url()}")
        self.page.wait_for_function(KEPT)

    def scan(self, *codes: str) -> int:
        return wedge(self.page, *codes)

    def go_offline(self) -> None:
        self.context.set_offline(True)

    def go_online(self) -> None:
        self.context.set_offline(False)

    def look(self) -> None:
        """As the page does by itself after a while."""
        self.page.evaluate('document.dispatchEvent(new Event("ask"))')

    def expect_saved(self, number: int) -> None:
        expect(self.page.locator(".tally dd").first).to_have_text(f"{number:,}")
