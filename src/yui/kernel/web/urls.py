from django.urls import path

from yui.kernel.web import gallery, views

app_name = "web"
urlpatterns = [
    path("preferences/", views.preferences, name="preferences"),
    path("licences/", views.licences, name="licences"),
    path("gallery/", gallery.index, name="gallery"),
    path("gallery/desk/", gallery.desk, name="gallery-desk"),
    path("gallery/form/", gallery.form, name="gallery-form"),
    path("gallery/errors/<str:kind>/", gallery.error, name="gallery-error"),
    path("robots.txt", views.robots, name="robots"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("favicon.ico", views.favicon, name="favicon"),
]
