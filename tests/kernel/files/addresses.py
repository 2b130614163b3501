"""The addresses of files alone, so that these tests need no other room."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("yui.kernel.files.urls"))]
