"""All that a room's `api.py` needs, by one name."""

from yui.kernel.api.callers import WithToken, demand
from yui.kernel.api.paging import Page, Paging, page_of
from yui.kernel.api.registry import register_router
from yui.kernel.api.shapes import Party, party, whole_address
from yui.kernel.api.texts import READABLE, READABLE_LINE, Body, Day, Line, Moment, Ref, Text, YesNo
from yui.kernel.api.versions import IfMatch, label, unchanged

__all__ = [
    "READABLE",
    "READABLE_LINE",
    "Body",
    "Day",
    "IfMatch",
    "Line",
    "Moment",
    "Page",
    "Paging",
    "Party",
    "Ref",
    "Text",
    "WithToken",
    "YesNo",
    "demand",
    "label",
    "page_of",
    "party",
    "register_router",
    "unchanged",
    "whole_address",
]
