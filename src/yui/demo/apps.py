"""The app of the demo region."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """A fictional prefecture with six towns, to try everything with."""

    name = "yui.demo"
    label = "demo"
