"""After every migration: row policies and the guards of append-only tables are in force, statistics are fresh."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import register
from django.db import connections
from django.db.models.signals import post_migrate

from yui.kernel.tenancy import checks, guards, policies
from yui.kernel.tenancy.statistics import refresh_statistics


class TenancyConfig(AppConfig):
    name = "yui.kernel.tenancy"

    def ready(self) -> None:
        register(checks.tenants_are_kept_apart, deploy=True)
        post_migrate.connect(_protect, dispatch_uid="yui.tenancy.protect")


def _protect(app_config: AppConfig, using: str, plan: Any = None, **_: Any) -> None:
    # The signal comes once an app; the work is done once, with the last of them, when every table stands.
    if app_config.label != _last_app():
        return
    connection = connections[using]
    policies.put_in_force(connection)
    guards.put_in_force(connection)
    refresh_statistics(connection)
    if connection.vendor == "postgresql" and settings.YUI_RUNTIME_ROLE:
        policies.grant(connection, settings.YUI_RUNTIME_ROLE)


def _last_app() -> str:
    return [config.label for config in apps.get_app_configs() if config.models_module is not None][-1]
