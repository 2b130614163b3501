"""Every address of the product, by room."""

from django.urls import URLPattern, URLResolver, include, path

from yui.config.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [  # tried one after the other: what is asked for most stands first
    path("healthz", healthz, name="healthz"),
    path("", include("yui.sites.portal.urls")),
    path("", include("yui.sites.desk.urls")),
    path("", include("yui.solving.needs.urls")),
    path("", include("yui.solving.solutions.urls")),
    path("", include("yui.solving.casebook.urls")),
    path("", include("yui.solving.matching.urls")),
    path("", include("yui.solving.projects.urls")),
    path("", include("yui.kernel.web.urls")),
    path("", include("yui.kernel.files.urls")),
    path("", include("yui.kernel.audit.urls")),
    path("", include("yui.kernel.identity.urls")),
    path("account/", include("allauth.urls")),
    path("", include("yui.kernel.api.urls")),
    path("cloud/", include("yui.sites.cloud.urls")),
]
handler400 = "yui.kernel.web.errors.bad_request"
handler403 = "yui.kernel.web.errors.permission_denied"
handler404 = "yui.kernel.web.errors.not_found"
handler500 = "yui.kernel.web.errors.server_error"
