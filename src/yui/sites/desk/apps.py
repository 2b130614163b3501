"""The app of the site."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages across rooms."""

    name = "yui.sites.desk"
