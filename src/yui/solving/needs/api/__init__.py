"""What this room offers to other programs: public needs for everybody, an organisation's own for its token."""

from yui.solving.needs.api import own, public

__all__ = ["own", "public"]
