"""What every answer tells a browser it may do. All of it is set here and nowhere else.

Only what is not about the browser's powers stands elsewhere: cookies and TLS in the settings, names
of downloads and numbers of requests with their views.
"""

from collections.abc import Callable
from enum import Enum
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# A page may load from this register and from nowhere else, and runs nothing that stands in it.
PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'none'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
PAGE_THAT_SCANS = PAGE.replace("worker-src 'none'", "worker-src 'self'")
PAGE_WITH_IMAGES = PAGE.replace("img-src 'self'", "img-src 'self' data:")
# Data is no page: shown as one, it could do nothing.
DATA = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# The scan page's worker asks the register again for what that page shows.
WORKER = DATA.replace("default-src 'none'", "default-src 'none'; connect-src 'self'")
# What somebody else sent is kept, never opened here.
DOWNLOAD = f"{DATA}; sandbox"

NOBODY = (
    "accelerometer", "autoplay", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
OWN_PAGES = ("publickey-credentials-create", "publickey-credentials-get")  # passkeys

ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # without any, a form's Origin is null, and CSRF refuses it
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# Whatever is made for a request: for this reader, in this language, and kept by nobody.
MADE = {
    "Cache-Control": "no-store",
    "Vary": "Accept, Accept-Language, Authorization, Cookie, HX-Request",
}


OLD_WORDS = ("Expires", "Pragma")  # libraries add them; `no-store` says all


def permissions(*, has_camera: bool = False) -> str:
    camera = "camera=(self)" if has_camera else "camera=()"
    allowed = (f"{name}=(self)" for name in OWN_PAGES)
    return ", ".join((camera, *allowed, *(f"{name}=()" for name in NOBODY)))


class Power(Enum):
    """What single pages need beyond what all may do."""

    SCAN = "the camera, and a worker that shows the page without a network"
    ASK = "a worker that asks for what its page shows"
    IMAGES_IN_STYLES = "to draw the arrows that Swagger UI keeps in its stylesheet"


View = Callable[..., HttpResponse]


def allowing(power: Power) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(*args: object, **kwargs: object) -> HttpResponse:
            response = view(*args, **kwargs)
            response.power = power  # type: ignore[attr-defined]
            return response

        return wrapped

    return decorate


class HeadersMiddleware:
    """The outermost: no answer is made outside of it, whatever went wrong."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        told = headers_of(response) | ({} if _is_static(request, response) else MADE)
        for name, value in told.items():
            response.headers[name] = value
        if told.keys() >= MADE.keys():
            for name in OLD_WORDS:
                response.headers.pop(name, None)
        return response


def _is_static(request: HttpRequest, response: HttpResponse) -> bool:
    """Found, or unchanged; that there is no such file is an answer like any other."""
    is_kept = response.headers.get("Cache-Control", "").startswith("max-age=")
    return is_kept and request.path.startswith(settings.STATIC_URL)


def headers_of(response: HttpResponse) -> dict[str, str]:
    power = getattr(response, "power", None)
    return {
        **ALWAYS,
        "Content-Security-Policy": _policy(response, power),
        "Permissions-Policy": permissions(has_camera=power is Power.SCAN),
    }


POLICIES = {Power.SCAN: PAGE_THAT_SCANS, Power.IMAGES_IN_STYLES: PAGE_WITH_IMAGES}


def _policy(response: HttpResponse, power: Power | None) -> str:
    if response.headers.get("Content-Disposition", "").startswith("attachment"):
        return DOWNLOAD
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return WORKER if power is Power.ASK else DATA
    return POLICIES.get(power, PAGE) if power else PAGE
