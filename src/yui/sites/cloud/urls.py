"""Addresses of the operators' pages."""

from django.urls import path

from yui.sites.cloud import views

app_name = "cloud"
urlpatterns = [
    path("", views.home, name="home"),
    path("jobs/<int:pk>/retry/", views.retry, name="retry"),
    path("jobs/<int:pk>/discard/", views.discard, name="discard"),
    path("organisations/", views.tenants, name="tenants"),
    path("organisations/add/", views.add, name="add"),
    path("organisations/<slug:ref>/stop/", views.stop, name="stop"),
    path("organisations/<slug:ref>/resume/", views.resume, name="resume"),
    path("readings/", views.readings, name="readings"),
    path("readings/<slug:ref>/", views.reading, name="reading"),
    path("readings/<slug:ref>/remove/", views.remove, name="remove_reading"),
]
