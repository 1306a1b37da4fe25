"""Whether a demonstration is whole: every page of one that is not says so."""

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from repatriation.demo.marker import Store, what_is_here


def completeness(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001  as Django calls it
    """Asked of the store only where a template asks, which is in a demonstration."""
    return {"is_half_built": SimpleLazyObject(is_half_built)}


def is_half_built() -> bool:
    try:
        return what_is_here() is Store.HALF_BUILT
    except DatabaseError:  # the page that says that the store is away
        return False
