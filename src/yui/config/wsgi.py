"""The WSGI application that the server runs, warm before its first request."""

from __future__ import annotations

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

from yui.config.reading import reading_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yui.config.settings")
application = reading_utf8(get_wsgi_application())
import_module("yui.config.warming").warm_up()  # imports the rooms, which only now can be
