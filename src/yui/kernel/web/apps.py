from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "yui.kernel.web"
    label = "web"
    verbose_name = "画面"
