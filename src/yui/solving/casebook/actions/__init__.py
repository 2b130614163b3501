"""What people do with cases."""

from yui.solving.casebook.actions.following import follow_case, show_following
from yui.solving.casebook.actions.reviewing import publish_case, return_case, withdraw_case
from yui.solving.casebook.actions.writing import discard_revision, draft_case, submit_case, write_case

__all__ = [
    "discard_revision",
    "draft_case",
    "follow_case",
    "publish_case",
    "return_case",
    "show_following",
    "submit_case",
    "withdraw_case",
    "write_case",
]
