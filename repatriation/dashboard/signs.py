"""Signs that a browser would obey or hide, in what people wrote: put together on the way in, shown
by their names on the way out.

A name with a right-to-left override reads as another name; on a page it says so. What stands in a
field to be edited stays as it is.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from repatriation.documents.visible import NAMES
from repatriation.texts import composed

# Controls but tab and line ends; zero-width space, joiner and mark; all that turns the direction.
# Joiners (U+200C, U+200D) stay: scripts are written with them.
OBEYED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060"
    "\u2066-\u2069\ufeff]"
)
# Values of attributes never hold a bare > : templates escape it.
PARTS = re.compile(r"(<textarea\b.*?</textarea>|<[^>]*>)", re.DOTALL | re.IGNORECASE)


class SignsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and not response.streaming:
            page = response.content.decode(response.charset)
            if OBEYED.search(page):
                response.content = with_signs_shown(page).encode(response.charset)
        return response

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Forms only: a program's body is put together by its parser."""
        if request.method == "POST" and not request.path.startswith("/api/"):
            form = request.POST.copy()
            for name, values in request.POST.lists():
                form.setlist(name, [composed(str(value)) for value in values])
            form._mutable = False
            request.POST = form  # type: ignore[assignment]


def with_signs_shown(page: str) -> str:
    """In texts, not in tags and not in what can be edited."""
    parts = PARTS.split(page)
    parts[::2] = [OBEYED.sub(_named, text) for text in parts[::2]]
    return "".join(parts)


def _named(sign: re.Match[str]) -> str:
    code = ord(sign[0])
    return f"[{NAMES.get(code, f'U+{code:04X}')}]"
