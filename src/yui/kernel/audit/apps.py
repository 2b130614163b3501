from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "yui.kernel.audit"
