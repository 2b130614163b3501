"""All that a room's `api.py` needs, by one name."""

from yui.kernel.api.callers import WithToken, demand
from yui.kernel.api.paging import Page, Paging, page_of
from yui.kernel.api.registry import register_router
from yui.kernel.api.texts import Line, Ref, Text

__all__ = ["Line", "Page", "Paging", "Ref", "Text", "WithToken", "demand", "page_of", "register_router"]
