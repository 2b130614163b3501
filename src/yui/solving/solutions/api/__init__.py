"""What this room offers to other programs: public services for everybody, a supplier's own for its token."""

from yui.solving.solutions.api import own, public

__all__ = ["own", "public"]
