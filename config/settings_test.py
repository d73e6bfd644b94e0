"""What tests change, and nothing else."""

from config.environment import DATA_DIR
from config.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests"]  # noqa: F405 - for its command
DEBUG = False
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
COOKIE_PREFIX, SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "", "sessionid", "csrftoken"
JOBS_AT_ONCE = True
WHITENOISE_AUTOREFRESH = True  # else each client of a test reads what `make run` has collected, if anything
# No power cut is waited for: what is lost with the machine is a test's.
if "options" in DATABASES["default"]["OPTIONS"]:  # noqa: F405
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
RECOVERY_CODE_COST = 2
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
BACKUP_ROOT = DATA_DIR / "uji-cadangan"
# A refused page is an answer here, not news: each line of it costs as much as a query.
_quiet = {"django.request": {"level": "ERROR"}, "kkg.requests": {"level": "CRITICAL"}}
LOGGING = {**LOGGING, "loggers": {**LOGGING["loggers"], **_quiet}}  # noqa: F405
