from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "yui.kernel.events"
