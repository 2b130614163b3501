from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "yui.solving.projects"
