"""What a browser calls itself, in words a person knows it by."""

from __future__ import annotations

import re
from typing import Final

from yui.kernel.web.said import said

_BROWSERS: Final = (  # the first that fits: each of them also claims to be those below it
    ("Edge", r"Edg(?:e|A|iOS)?/"),
    ("Opera", r"OPR/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|Chromium/|CriOS/"),
    ("Safari", r"Version/[\d.]+.*Safari/"),
)
_SYSTEMS: Final = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("Mac", r"Macintosh"),
    ("ChromeOS", r"CrOS"),
    ("Linux", r"Linux"),
)


def browser(user_agent: str) -> str:
    """「Firefox（Windows）」 for the long line a browser sends; 不明なブラウザー where nothing in it is known."""
    names = [next((name for name, mark in kinds if re.search(mark, user_agent)), "") for kinds in (_BROWSERS, _SYSTEMS)]
    name, system = names
    if not name:
        return system or str(said("不明なブラウザー"))
    return f"{name}（{system}）" if system else name
