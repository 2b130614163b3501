"""Each request learns how its reader wants to be answered."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from yui.kernel.web import current, errors
from yui.kernel.web.passages import mark_japanese
from yui.kernel.web.preferences import COOKIE, Language
from yui.kernel.web.preferences import Preferences as Choice

_NUL = "\0"
MOST_SENT = 210_000_000
"""Bytes of one request: the largest file that any room takes, and the form around it."""


class Readable:
    """Lets no request reach a page that a database would stumble over.

    No database holds a NUL: an address with one is answered 400, a cookie with one is no cookie of ours. What is
    larger than any file we take is not read at all, so that nobody fills the disk with it. Forms speak for themselves
    (`forms.take_whole_text`), and so does the API.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _size(request) > MOST_SENT:
            return errors.bad_request(request, RequestDataTooBig())
        if any(_NUL in value for value in request.COOKIES.values()):
            request.COOKIES = {name: value for name, value in request.COOKIES.items() if _NUL not in value}
        if not request.path_info.startswith("/api/") and (_NUL in request.path_info or _asks_nul(request)):
            return errors.bad_request(request)
        return self.get_response(request)


def _size(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isascii() and told.isdigit() else 0  # Django reads nothing where the length is no number


def _asks_nul(request: HttpRequest) -> bool:
    return "%00" in request.META.get("QUERY_STRING", "") or _NUL in request.META.get("QUERY_STRING", "")


class Preferences:
    """Sets `request.preferences`, `.text_size`, `.furigana`, `.plain` and the language of the answer.

    The language is the one chosen on the page, else Japanese: a town's page is Japanese unless its reader says so,
    and a cached copy must not depend on the browser's settings.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        choice = Choice.read(request.COOKIES.get(COOKIE))
        language = str(choice.language or Language.JAPANESE)
        apply(request, choice, language)
        with current.answering(request), translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
            if choice.language is Language.ENGLISH and not response.streaming:
                _mark_japanese(response)
        return response


def _mark_japanese(response: HttpResponse) -> None:
    response.content = mark_japanese(response.content.decode(response.charset)).encode(response.charset)
    if "Content-Length" in response:
        response["Content-Length"] = str(len(response.content))


def apply(request: HttpRequest, choice: Choice, language: str) -> None:
    """Write the choice where views and templates look for it."""
    request.preferences = choice  # type: ignore[attr-defined]
    request.text_size = str(choice.text_size)  # type: ignore[attr-defined]
    request.furigana = choice.shows_furigana  # type: ignore[attr-defined]
    request.plain = choice.plain  # type: ignore[attr-defined]
    request.LANGUAGE_CODE = language
