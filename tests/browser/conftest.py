"""A real browser, where there is one. In CI there must be."""

import importlib
import importlib.util
import os
import shutil

import pytest

# The browser's library keeps an event loop in the thread that Django then calls asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
if importlib.util.find_spec("playwright") is None:
    MISSING = "requirements/browser.txt is not installed (`make browser`)"
elif CHROMIUM is None:
    MISSING = "no Chromium was found on PATH, nor named by CHROMIUM="
else:
    MISSING = ""

if MISSING and os.environ.get("CI"):
    raise pytest.UsageError(f"In CI the browser tests must run, and {MISSING}.")


sync_api = None if MISSING else importlib.import_module("playwright.sync_api")


class Unread(pytest.Module):
    """A file of tests that is not even imported, since what it imports may not be installed."""

    def collect(self):
        pytest.skip(MISSING, allow_module_level=True)


def pytest_pycollect_makemodule(module_path, parent):
    return Unread.from_parent(parent, path=module_path) if MISSING else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": sandbox}


@pytest.fixture(autouse=True)
def patience(context):
    """Of a slow machine that does much else: what is awaited comes at once, or is missing."""
    sync_api.expect.set_options(timeout=60_000)
    context.set_default_timeout(60_000)
