"""Documents are judged by what is in them; each refusal says its cure."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import files
from core.files import BadFile, safe_name, serve, store_document
from tests.core.test_files import upload
from tests.kkg.makers import PDF

PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def package(*parts: str, types: str = "<Types/>") -> bytes:
    drawn = BytesIO()
    with zipfile.ZipFile(drawn, "w") as made:
        made.writestr("[Content_Types].xml", types)
        for part in parts:
            made.writestr(part, "<x/>")
    return drawn.getvalue()


def sent(content: bytes, name: str = "bahan.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/html")


@pytest.mark.parametrize("suffix", PARTS)
def test_office_file_is_told_by_its_parts_and_offered_for_saving(cast, suffix):
    stored = store_document(sent(package(PARTS[suffix]), name="../Media IPA.html"), by=cast.baso)
    assert stored.original_name == f"Media IPA.{suffix}"
    assert "attachment" in serve(stored)["Content-Disposition"]


def test_pdf_may_be_read_in_the_browser(cast):
    answer = serve(store_document(sent(PDF), by=cast.baso))
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert "inline" in answer["Content-Disposition"]


def test_picture_among_documents_is_drawn_anew(cast):
    stored = store_document(upload("PNG", name="papan.exe"), by=cast.baso)
    assert (stored.content_type, stored.original_name) == ("image/jpeg", "papan.jpg")


REFUSED = {
    "bukan PDF": b"<html><script>alert(1)</script>",
    "bukan PDF, foto": package("isi.txt"),
    "rusak": b"PK\x03\x04 potong",
    "terpotong": PDF[:20],
    "makro": package("word/document.xml", "word/vbaProject.bin"),
    "berisi makro": package("xl/workbook.xml", types="<x t='application/vnd.ms-excel.sheet.macroEnabled'/>"),
    "lama": files.OLD_OFFICE + b"WordDocument",
    "terkunci sandi": files.OLD_OFFICE + files.LOCKED_OFFICE,
    "foto yang terbaca": b"\xff\xd8\xff potong",
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_we_cannot_vouch_for_is_refused_in_words(cast, words):
    with pytest.raises(BadFile, match=words):
        store_document(sent(REFUSED[words]), by=cast.baso)


def test_ten_megabytes_are_the_most(cast, monkeypatch):
    monkeypatch.setattr(files, "MOST_DOCUMENT_BYTES", 10)
    with pytest.raises(BadFile, match="10 MB"):
        store_document(sent(PDF), by=cast.baso)


def test_name_loses_what_a_header_or_a_folder_would_read():
    assert safe_name('C:\\x\\RPP "IPA"\r\n; kelas 5.doc', "docx") == "RPP IPA kelas 5.docx"
    assert safe_name("..", "pdf") == "berkas.pdf"
