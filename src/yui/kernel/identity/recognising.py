"""Who signs in, and who has signed in: allauth's way, with the one question of every request asked faster."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import BigIntegerField, QuerySet

from yui.kernel.identity.models import Person
from yui.kernel.tenancy import Given, compiled


class Recognising(AuthenticationBackend):
    """Named in AUTHENTICATION_BACKENDS."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person of a session, None once they may no longer sign in."""
        found = _person().ask(pk=user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None


@compiled
def _person() -> QuerySet[Person]:
    return Person.objects.filter(pk=Given("pk", BigIntegerField()))
