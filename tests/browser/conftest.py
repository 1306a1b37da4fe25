"""A real browser, where there is one. In CI there must be."""

import importlib.util
import os
import shutil

import pytest

# The browser's library keeps an event loop in the thread that Django then calls asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
if importlib.util.find_spec("playwright") is None:
    MISSING = "requirements/browser.txt is not installed (`make browser`)"
    collect_ignore_glob = ["test_*.py"]
elif CHROMIUM is None:
    MISSING = "no Chromium was found on PATH, nor named by CHROMIUM="
else:
    MISSING = ""

if MISSING and os.environ.get("CI"):
    raise pytest.UsageError(f"In CI the browser tests must run, and {MISSING}.")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.browser)
            if MISSING:
                item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": sandbox}
