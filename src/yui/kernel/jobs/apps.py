"""The app that holds the tables of jobs."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Jobs as Django knows them. `kernel.access` imports every room's jobs.py when it starts."""

    name = "yui.kernel.jobs"
