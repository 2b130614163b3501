"""People who sign in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.tenancy import Infrastructure


class PersonManager(BaseUserManager["Person"]):
    """Makes people and finds them by address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """A person who can sign in. The address is compared without regard to case."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do comes from their memberships, never from the person."""

    visibility = Infrastructure("a person is looked up by mail address before anybody acts; rooms show memberships")
    personal_fields = frozenset({"email", "name", "kana"})

    email = models.EmailField(_("メールアドレス"), unique=True)
    name = models.CharField(_("氏名"), max_length=80)
    kana = models.CharField(_("よみがな"), max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False, editable=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    is_staff = False
    is_superuser = False

    objects = PersonManager()

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def has_confirmed(self, email: str) -> bool:
        """Whether an address is this person's, as they have shown by a link sent there."""
        return bool(self.emailaddress_set.filter(email__iexact=email, verified=True).exists())  # type: ignore[attr-defined]  # allauth's
