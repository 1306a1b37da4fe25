"""So many requests a minute for each caller: against a program that runs wild, not a secret.

Counted in Redis, in windows. Where Redis does not answer nobody is refused: the limit protects
the register, and must not be what stops it.
"""

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError
from rest_framework.throttling import BaseThrottle

from repatriation.logs import get_logger

WINDOW = 60  # seconds
log = get_logger(__name__)


@dataclass(frozen=True)
class Allowance:
    """What is left to a caller in this window."""

    limit: int
    used: int
    seconds_left: int

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.used)


class CallerThrottle(BaseThrottle):
    def allow_request(self, request, view) -> bool:
        limit = settings.API_REQUESTS_PER_MINUTE
        window, passed = divmod(int(time.time()), WINDOW)
        used = _count(f"calls:{request.user.pk}:{window}")
        self.allowance = Allowance(limit, used, WINDOW - passed)
        request._request.allowance = self.allowance
        return used <= limit

    def wait(self) -> int:
        return self.allowance.seconds_left


def rate_headers(request) -> dict[str, str]:
    """`RateLimit-Policy` and `RateLimit`, as the IETF's draft of HTTP APIs spells them."""
    allowance: Allowance | None = getattr(request._request, "allowance", None)
    if allowance is None:  # refused before anybody counted
        return {}
    return {
        "RateLimit-Policy": f'"caller";q={allowance.limit};w={WINDOW}',
        "RateLimit": f'"caller";r={allowance.remaining};t={allowance.seconds_left}',
    }


def _count(key: str) -> int:
    try:
        if cache.add(key, 1, timeout=2 * WINDOW):
            return 1
        return cache.incr(key)
    except (RedisError, ValueError):  # ValueError: it expired between the two
        log.warning("requests_not_counted")
        return 0
