"""The product's own settings, with a home of their own and a quick password hasher.

Both databases of the suite come through here: `YUI_DATABASE_URL` names PostgreSQL, else SQLite is used.
"""

import os
import tempfile
from pathlib import Path

if "YUI_HOME" not in os.environ:  # programs that the tests start, and their workers, share the home of the first
    _home = tempfile.TemporaryDirectory(prefix="yui-tests-", ignore_cleanup_errors=True)
    os.environ["YUI_HOME"] = _home.name
os.environ.setdefault("YUI_SECRET_KEY", "only for tests")
os.environ.setdefault("YUI_ENCODER", "0")
os.environ.setdefault("YUI_HOSTS", "localhost,127.0.0.1,testserver")

from yui.config.settings import *  # noqa: F403  the lines above must come first
from yui.config.settings import DATABASES, YUI_HOME, environment

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
YUI_RUNTIME_ROLE = "yui_app" if environment.is_postgresql else ""
if not environment.is_postgresql:  # a file, not memory: the live server and the workers of a story share it
    DATABASES["default"]["TEST"] = {"NAME": str(Path(YUI_HOME) / "test.sqlite3")}
