"""Tenancy: whose a record is, who else may see it, and the one way in.

Words: an *organisation* of any kind is a tenant; its records carry it as `owner`. A *scope* says for whom the work at
hand is done; `acting_for` opens one. A *door* is a manager that shows what one may see: `objects` ours, `published`
everyone's, `shared` what we are party to, `visible` all three. A model declares its `Visibility` once; from the same
conditions come the doors and, on PostgreSQL, the row policies. A question that pages ask again and again is `compiled`
once.
"""

from yui.kernel.tenancy.compiled import Compiled, Given, GivenSeveral, compiled
from yui.kernel.tenancy.conditions import CurrentOrganisation, CurrentPerson, IsOperator
from yui.kernel.tenancy.doors import DoorQuerySet, doors
from yui.kernel.tenancy.scope import NoScope, Scope, acting_for, current_scope
from yui.kernel.tenancy.visibility import EVERYTHING, Infrastructure, Visibility

__all__ = [
    "EVERYTHING",
    "Compiled",
    "CurrentOrganisation",
    "CurrentPerson",
    "DoorQuerySet",
    "Given",
    "GivenSeveral",
    "Infrastructure",
    "IsOperator",
    "NoScope",
    "Scope",
    "Visibility",
    "acting_for",
    "compiled",
    "current_scope",
    "doors",
]
