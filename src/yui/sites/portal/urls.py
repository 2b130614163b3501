"""Addresses of the portal."""

from django.urls import path

from yui.sites.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("fields/<slug:code>/", views.field, name="field"),
    path("funnel/", views.funnel, name="funnel"),
    path("towns/", views.towns, name="towns"),
    path("towns/<slug:code>/", views.town, name="town"),
]
