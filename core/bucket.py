"""Uploaded files in an S3-compatible bucket. Loaded only where MEDIA_S3_BUCKET names one (config/uploads.py).

Files are read through the application, by the door of the row that owns them: the bucket is closed to everybody else,
and no address of it is ever handed out.
"""

from collections.abc import Iterator
from typing import Any, NoReturn

from botocore.config import Config
from storages.backends.s3 import S3Storage

# A page waits no longer than this; other makers' storage knows neither checksums nor names of buckets in its address.
HOW = Config(
    connect_timeout=3,
    read_timeout=30,
    retries={"max_attempts": 2},
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
    s3={"addressing_style": "path"},
    signature_version="s3v4",
)


MOST_IN_MEMORY = 4 << 20  # of a file that is read; what is longer, as a pack may be, passes through the disk


class Bucket(S3Storage):  # type: ignore[misc]
    """The keys are ours and new each time (StoredFile.key), so nothing is asked for before it is written."""

    def get_default_settings(self) -> dict[str, Any]:
        """What django-storages does unless it is told otherwise."""
        found: dict[str, Any] = super().get_default_settings()
        return found | {
            "client_config": HOW,
            "default_acl": None,
            "file_overwrite": True,
            "max_memory_size": MOST_IN_MEMORY,
        }

    def names(self) -> Iterator[str]:
        """Every file, by listing without folders: a thousand at a time, and not each maker tells of all folders."""
        start = f"{self.location}/" if self.location else ""
        keys = (found.key for found in self.bucket.objects.filter(Prefix=start))
        yield from (key.removeprefix(start) for key in keys if not key.endswith("/"))

    def url(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """There is none."""
        raise NotImplementedError
