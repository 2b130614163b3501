from functools import partial

from django.apps import AppConfig

from yui.engines import readings
from yui.kernel.web import forms, furigana

_OUR_NAME = {"結": "ゆい"}


class WebConfig(AppConfig):
    name = "yui.kernel.web"
    label = "web"
    verbose_name = "画面"

    def ready(self) -> None:
        forms.speak_plainly()
        furigana.use(partial(readings.furigana, corrections=_OUR_NAME))
