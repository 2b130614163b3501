"""The app of the site."""

from django.apps import AppConfig


class CloudConfig(AppConfig):
    """Pages across rooms."""

    name = "yui.sites.cloud"
