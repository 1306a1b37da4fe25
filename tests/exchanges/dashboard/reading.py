"""Where a page leads to, and what it costs."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def is_offered(response, url: str) -> bool:
    """Whether a move leads there: as a link, or as a form."""
    page = response.content.decode()
    return f'href="{url}"' in page or f'action="{url}"' in page


def queries_of(browser, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url).status_code == 200
    return len(queries)
