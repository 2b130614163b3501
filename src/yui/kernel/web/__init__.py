"""Pages: the look, the components, and what every view needs to answer a browser.

Words: a *frame* is what surrounds each page (whose site, who is signed in, how the reader wants it shown); a *face* is
one of our two layouts, `portal` (base.html) for residents and `desk` (desk.html) for staff; a *part* is a named block
of a page that htmx asks for at the page's own address.

Rooms keep their own templates and print with the macros of `ui`, which every template knows. Meaning, rights and data
stay in the rooms.
"""

from yui.kernel.web import clock
from yui.kernel.web.rendering import render, render_part

__all__ = ["clock", "render", "render_part"]
