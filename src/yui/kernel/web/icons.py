"""Our own line icons on a 24 × 24 grid. Always beside a word; hidden from screen readers."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

PATHS: Final[dict[str, Markup]] = {
    name: Markup(drawing)  # noqa: S704 - constants of this file
    for name, drawing in {
        "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
        "check": '<path d="m4.5 12.5 5 5 10-11"/>',
        "success": '<circle cx="12" cy="12" r="9"/><path d="m8 12.5 3 3 5.5-6.5"/>',
        "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.1"/>',
        "warning": '<path d="M12 3.5 22 20.5H2zM12 10v5M12 17.5v.1"/>',
        "error": '<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM12 7.5v5.5M12 16v.1"/>',
        "help": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.5v.1"/>',
        "close": '<path d="m6 6 12 12M18 6 6 18"/>',
        "plus": '<path d="M12 5v14M5 12h14"/>',
        "right": '<path d="m9 5 7 7-7 7"/>',
        "left": '<path d="m15 5-7 7 7 7"/>',
        "down": '<path d="m5 9 7 7 7-7"/>',
        "external": '<path d="M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9"/>',
        "download": '<path d="M12 4v11m-5-5 5 5 5-5M4 20h16"/>',
        "upload": '<path d="M12 16V5M7 10l5-5 5 5M4 20h16"/>',
        "print": '<path d="M7 9V3.5h10V9M7 17H3.5V9h17v8H17M7 14h10v6.5H7z"/>',
        "edit": '<path d="m4 20 1-4.5L16.5 4 20 7.5 8.5 19z"/>',
        "delete": '<path d="M4 6.5h16M9.5 6V3.5h5V6M6.5 7l1 13.5h9l1-13.5M10 11v5.5M14 11v5.5"/>',
        "file": '<path d="M6 3h8l5 5v13H6zM14 3v5h5"/>',
        "calendar": '<path d="M4 5.5h16v15H4zM4 10h16M8.5 3v4M15.5 3v4"/>',
        "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>',
        "person": '<circle cx="12" cy="8" r="4"/><path d="M4 20.5c.8-4 4-6 8-6s7.2 2 8 6"/>',
        "people": '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.500c.6-3.5 3.2-5.5 6.5-5.500s5.9 2 6.5 5.500M15.5 5.300a3.5 3.5 0 0 1 0 6.400M17.5 14.500c2.2.7 3.6 2.4 4 5"/>',
        "home": '<path d="m3.5 11.5 8.5-7.5 8.5 7.500M6 10v10h12V10M10 20v-6h4v6"/>',
        "town": '<path d="M3 20.500h18M5 20.500V8l7-4.500L19 8v12.500M9 20.500V15h6v5.500M9 10.500h.1M15 10.500h-.1"/>',
        "trouble": '<path d="M4 5h16v11.500h-8l-4.5 4v-4H4z"/><path d="M12 8v3.500M12 13.500v.1"/>',
        "message": '<path d="M4 5h16v11.500h-8l-4.5 4v-4H4zM8 9.500h8M8 12.500h5"/>',
        "notice": '<path d="M6 16.500V11a6 6 0 0 1 12 0v5.500l1.5 1.500h-15zM10 20.500h4"/>',
        "data": '<path d="M4 20.500h16M6.5 17v-5M12 17V5M17.5 17V9"/>',
        "map": '<path d="m3.5 6 5.5-2.5 6 2.5 5.5-2.500V18L15 20.5 9 18l-5.5 2.500zM9 3.500V18M15 6v14.5"/>',
        "place": '<path d="M12 21c4.5-5 6.5-8.3 6.5-11a6.5 6.5 0 0 0-13 0c0 2.7 2 6 6.5 11z"/><circle cx="12" cy="10" r="2.3"/>',
        "idea": '<path d="M9 18.500h6M10 21h4M8.5 15.500C6.8 14.3 6 12.5 6 10.500a6 6 0 0 1 12 0c0 2-.8 3.8-2.5 5z"/>',
        "case": '<path d="M4 4.500h6.500L12 6l1.5-1.500H20v14h-6.500L12 20l-1.5-1.500H4zM12 6v14"/>',
        "project": '<path d="M5 21V4M5 5h13l-2.5 4L18 13H5"/>',
        "hands": '<path d="m3 10 4-4 5 2 5-2 4 4-3 6-4 3.500a3 3 0 0 1-4 0L6 16zM12 8 9 12a2 2 0 0 0 3 1.500l2-1.5 4 4"/>',
        "shield": '<path d="m12 3 8 3v5.500c0 4.5-3 7.8-8 9.5-5-1.7-8-5-8-9.500V6z"/>',
        "key": '<circle cx="8" cy="15.5" r="4.5"/><path d="M11.5 12.5 20 4M16.5 7.500l3 3M13.5 10.500l2 2"/>',
        "star": '<path d="m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1.1 5.9-5.3-2.9-5.3 2.9 1.1-5.900L3.5 9.700l5.9-.8z"/>',
        "phone": '<path d="M6.5 3.5 10 4l1 4.5-2.5 2a12 12 0 0 0 5 5l2-2.500L20 14l.5 3.500c-.5 2-2 3-3.5 3C10 20 4 14 3.5 7c0-1.5 1-3 3-3.500z"/>',
        "mail": '<path d="M3.5 5.500h17v13h-17zM4 6l8 7 8-7"/>',
        "filter": '<path d="M3.5 5h17L14 13v6.500l-4-2V13z"/>',
        "menu": '<path d="M4 6.500h16M4 12h16M4 17.500h16"/>',
        "language": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 4 5.8 4 9s-1 6-4 9c-3-3-4-5.8-4-9s1-6 4-9z"/>',
    }.items()
}
