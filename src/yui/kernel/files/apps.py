"""The app that holds the table of files."""

from __future__ import annotations

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files as Django knows them."""

    name = "yui.kernel.files"
