"""How often one may call, told in the headers of every answer (draft-ietf-httpapi-ratelimit-headers)."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from yui.kernel.api import rules
from yui.kernel.api.models import Token


@dataclass(frozen=True)
class Allowance:
    """What is left of a caller's calls in the window under way."""

    policy: str
    quota: int
    seconds: int
    used: int
    reset: int

    @property
    def exceeded(self) -> bool:
        return self.used > self.quota

    def tell(self, response: HttpResponse) -> None:
        """Write it into the headers."""
        left = max(0, self.quota - self.used)
        response["RateLimit-Policy"] = f'"{self.policy}";q={self.quota};w={self.seconds}'
        response["RateLimit"] = f'"{self.policy}";r={left};t={self.reset}'
        if self.exceeded:
            response["Retry-After"] = str(self.reset)


def count(request: HttpRequest, token: Token | None) -> Allowance:
    """Count one call: of a token, or of the network a guest calls from."""
    policy = "token" if token else "guest"
    quota, seconds = settings.YUI_API_LIMITS[policy]
    number, reset = rules.window(time.time(), seconds)
    key = f"yui:api:{policy}:{token.ref if token else _network(request)}:{number}"
    cache.add(key, 0, timeout=seconds + 5)
    try:
        used = cache.incr(key)
    except ValueError:  # the window ended between the two lines
        used = 1
    return Allowance(policy, quota, seconds, used, reset)


def _network(request: HttpRequest) -> str:
    """Where a guest calls from, as a digest: the cache need not know addresses."""
    try:
        address = str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:  # a server that does not say; then all guests share one count
        address = ""
    return hashlib.sha256(address.encode()).hexdigest()[:24]
