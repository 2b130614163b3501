"""What happens to services."""

from __future__ import annotations

from dataclasses import dataclass

from yui.kernel.events import Event


@dataclass(frozen=True)
class ServicePublished(Event):
    """A service can be found from now on."""

    service_id: int


@dataclass(frozen=True)
class ServiceChanged(Event):
    """A published service says something else than before."""

    service_id: int


@dataclass(frozen=True)
class ServiceWithdrawn(Event):
    """A service is no longer offered."""

    service_id: int
