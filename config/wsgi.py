"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("SERVES_PAGES", "1")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - loads every view now, instead of at the first page
