"""People who sign in in turn, and do their part as a hand does it: links, fields and buttons."""

from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, expect

from repatriation.accounts.models import User
from tests.factories.work import at_work


class Hands:
    """Whoever is signed in has proven who they are for what they open. `clicks` counts."""

    def __init__(self, page, live_server):
        self.page, self.site, self.clicks = page, live_server.url, 0
        self.clients: dict[int, Client] = {}
        self.client = Client()

    def at(self, user: User, address: str = "/"):
        """Signs in, and begins there."""
        if user.pk not in self.clients:
            self.clients[user.pk] = Client()
            self.clients[user.pk].force_login(user)
        self.client = self.clients[user.pk]
        at_work(self.client, address)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": self.client.cookies[name].value, "url": self.site}
        self.page.context.add_cookies([cookie])
        answer = self.page.goto(self.site + address)
        assert answer.ok, address
        return self

    @property
    def here(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def text(self) -> str:
        return self.page.content()

    def follow(self, name: str):
        """A move, or else any link of this name."""
        links = self.main.get_by_role("link", name=name, exact=True)
        moves = links.and_(self.main.locator(".moves a"))
        return self._follow(moves.first if moves.count() else links.first)

    def take_up(self, reference: object):
        """What waits on Today under this reference."""
        waiting = self.main.locator(".work > li", has_text=str(reference))
        return self._follow(waiting.get_by_role("link").first)

    def _follow(self, link: Locator):
        at_work(self.client, link.get_attribute("href") or "")
        self._click(link)
        return self

    def fill(self, **said: str | list[str] | bool):
        for name, value in said.items():
            field = self.main.locator(f"[name={name}]")
            kind = field.first.evaluate("one => one.type")
            if kind in ("radio", "checkbox"):
                self._check(name, field, value)
            elif kind == "select-one":
                field.select_option(str(value))
                self.clicks += 1
            else:
                field.fill(str(value))
                self.clicks += 1
        return self

    def press(self, says: str, name: str = ""):
        """Sends the form; what was done is said."""
        self._send(name)
        expect(self.page.get_by_text(says).first).to_be_visible()
        return self

    def refused(self, says: str, name: str = ""):
        """Nothing is saved, nothing that was typed is lost, and the reason is said."""
        typed = self._typed()
        self._send(name)
        told = self.page.locator(".errors, .messages, .move__why").first
        expect(told).to_contain_text(says)
        assert self._typed() == typed
        return self

    def why_not(self, says: str):
        """The move stands there with its reason."""
        expect(self.page.get_by_text(says).first).to_be_attached()
        return self

    def sees(self, *texts: str):
        for text in texts:
            expect(self.main.get_by_text(text).first).to_be_attached()
        return self

    def sees_not(self, *texts: str):
        found = self.text
        assert [text for text in texts if text in found] == []
        return self

    def _send(self, name: str):
        buttons = self.main.locator("form button:not([type=button])")
        button = buttons.get_by_text(name, exact=True) if name else buttons
        form = button.first.evaluate("one => one.form.getAttribute('action') || ''")
        at_work(self.client, form or self.here)
        self._click(button.first)

    def _check(self, name: str, field: Locator, value: str | list[str] | bool):
        for one in value if isinstance(value, list) else [value]:
            box = field if one is True else self.main.locator(f"[name={name}][value='{one}']")
            box.check()
            self.clicks += 1

    def _typed(self) -> list[str]:
        visible = "main form :is(input:not([type=hidden]), select, textarea)"
        return self.page.eval_on_selector_all(
            visible, "all => all.map(one => one.type == 'radio' ? one.checked : one.value)"
        )

    def _click(self, what: Locator):
        what.click()
        self.clicks += 1
        self.page.wait_for_load_state()
