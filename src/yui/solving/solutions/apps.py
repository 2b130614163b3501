from django.apps import AppConfig


class SolutionsConfig(AppConfig):
    name = "yui.solving.solutions"
