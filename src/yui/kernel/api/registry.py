"""What rooms offer to other programs; they register it in their `api.py`, imported before the first request."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from ninja import Router

_routers: dict[str, Router] = {}


def register_router(prefix: str, router: Router) -> None:
    """Offer a router below `/api/v1<prefix>`; each prefix belongs to one room."""
    if _routers.get(prefix, router) is not router:
        raise ValueError(f"{prefix} is offered by another room already")
    _routers[prefix] = router


def every_router() -> dict[str, Router]:
    """All that is offered, by prefix; every room's `api.py` is imported first."""
    for config in apps.get_app_configs():
        if config.name.startswith("yui.") and find_spec(f"{config.name}.api"):
            import_module(f"{config.name}.api")
    return dict(sorted(_routers.items()))
