from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "yui.solving.matching"
