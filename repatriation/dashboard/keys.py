"""The page that lists the keys, and lets one switch them off."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from repatriation.dashboard.context import RAIL


@login_required
def keys(request: HttpRequest) -> HttpResponse:
    """Read from the rail, so that the list and the keys cannot differ."""
    places = [(place.keys, place.label) for place in RAIL if place.keys]
    listed = [("/", _("Search")), *places, ("?", _("This page"))]
    return render(request, "keys.html", {"keys": listed})
