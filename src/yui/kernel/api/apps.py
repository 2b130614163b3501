from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "yui.kernel.api"
    verbose_name = "API"
