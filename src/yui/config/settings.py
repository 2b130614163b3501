"""Django's settings. The one module, with its neighbours in `config`, that knows every other."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

try:  # the SQLite of older systems can lose a write-ahead log that two processes reset (docs/decisions/0006)
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
except ImportError:
    pass

from csp.constants import NONE, SELF

from yui.config.environment import Environment, database

environment = Environment.read()
_source = Path(__file__).resolve().parents[1]

SECRET_KEY = environment.secret_key
DEBUG = environment.debug
ALLOWED_HOSTS = list(environment.hosts)
YUI_HOME = environment.home
YUI_DEMO = environment.demo
YUI_ORIGIN = environment.origin
YUI_ENCODER = environment.encoder
YUI_SEARCH_STORE = environment.search_store

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "yui.kernel.tenancy",
    "yui.kernel.access",
    "yui.kernel.identity",
    "yui.kernel.audit",
    "yui.kernel.events",
    "yui.kernel.jobs",
    "yui.kernel.files",
    "yui.kernel.states",
    "yui.kernel.web",
    "yui.kernel.api",
    "yui.solving.finding",
    "yui.solving.needs",
    "yui.solving.solutions",
    "yui.solving.matching",
    "yui.solving.projects",
    "yui.solving.casebook",
    "yui.sites.portal",
    "yui.sites.desk",
    "yui.sites.cloud",
    "yui.demo",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "yui.kernel.web.middleware.Readable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "yui.kernel.web.middleware.Preferences",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "yui.kernel.identity.middleware.ActingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "yui.kernel.web.refusals.RefusalMiddleware",
]
ROOT_URLCONF = "yui.config.urls"
WSGI_APPLICATION = "yui.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(_source.glob("**/templates")),
        "APP_DIRS": False,
        "OPTIONS": {"environment": "yui.kernel.web.jinja.environment"},
    },
    {  # pages of libraries that we have not written ourselves
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
FORM_RENDERER = "yui.kernel.web.forms.Renderer"

DATABASES = {"default": database(environment)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASE_ROUTERS: list[str] = []

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LOCALE_PATHS = [_source / "locale"]
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = environment.home / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or "pytest" in sys.modules
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or "pytest" in sys.modules

AUTH_USER_MODEL = "identity.Person"
AUTHENTICATION_BACKENDS = ["yui.kernel.identity.recognising.Recognising"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "yui.kernel.identity.adapter.AccountAdapter"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    name: f"yui.kernel.identity.forms.signing_in.{form}"
    for name, form in {
        "login": "LoginForm",
        "signup": "SignupForm",
        "add_email": "AddEmailForm",
        "change_password": "ChangePasswordForm",
        "set_password": "SetPasswordForm",
        "reset_password": "ResetPasswordForm",
        "reset_password_from_key": "ResetPasswordKeyForm",
        "reauthenticate": "ReauthenticateForm",
    }.items()
}
# Five wrong passwords lock an address for five minutes, registered or not. The limits by network are wide, because a
# whole town hall comes from one address and signs in at half past eight.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "signup": "60/m/ip",
    "reset_password": "60/m/ip,5/5m/key",
    "reset_password_from_key": "60/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = environment.proxies
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "yui.kernel.identity.adapter.MfaAdapter"
MFA_FORMS = {
    name: f"yui.kernel.identity.forms.signing_in.{form}"
    for name, form in {
        "authenticate": "AuthenticateForm",
        "reauthenticate": "ReauthenticateByCodeForm",
        "activate_totp": "ActivateTOTPForm",
        "add_webauthn": "AddWebAuthnForm",
        "edit_webauthn": "EditWebAuthnForm",
    }.items()
}
MFA_TOTP_ISSUER = "結 Yui"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = environment.origin.startswith("http://localhost")
USERSESSIONS_TRACK_ACTIVITY = False

_secure = environment.origin.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
# Lock-outs and rate limits are counted in the cache, so all who serve must share it. On one machine that is one process
# with its threads, and its memory is enough; on PostgreSQL there are several processes, so the database keeps it (and
# the sessions: a copy in one process's memory would outlive a sign-out in another). Few entries are ever culled: what
# is culled is a wrong password forgotten.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache"
        if environment.is_postgresql
        else "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "yui_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000 if environment.is_postgresql else 20_000},
    }
}
SESSION_ENGINE = f"yui.kernel.identity.sessions.{'stored' if environment.is_postgresql else 'cached'}"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "yui.kernel.web.errors.csrf_failure"
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if _secure else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _secure else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

# Calls and seconds: of a guest's network (a class of pupils may sit behind one address), and of a token.
YUI_API_LIMITS = {"guest": (600, 60), "token": (1200, 60)}

TASKS = {"default": {"BACKEND": "yui.kernel.jobs.backend.DatabaseBackend"}}

DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.mail_from
if environment.mail_url.startswith("smtp"):
    from urllib.parse import unquote, urlsplit

    _mail = urlsplit(environment.mail_url)
    EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.scheme == "smtps", _mail.scheme == "smtp+tls"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(environment.home / "mail")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "yui.config.logs.MaskingFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"yui": {"level": "INFO"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []

YUI_RUNTIME_ROLE = environment.database_role
_as_owner = {("migrate",), ("flush",), ("check",), ("demo", "remove")}
if environment.is_postgresql and {tuple(sys.argv[1:2]), tuple(sys.argv[1:3])} & _as_owner:
    # Tables are made, and rights given, by their owner; every other command takes on the run-time role.
    DATABASES["default"]["OPTIONS"].pop("assume_role", None)
