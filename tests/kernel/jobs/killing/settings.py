"""The product's settings with the queue alone: its processes are killed so often that their start must be short."""

from yui.config.settings import *  # noqa: F403

INSTALLED_APPS = ["yui.kernel.tenancy", "yui.kernel.jobs"]
MIDDLEWARE: list[str] = []
TEMPLATES: list[dict[str, object]] = []
ROOT_URLCONF = "tests.kernel.jobs.killing.settings"
AUTH_USER_MODEL = "auth.User"
urlpatterns: list[object] = []
