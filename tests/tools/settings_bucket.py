"""Settings of a site whose files lie in a bucket, without the library that speaks to a real one."""

import os

from config.settings import *  # noqa: F403

STORAGES = STORAGES | {"default": {"BACKEND": "tests.tools.places.Shelf", "OPTIONS": {"folder": os.environ["SHELF"]}}}  # noqa: F405
