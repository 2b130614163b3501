from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


class IdentityConfig(AppConfig):
    name = "yui.kernel.identity"

    def ready(self) -> None:
        post_migrate.connect(_make_cache_table, sender=self, dispatch_uid="yui.identity.cache")


def _make_cache_table(using: str, **_: Any) -> None:
    """The table of the cache, where the database keeps it: it has no model, so no migration makes it.

    After this app's migrations, so before the run-time role is given its rights on every table.
    """
    call_command("createcachetable", database=using, verbosity=0)
