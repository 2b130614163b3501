"""Access: who may do what, and why.

Words: an *actor* is who acts, for which organisation, with which permissions; a *permission* is a stable code such as
`needs.need:submit`; a *role* carries permissions by default; an *action* is a thing people do. An action is the only
place that changes records; a *refusal* is its sentence to the reader.
"""

from yui.kernel.access.actions import action
from yui.kernel.access.actor import Actor, ActorKind
from yui.kernel.access.errors import NotPermitted, Refused
from yui.kernel.access.pages import PUBLIC, SIGNED_IN, Closed, page
from yui.kernel.access.permissions import Grant, permissions_of, register, why
from yui.kernel.access.roles import Role

__all__ = [
    "PUBLIC",
    "SIGNED_IN",
    "Actor",
    "ActorKind",
    "Closed",
    "Grant",
    "NotPermitted",
    "Refused",
    "Role",
    "action",
    "page",
    "permissions_of",
    "register",
    "why",
]
