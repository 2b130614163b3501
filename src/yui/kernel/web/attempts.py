"""Wrong guesses, counted by the network they come from: a key that anybody may type is not to be found by trying."""

from __future__ import annotations

import hashlib
from typing import Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Refused

MOST: Final = 30
"""Wrong guesses of one network in the time below. Wide enough for a class or a town hall that mistypes."""
SECONDS: Final = 600


class TooManyGuesses(Refused):
    """Too many wrong keys came from this network; right ones are not looked at either for a while."""

    code = "too-many-guesses"
    status = 429
    message = _("違う番号が続いたため、いまは調べられません。10分ほど待ってから、もう一度お試しください。")


def demand_few_guesses(request: HttpRequest, of: str) -> None:
    """Refuse who has guessed wrong too often at `of`."""
    if cache.get(_key(request, of), 0) >= MOST:
        raise TooManyGuesses


def count_wrong_guess(request: HttpRequest, of: str) -> None:
    """Remember one wrong guess."""
    key = _key(request, of)
    cache.add(key, 0, timeout=SECONDS)
    try:
        cache.incr(key)
    except ValueError:  # the time ended between the two lines
        cache.set(key, 1, timeout=SECONDS)


def _key(request: HttpRequest, of: str) -> str:
    """By a digest: the cache need not know addresses."""
    address = str(get_adapter(request).get_client_ip(request))
    return f"yui:guesses:{of}:{hashlib.sha256(address.encode()).hexdigest()[:24]}"
