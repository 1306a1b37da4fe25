"""What stands on a page."""

import re
from html import unescape

from django.http import HttpResponse


def text_in(response: HttpResponse) -> str:
    """What a person reads in the main part: no markup, one space between words."""
    page = response.content.decode()
    main = page[page.index("<main") :]
    text = re.sub(r"<template.*?</template>|<[^>]+>", " ", main, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", unescape(text))
    return re.sub(r" ([.,:;])", r"\1", text)


def hidden(response: HttpResponse, name: str) -> str:
    """The value of a hidden field, as the form would post it."""
    page = response.content.decode()
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return unescape(dict(fields)[name])
