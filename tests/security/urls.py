"""All addresses there are, and views that fail in the ways the real ones should not."""

from django.core.exceptions import PermissionDenied
from django.urls import path

from repatriation.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def break_down(_request, **_parts):
    raise ValueError("canary-of-a-message")


def deny(_request):
    raise PermissionDenied("canary-of-a-message")


urlpatterns = [
    path("test/broken/<str:part>/", break_down, name="broken"),
    path("test/denied/", deny, name="denied"),
    path("api/v1/test/broken/", break_down, name="api-broken"),
    path("api/v1/test/denied/", deny, name="api-denied"),
    *urlpatterns,
]
