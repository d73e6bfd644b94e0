"""Pictures are judged by what is in them, and drawn anew."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core import files
from core.files import BadFile, store_document, store_image


def upload(kind="JPEG", size=(40, 30), name="rpp.jpg"):
    drawn = BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size, "white").save(drawn, kind)
    return SimpleUploadedFile(name, drawn.getvalue(), "text/html")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_picture_becomes_a_jpeg_under_a_name_of_our_own(cast, kind):
    stored = store_image(upload(kind, name="../../rpp.php"), by=cast.baso)
    assert (stored.content_type, stored.original_name) == ("image/jpeg", "rpp.php")
    assert stored.file.name.endswith(f"{stored.key}.jpg")


def test_large_picture_is_made_small(cast):
    stored = store_image(upload(size=(4000, 1000)), by=cast.baso)
    assert max(Image.open(stored.file).size) == files.LONGEST_SIDE


def test_picture_with_too_many_pixels_is_refused(cast, monkeypatch):
    monkeypatch.setattr(files, "MOST_PIXELS", 100)
    with pytest.raises(BadFile, match="terlalu besar"):
        store_image(upload(), by=cast.baso)


def only_a_head(width: int, height: int) -> SimpleUploadedFile:
    """A PNG that says how large it is and holds no pixel: who reads one finds it broken."""
    said = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in (said, b"IDAT")]
    return SimpleUploadedFile("foto.png", b"\x89PNG\r\n\x1a\n" + b"".join(parts), "image/png")


@pytest.mark.parametrize("store", [store_image, store_document])
@pytest.mark.parametrize(("side", "sentence"), [(7000, "simpan sebagai JPG"), (60_000, "bukan foto")])
def test_a_small_file_of_millions_of_pixels_is_refused_before_one_is_read(cast, store, side, sentence):
    with pytest.raises(BadFile, match=sentence):
        store(only_a_head(side, side), by=cast.baso)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_other_kinds_are_refused(cast, kind):
    with pytest.raises(BadFile, match="bukan foto"):
        store_image(upload(kind), by=cast.baso)


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"hevc", b"mif1"])
@pytest.mark.parametrize("store", [store_image, store_document])
def test_a_heic_photo_is_told_its_cure(cast, store, brand):
    heic = SimpleUploadedFile("IMG_0001.HEIC", b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0mif1heic", "image/heic")
    with pytest.raises(BadFile, match="HEIC tidak terbaca"):
        store(heic, by=cast.baso)
