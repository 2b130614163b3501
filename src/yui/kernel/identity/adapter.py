"""How allauth fits in: nobody registers by themselves for an organisation, and mail speaks our words."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Our words and rules in allauth's flows."""

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """A new person is called by the local part of the address until they give their name."""
        user = super().save_user(request, user, form, commit=False)
        user.name = user.name or user.email.partition("@")[0]
        if commit:
            user.save()
        return user
