"""Addresses of files."""

from __future__ import annotations

from django.urls import path

from yui.kernel.files.views import download

app_name = "files"
urlpatterns = [path("files/<str:ref>/<str:name>", download, name="download")]
