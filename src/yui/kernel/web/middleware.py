"""Each request learns how its reader wants to be answered."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from yui.kernel.web import current
from yui.kernel.web.preferences import COOKIE, Language
from yui.kernel.web.preferences import Preferences as Choice


class Preferences:
    """Sets `request.preferences`, `.text_size`, `.furigana`, `.plain` and the language of the answer.

    The language is the one chosen on the page, else Japanese: a town's page is Japanese unless its reader says so,
    and a cached copy must not depend on the browser's settings.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        choice = Choice.read(request.COOKIES.get(COOKIE))
        language = "en" if choice.language is Language.ENGLISH else "ja"
        apply(request, choice, language)
        with current.answering(request), translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response


def apply(request: HttpRequest, choice: Choice, language: str) -> None:
    """Write the choice where views and templates look for it."""
    request.preferences = choice  # type: ignore[attr-defined]
    request.text_size = str(choice.text_size)  # type: ignore[attr-defined]
    request.furigana = choice.shows_furigana  # type: ignore[attr-defined]
    request.plain = choice.plain  # type: ignore[attr-defined]
    request.LANGUAGE_CODE = language
