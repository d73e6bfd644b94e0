"""Where uploaded files lie: in MEDIA_ROOT, or in a bucket (MEDIA_S3_BUCKET) that several machines share."""

import importlib.util
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config.environment import env


def uploads() -> dict[str, Any]:
    """The storage of uploads as Django's STORAGES takes it. Nobody but this application reads the bucket."""
    bucket = env.str("MEDIA_S3_BUCKET", default="")
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    if importlib.util.find_spec("storages") is None:
        raise ImproperlyConfigured("MEDIA_S3_BUCKET memerlukan pustaka tambahan. Jalankan make setup, lalu ulangi.")
    told = {
        "bucket_name": bucket,
        "endpoint_url": env.str("MEDIA_S3_ENDPOINT", default="") or None,
        "region_name": env.str("MEDIA_S3_REGION", default="us-east-1"),
        "access_key": env.str("MEDIA_S3_KEY", default="") or None,
        "secret_key": env.str("MEDIA_S3_SECRET", default="") or None,
        "location": env.str("MEDIA_S3_FOLDER", default=""),
    }
    return {"BACKEND": "core.bucket.Bucket", "OPTIONS": told}
