from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "yui.solving.needs"
