from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class AccessConfig(AppConfig):
    name = "yui.kernel.access"

    def ready(self) -> None:
        """Let every room register its permissions and reactions."""
        for config in apps.get_app_configs():
            if config.name.startswith("yui."):
                for door in ("permissions", "reactions", "extensions", "jobs"):
                    if find_spec(f"{config.name}.{door}"):
                        import_module(f"{config.name}.{door}")
