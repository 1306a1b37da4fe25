"""Where a request comes from, as far as it can be believed."""

from django.conf import settings
from django.http import HttpRequest


def network_address(request: HttpRequest | None) -> str:
    """Behind our proxy it is what the proxy added last; what stands before it anybody may write."""
    if request is None:
        return ""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.IS_BEHIND_TLS else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
