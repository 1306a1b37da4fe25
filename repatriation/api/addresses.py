"""How the tables of addresses are written: an address, its endpoint, an action for each method.

urlpatterns = [
    at("rounds/", RoundViewSet, get="list", post="create"),
    at("rounds/<str:reference>/statements/<number:number>/check/", …, post="check"),
]
"""

from typing import Any

from django.urls import URLPattern, path, register_converter
from django.urls.converters import IntConverter

from repatriation.api.endpoint import Endpoint
from repatriation.api.history import History


class NumberConverter(IntConverter):
    """No longer than a column holds; what is longer does not exist."""

    regex = "[0-9]{1,9}"


register_converter(NumberConverter, "number")


def at(address: str, endpoint: type[Endpoint], **actions: str) -> URLPattern:
    return path(address, endpoint.as_view(actions))


def history_at(address: str, subject: type[Endpoint]) -> URLPattern:
    """The history of each object of an endpoint, for whoever may read the object."""
    known: dict[str, Any] = {"subject": subject}
    return path(address, History.as_view({"get": "list"}, **known))
