"""What this room offers to other programs: public cases and their comparison, an organisation's own for its token."""

from yui.solving.casebook.api import comparing, own, public

__all__ = ["comparing", "own", "public"]
