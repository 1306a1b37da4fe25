"""Where a request comes from and where it may be led, as far as it can be believed."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def network_address(request: HttpRequest | None) -> str:
    """Behind our proxy it is what the proxy added last; what stands before it anybody may write."""
    if request is None:
        return ""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.IS_BEHIND_TLS else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def is_own_path(target: str) -> bool:
    """A path of ours, on whatever host it was asked for: nobody is led elsewhere."""
    return target.startswith("/") and url_has_allowed_host_and_scheme(target, None)
