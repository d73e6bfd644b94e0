"""What every record is made of: its two time stamps, and files kept by content.

No domain noun belongs here; a file is served only through the door of the row that owns it.
"""

import uuid

from django.conf import settings
from django.db import models


class Stamped(models.Model):
    """When a row came and when it last changed."""

    created_at = models.DateTimeField("dibuat", auto_now_add=True)
    updated_at = models.DateTimeField("diubah", auto_now=True)

    class Meta:
        abstract = True


class StoredFile(Stamped):
    """One uploaded file, checked and renamed; `original_name` is only ever shown, never used as a path."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(upload_to="berkas/%Y/%m/")
    original_name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.original_name
