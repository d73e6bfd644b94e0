"""Uploaded pictures: checked by content, without EXIF and place, small enough for a phone; no domain noun.

A stored file is served only through the door of the row that owns it.
"""

import hashlib
import warnings
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError

from core.models import StoredFile

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1800
QUALITY = 80
FORMATS = ("JPEG", "PNG", "WEBP")
UNREADABLE = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    Image.DecompressionBombWarning,
    Image.DecompressionBombError,
)


class BadFile(ValueError):
    """The upload is no picture we keep; the message is an Indonesian sentence with the cure."""


def store_image(upload: UploadedFile, *, by: Any) -> StoredFile:
    """Keep a photo as a fresh JPEG: drawn anew, so that nothing but the picture survives. Raises BadFile."""
    if (upload.size or 0) > MOST_BYTES:
        raise BadFile("Foto lebih besar dari 5 MB. Kecilkan, atau ambil foto lagi dengan ukuran lebih kecil.")
    content = _redrawn(upload)
    stored = StoredFile(
        original_name=PurePath(upload.name or "foto").name[:120],
        content_type="image/jpeg",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
    )
    stored.file.save(f"{stored.key}.jpg", ContentFile(content), save=False)
    stored.save()
    return stored


def _redrawn(upload: UploadedFile) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(upload, formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise BadFile("Foto terlalu besar ukurannya. Ambil foto lagi dengan ukuran lebih kecil.")
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except BadFile:
        raise
    except UNREADABLE as error:
        raise BadFile("Berkas ini bukan foto yang terbaca. Pilih foto lain (JPG atau PNG).") from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn = BytesIO()
    upright.save(drawn, "JPEG", quality=QUALITY)
    return drawn.getvalue()
