"""So many requests a minute for each caller: against a program that runs wild, not a secret.

Counted in Redis, in windows. Where Redis does not answer nobody is refused: the limit protects
the register, and must not be what stops it.
"""

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError
from rest_framework.throttling import BaseThrottle

from repatriation.logs import get_logger

WINDOW = 60  # seconds
WRONG_WINDOW = 15 * 60
log = get_logger(__name__)


@dataclass(frozen=True)
class Allowance:
    """What is left in this window, and the name of the limit."""

    name: str
    limit: int
    used: int
    window: int
    seconds_left: int

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.used)

    @property
    def policy(self) -> str:
        return f'"{self.name}";q={self.limit};w={self.window}'

    def __str__(self) -> str:
        return f'"{self.name}";r={self.remaining};t={self.seconds_left}'


def count(name: str, who: str, limit: int, window: int, *, add: int = 1) -> Allowance:
    """One more in this window; or how many there are, where none is added."""
    place, passed = divmod(int(time.time()), window)
    used = _count(f"{name}:{who}:{place}", add, 2 * window)
    return Allowance(name, limit, used, window, window - passed)


class CallerThrottle(BaseThrottle):
    """All credentials of a client share its allowance: they are one program."""

    def allow_request(self, request, view) -> bool:
        who, limit = str(request.user.pk), settings.API_REQUESTS_PER_MINUTE
        self.allowance = count("caller", who, limit, WINDOW)
        request._request.allowance = self.allowance
        return self.allowance.used <= limit

    def wait(self) -> int:
        return self.allowance.seconds_left


class TokenLimits:
    """Of one credential from one address: tokens a minute, and wrong secrets in a quarter of an
    hour. Neither the id nor the address can be read from what is kept."""

    def __init__(self, client_id: str, address: str):
        text = f"{client_id}\0{address}"
        self.who = salted_hmac("api.token", text, algorithm="sha256").hexdigest()
        self.asked = count("tokens", self.who, settings.TOKENS_PER_MINUTE, WINDOW)
        self.wrong = self._wrong(add=0)

    @property
    def used_up(self) -> Allowance | None:
        if self.asked.used > self.asked.limit:
            return self.asked
        return self.wrong if self.wrong.used >= self.wrong.limit else None

    def note_wrong_secret(self) -> None:
        self.wrong = self._wrong(add=1)

    def put_on(self, response: HttpResponse) -> HttpResponse:
        for name, value in headers_of(self.asked, self.wrong).items():
            response.headers[name] = value
        if response.status_code == 429 and self.used_up:
            response.headers["Retry-After"] = str(self.used_up.seconds_left)
        return response

    def _wrong(self, *, add: int) -> Allowance:
        return count("wrong-secrets", self.who, settings.WRONG_SECRETS, WRONG_WINDOW, add=add)


def rate_headers(request) -> dict[str, str]:
    allowance: Allowance | None = getattr(request._request, "allowance", None)
    return headers_of(allowance) if allowance else {}  # refused before anybody counted


def headers_of(*allowances: Allowance) -> dict[str, str]:
    """`RateLimit-Policy` and `RateLimit`, as the IETF's draft of HTTP APIs spells them: lists of
    names, with the quota and its window, and with what remains and the seconds until it is new."""
    return {
        "RateLimit-Policy": ", ".join(one.policy for one in allowances),
        "RateLimit": ", ".join(map(str, allowances)),
    }


def _count(key: str, add: int, seconds: int) -> int:
    try:
        if not add:
            return cache.get(key, 0)
        if cache.add(key, add, timeout=seconds):
            return add
        return cache.incr(key, add)
    except (RedisError, ValueError):  # ValueError: it expired between the two
        log.warning("requests_not_counted")
        return 0
