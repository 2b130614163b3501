from django.urls import include, path

from yui.kernel.api import views
from yui.kernel.api.application import addresses

urlpatterns = [
    path("api/v1/", include((addresses(), "api-v1"))),
    path(
        "",
        include(
            (
                [
                    path("api/", views.reading, name="reading"),
                    path("desk/tokens/", views.tokens, name="tokens"),
                    path("desk/tokens/new", views.new_token, name="token_new"),
                    path("desk/tokens/<str:ref>/revoke", views.revoke, name="token_revoke"),
                ],
                "api",
            )
        ),
    ),
]
