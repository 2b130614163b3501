"""Addresses of the staff home and its search; the rooms keep their own desk pages."""

from django.urls import path

from yui.sites.desk import views

app_name = "desk"
urlpatterns = [
    path("desk/", views.home, name="home"),
    path("desk/search", views.search, name="search"),
]
