"""The settings of Django, in code: what differs between places comes from the environment (see `configuration`)."""

from __future__ import annotations

import os
from pathlib import Path

from uitvoerbaar.base.limits import UPLOAD_BYTES
from uitvoerbaar.desk import configuration
from uitvoerbaar.desk.configuration import FORM

_HERE = Path(__file__).resolve().parent
NOUNS = ("accounts", "laws", "workbench", "variants", "receipts", "households", "assessments", "exchange", "plan")
"""The rooms of the desk: each has its own urls, views, templates."""

DEBUG = False
SECRET_KEY = configuration.secret_key(os.environ)
ALLOWED_HOSTS = configuration.hosts(os.environ)
DATABASES = {"default": configuration.database(os.environ)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "uitvoerbaar.desk.urls"
WSGI_APPLICATION = "uitvoerbaar.desk.wsgi.application"
APPEND_SLASH = False
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
# The languages of the desk are those of the whole program (base/language.py), with one catalogue.
USE_I18N = False

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "uitvoerbaar.desk.accounts",
]
MIDDLEWARE = [
    "uitvoerbaar.desk.middleware.security.policy",
    "django.middleware.security.SecurityMiddleware",
    "uitvoerbaar.desk.middleware.preferences.preferences",
    "uitvoerbaar.desk.api.rules.answers",
    "uitvoerbaar.desk.middleware.mistakes.Mistakes",
    "uitvoerbaar.desk.middleware.names.Names",
    "uitvoerbaar.desk.middleware.uploads.bounded",
    "uitvoerbaar.desk.middleware.private.private",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [_HERE / "templates", *(_HERE / noun / "templates" for noun in NOUNS)],
        "OPTIONS": {"environment": "uitvoerbaar.desk.templating.environment"},
    }
]

STATIC_URL = "/static/"
STATICFILES_DIRS = [_HERE / "static"]
# No build step: files are served from where they stand, under an address that holds the hash of their content.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 31_536_000

# What is sent is bounded before this (middleware/uploads): a text that is too long is told beside it, and kept.
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_BYTES.most + FORM

AUTH_PASSWORD_VALIDATORS: list[dict[str, str]] = []  # nobody has a password: the owner comes in by a one-time address
SESSION_COOKIE_NAME = "uitvoerbaar_sessie"
SESSION_COOKIE_AGE = 14 * 86_400
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "uitvoerbaar_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "uitvoerbaar.desk.mistakes.forged"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Behind a proxy that speaks https: nothing of the session ever travels in the open.
_HTTPS = configuration.truth(os.environ, configuration.HTTPS)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _HTTPS
if configuration.truth(os.environ, configuration.PROXY):  # only a proxy that always sets this header itself
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in ALLOWED_HOSTS if _HTTPS and name not in configuration.OWN_NAMES]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A wrong address is the visitor's matter: it has its own page and fills no log.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security.DisallowedHost": {"level": "CRITICAL"}},
}
