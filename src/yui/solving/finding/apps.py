"""The app of the room."""

from django.apps import AppConfig


class FindingConfig(AppConfig):
    """One index over the rooms."""

    name = "yui.solving.finding"
