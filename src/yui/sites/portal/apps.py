"""The app of the site."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages across rooms."""

    name = "yui.sites.portal"
