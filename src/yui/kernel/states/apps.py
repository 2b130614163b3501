from django.apps import AppConfig


class StatesConfig(AppConfig):
    name = "yui.kernel.states"
