from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "yui.kernel.identity"
