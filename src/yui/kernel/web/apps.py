from django.apps import AppConfig

from yui.kernel.web import forms


class WebConfig(AppConfig):
    name = "yui.kernel.web"
    label = "web"
    verbose_name = "画面"

    def ready(self) -> None:
        forms.speak_plainly()
        forms.take_whole_text()
