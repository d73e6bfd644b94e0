"""Every setting, read from the environment, `.env`, then what the launcher wrote (`.data/env`).

No per-stage files: a stage is an environment. A missing value stops with a hint.
"""

import re

from csp.constants import NONE, SELF

from config.databases import databases
from config.environment import BASE_DIR, DATA_DIR, env, required
from config.logs import logging_of
from config.offices import second_factor_for, session_most_days
from config.uploads import uploads

# -- What this installation is -------------------------------------------------------------------
SITE_NAME = env.str("SITE_NAME", default="KKG Gantarang")
# Who answers for the data (UU PDP 27/2022), and how to reach that office: told on the privacy page.
CONTROLLER_NAME = env.str("CONTROLLER_NAME", default=f"Pengurus {SITE_NAME}")
CONTROLLER_CONTACT = env.str("CONTROLLER_CONTACT", default="")
VERSION: str = re.findall(r"^## v?(\S+)", (BASE_DIR / "CHANGELOG.md").read_text("utf-8"), re.M)[0]
ROLE_LABELS: dict[str, str] = env.dict("ROLE_LABELS", default={})

SUMMARY_INSTRUMENT = env.str("SUMMARY_INSTRUMENT", default="kkg-gantarang")
SUMMARY_MIN_SHEETS = env.int("SUMMARY_MIN_SHEETS", default=2)
SUMMARY_MIN_ANSWERS = env.int("SUMMARY_MIN_ANSWERS", default=5)
MIN_GROUP_SIZE = env.int("MIN_GROUP_SIZE", default=5)
REPLY_DAYS = env.int("REPLY_DAYS", default=14)
WRITE_UP_DAYS = env.int("WRITE_UP_DAYS", default=14)
LINK_DAYS = env.int("LINK_DAYS", default=14)
LINK_TRIES = 5

# -- Django --------------------------------------------------------------------------------------
SECRET_KEY = required("SECRET_KEY")
# Former keys, newest first: they open what they locked and lock nothing any more (core/keys.py).
SECRET_KEY_FALLBACKS = [key.strip() for key in env.list("SECRET_KEY_FALLBACKS", default=[]) if key.strip()]
DEBUG = env.bool("DEBUG", default=False)
# By its own address a monitor on the same machine asks for /sehat/.
ALLOWED_HOSTS = [*(host.strip() for host in required("ALLOWED_HOSTS").split(",")), "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "pgtrigger",
    "pghistory",
    "core",
    "madrasah",
    "kkg",
    "competency",
    "config",
]

MIDDLEWARE = [
    "config.watching.watched",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.http.packs_pages",
    "django.middleware.http.ConditionalGetMiddleware",  # a file that a browser has is not sent again
    "csp.middleware.CSPMiddleware",
    "core.http.asks_for_no_device",
    "core.http.reads_cookies_that_can_be_ours",
    "core.uploads.refuses_too_much",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "core.http.leaves_no_copy",
    "core.uploads.tells_where_it_leads",
    "madrasah.accounts.middleware.ends_old_sessions",
    "core.interrupted.interrupted_sends",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "madrasah.accounts.middleware.notes_devices",
    "django.contrib.messages.middleware.MessageMiddleware",
    "madrasah.factors.middleware.asks_for_a_factor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
    "core.drafts.tells_what_arrived",
    "core.twice.once_at_a_time",
    "core.http.says_what_a_button_is_for",
    "config.replica.reads_elsewhere",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.navigation.page_frame",
            ],
            "builtins": ["core.templatetags.form_marks"],
            "libraries": {"needs_tags": "competency.needs.tags"},
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# -- Data ----------------------------------------------------------------------------------------
DATABASES = databases()
DATABASE_ROUTERS = ["config.replica.ReplicaRouter"]
REPLICA_LAG_SECONDS = env.int("REPLICA_LAG_SECONDS", default=10)
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(DATA_DIR / "media"))
BACKUP_ROOT = env.path("BACKUP_ROOT", default=f"{BASE_DIR}-cadangan")  # as tools/backups.py has it
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# Long work goes to the worker process (core/jobs.py); tests do it at once.
JOBS_AT_ONCE = False

# -- People --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "madrasah.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "madrasah.accounts.backends.PersonBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "config.passwords.NotOfThePlace"},
]
LOGIN_URL = "madrasah:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "madrasah:login"
# Counted from the last visit: a guru who opens it once between two KKG sessions stays logged in.
SESSION_COOKIE_AGE = 60 * 60 * 24 * env.int("SESSION_DAYS", default=90)
SESSION_MOST_DAYS = session_most_days()

# A village shares one address: the lock counts name and address together (decisions.md 15).
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "madrasah/accounts/login_locked.html"
AXES_CLIENT_IP_CALLABLE = "core.http.visitor_address"
PROXY_COUNT = env.int("PROXY_COUNT", default=0)

SECOND_FACTOR_FOR = second_factor_for()
OTP_TOTP_ISSUER = SITE_NAME
RECOVERY_CODE_COST = 2**14  # of scrypt, 16 MB a try; another number makes the codes that people keep useless

# -- Language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "id"
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Makassar")
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

# -- Static files --------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(DATA_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {"default": uploads(), "staticfiles": {"BACKEND": "core.static.ContentNamedFiles"}}
WHITENOISE_ALLOW_ALL_ORIGINS = False

# -- Locks on the door ---------------------------------------------------------------------------
SECURE_COOKIES = env.bool("SECURE_COOKIES", default=not DEBUG)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
# A name that browsers believe from this very host only: no neighbour of the domain writes such a cookie.
COOKIE_PREFIX = "__Host-" if SECURE_COOKIES else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
MESSAGE_STORAGE = "core.cookies.Messages"
SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", default=SECURE_COOKIES)
SECURE_REDIRECT_EXEMPT = [r"^sehat/$", r"^siap/$", r"^metrik/$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE_COOKIES else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_COOKIES
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preload is the operator's choice, for it can hardly be taken back
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],  # blob: a photo read before it is sent (static/js/shrink.js)
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# -- What is told of it ----------------------------------------------------------------------------
LOGGING = logging_of(env.str("LOG_FORMAT", default="text"), env.str("LOG_LEVEL", default="WARNING"))
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
BACKUP_ROOT = env.str("BACKUP_ROOT", default=f"{BASE_DIR}-cadangan")
