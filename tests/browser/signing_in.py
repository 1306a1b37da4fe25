"""Signing in as people do it: by the forms, in a browser."""

from playwright.sync_api import Page

from tests.accounts.signing_in import PASSWORD, App


def fill_sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def sign_in_by_code(page: Page, site: str, person, app: App, later: int = 0) -> None:
    page.goto(f"{site}/sign-in/")
    fill_sign_in(page, person.email)
    page.get_by_label("Code").fill(app.code(later))
    page.get_by_role("button", name="Sign in").click()
