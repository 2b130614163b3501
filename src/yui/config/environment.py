"""The settings an operator may give, read from the environment once and typed.

Each is documented in docs/reference/settings.md, which a test compares with this class.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_ROOT = Path(__file__).resolve().parents[3]
_TRUE = {"1", "true", "yes", "on"}


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What the operator decided. The default of each value is the embedded, one-machine set-up."""

    home: Path
    """YUI_HOME: the folder of data (database, files, keys). Default: `var` in the project."""
    database_url: str
    """YUI_DATABASE_URL: `sqlite:///path` or `postgresql://user:password@host/name`."""
    database_role: str
    """YUI_DATABASE_ROLE: the PostgreSQL role taken on after connecting; neither owner nor superuser."""
    secret_key: str
    """YUI_SECRET_KEY: signs cookies and links. Default: made once and kept in the home folder."""
    hosts: tuple[str, ...]
    """YUI_HOSTS: host names served, separated by commas."""
    origin: str
    """YUI_ORIGIN: the address residents see, e.g. https://yui.example.jp; used in mail and feeds."""
    debug: bool
    """YUI_DEBUG: show tracebacks in the browser. Never in production."""
    demo: bool
    """YUI_DEMO: the demo region is loaded; a band on every page says so."""
    mail_url: str
    """YUI_MAIL_URL: `smtp://user:password@host:port`, or `folder:` to keep mail in the home folder."""
    mail_from: str
    """YUI_MAIL_FROM: sender of every mail."""
    proxies: int
    """YUI_PROXIES: how many reverse proxies stand before the server; their word on a caller's address is taken."""
    encoder: bool
    """YUI_ENCODER: search by meaning as well as by words (needs 100 MB of memory more)."""
    search_store: str
    """YUI_SEARCH_STORE: `folder` in the home, or `postgresql`: in the database, for several machines."""

    @classmethod
    def read(cls, source: dict[str, str] | None = None) -> Environment:
        """The values of `source` (default: the process's environment) with defaults filled in."""
        given = dict(os.environ if source is None else source)
        home = Path(given.get("YUI_HOME") or _ROOT / "var").absolute()
        return cls(
            home=home,
            database_url=given.get("YUI_DATABASE_URL") or f"sqlite:///{home / 'yui.sqlite3'}",
            database_role=given.get("YUI_DATABASE_ROLE", ""),
            secret_key=given.get("YUI_SECRET_KEY") or _kept_key(home),
            hosts=tuple(h for h in given.get("YUI_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h),
            origin=given.get("YUI_ORIGIN", "http://localhost:8000"),
            debug=given.get("YUI_DEBUG", "").lower() in _TRUE,
            demo=given.get("YUI_DEMO", "").lower() in _TRUE,
            mail_url=given.get("YUI_MAIL_URL", "folder:"),
            mail_from=given.get("YUI_MAIL_FROM", "結 Yui <yui@localhost>"),
            proxies=int(given.get("YUI_PROXIES") or 0),
            encoder=given.get("YUI_ENCODER", "1").lower() in _TRUE,
            search_store=given.get("YUI_SEARCH_STORE", "folder").lower(),
        )

    @property
    def is_postgresql(self) -> bool:
        return self.database_url.startswith("postgres")

    @classmethod
    def names(cls) -> list[str]:
        """The environment variables understood, e.g. YUI_HOME."""
        return [f"YUI_{field.name.upper()}" for field in fields(cls)]


def database(environment: Environment) -> dict[str, Any]:
    """Django's settings of the one database."""
    return _postgresql(environment) if environment.is_postgresql else _sqlite(environment)


def _sqlite(environment: Environment) -> dict[str, Any]:
    # Measured: without IMMEDIATE a read-then-write transaction fails with "database is locked" whatever the
    # timeout; connections must live as long as their threads; mmap_size is never set (docs/decisions/0006).
    return {
        "ENGINE": "yui.kernel.tenancy.sqlite",
        "NAME": environment.database_url.removeprefix("sqlite:///"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout=20000;",
        },
    }


def _postgresql(environment: Environment) -> dict[str, Any]:
    url = urlsplit(environment.database_url)
    options: dict[str, Any] = dict(parse_qsl(url.query))
    if environment.database_role:
        options["assume_role"] = environment.database_role
    return {
        "ENGINE": "yui.kernel.tenancy.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or options.pop("host", "")),
        "PORT": str(url.port or options.pop("port", "") or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _kept_key(home: Path) -> str:
    """The secret key of this installation: made on first use, readable by its owner only."""
    path = home / "secret_key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        try:
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:  # another process of the same installation was quicker
            pass
    return path.read_text()
