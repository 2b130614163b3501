"""The frame around each page: whose site, who reads, how they want it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy

from yui.kernel.web import navigation
from yui.kernel.web.navigation import Face, Link
from yui.kernel.web.preferences import Preferences
from yui.kernel.web.sent import page_before, sent_words


@dataclass
class Frame:
    """What the layouts print around a page. Parts that a page does not print are not computed."""

    request: HttpRequest

    @property
    def demo(self) -> bool:
        return bool(getattr(settings, "YUI_DEMO", False))

    @cached_property
    def preferences(self) -> Preferences:
        return getattr(self.request, "preferences", None) or Preferences()

    @property
    def language(self) -> str:
        return self.preferences.language or "ja"

    @cached_property
    def owner(self) -> str:
        """Whose site this is, in words; empty for the platform itself."""
        return str(getattr(getattr(self.request, "organisation", None), "name", "") or "")

    @property
    def tone(self) -> str:
        return str(getattr(getattr(self.request, "organisation", None), "tone", "") or "")

    @property
    def signed_in(self) -> bool:
        return getattr(getattr(self.request, "actor", None), "person_id", None) is not None

    @property
    def person(self) -> str:
        return str(getattr(getattr(self.request, "actor", None), "name", ""))

    @property
    def home(self) -> str:
        """Where a signed-in reader's name leads: to the desk for members of an organisation, else to their account."""
        if getattr(self.request, "organisation", None) is None:
            return navigation.address("identity:profile") or "/"
        return navigation.address("desk:home") or "/desk/"

    @property
    def has_desk(self) -> bool:
        """Whether the reader works for an organisation, so that their name leads to work that waits."""
        return self.signed_in and getattr(self.request, "organisation", None) is not None

    @property
    def path(self) -> str:
        """This page's own address, to come back to after a change of preferences."""
        return self.request.get_full_path()

    @cached_property
    def sent(self) -> tuple[tuple[str, str], ...]:
        """The texts that were just sent and are kept nowhere, for pages that say why."""
        return sent_words(self.request)

    @property
    def back(self) -> str:
        """Where a reader was who sent a form, or who wants to see this page: to come back to after signing in."""
        return page_before(self.request) if self.request.method == "POST" else self.path

    @property
    def lost_sign_in(self) -> bool:
        """Whether a form of ours came from somebody who is signed in no more."""
        return bool(self.sent) and not self.signed_in

    @property
    def web_fonts(self) -> bool:
        """Whether to send the typeface; not to a browser that asked to save data."""
        return self.request.headers.get("Save-Data") != "on"

    @cached_property
    def permissions(self) -> frozenset[str]:
        return frozenset(getattr(getattr(self.request, "actor", None), "permissions", ()))

    @property
    def shows_gallery(self) -> bool:
        """Whether to lead to the parts of the screens: for who builds pages or runs the installation, not for residents."""
        return settings.DEBUG or bool(getattr(getattr(self.request, "actor", None), "is_operator", False))

    def links(self, face: str) -> list[Link]:
        return navigation.links(Face(face), self.request.path, self.permissions)

    def search(self, face: str) -> str | None:
        return navigation.search_address(Face(face))

    @property
    def messages(self) -> Any:
        """What the last action left to say."""
        return get_messages(self.request)

    def address(self, name: str) -> str | None:
        return navigation.address(name)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The variables every template may use: `frame`, `csrf_input`, `csrf_token`, `csp_nonce`."""
    return {
        "frame": Frame(request),
        "csrf_input": csrf_input_lazy(request),
        "csrf_token": csrf_token_lazy(request),
        "csp_nonce": getattr(request, "csp_nonce", ""),
    }
