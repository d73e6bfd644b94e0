"""A NIK, and whatever else is not imported, never reaches the disk or the database."""

import json
import zipfile
from typing import Any

import pytest

from core.models import StoredFile
from core.workbooks.kept import open_kept
from madrasah.imports.mapping import masked
from madrasah.imports.receiving import received
from madrasah.imports.recognise import recognise
from madrasah.imports.runs import set_columns, undo_import
from madrasah.models import ImportRun
from tests.cast import Cast
from tests.madrasah.imports.books import Book
from tests.madrasah.imports.test_recognise import DAPODIK, TWO_LEVELS
from tests.madrasah.imports.uploads import applied, kinds, said, upload
from tests.workbooks import SATU, xlsx, xlsx_of

pytestmark = pytest.mark.django_db
NIK, MOTHER = "7302015509900001", "Ibu Contoh Rahasia"
HEAD = ["No", "Nama Guru", "NSM", "NIK", "Nama Ibu Kandung", "NIP", "NIP/NIK", "Nomor Entah", "NUPTK"]
ROW = [1, "Budi Contoh", SATU["nsm"], NIK, MOTHER, NIK, NIK, int(NIK), "9907238625511849"]
FOOT = ["", "", "", "", "", "", "", f"NIK {NIK[:4]} {NIK[4:8]} {NIK[8:12]} {NIK[12:]}"]


def stored(run: ImportRun) -> str:
    """Everything of a run that lies on the disk or in the database."""
    assert run.file is not None
    with run.file.file.open("rb") as file, zipfile.ZipFile(file) as parts:
        text = "".join(parts.read(name).decode() for name in parts.namelist())
    rows = list(run.rows.values_list("payload", "label"))
    return text + json.dumps([rows, run.notes, run.open_columns, run.layout])


def test_nothing_that_is_not_imported_is_stored(cast: Cast) -> None:
    sheets = {"Guru": [[f"DAFTAR {NIK}"], HEAD, ROW, FOOT], "Keluarga": [["Nama Anak", "NIK"], [MOTHER, NIK]]}
    told = stored(upload(xlsx_of(sheets), cast.faisal)).replace(" ", "")
    assert NIK not in told and MOTHER.replace(" ", "") not in told
    assert "9907238625511849" in told


@pytest.mark.parametrize("number", [NIK, f"{NIK[:8]} {NIK[8:]}", int(NIK) - 1])
@pytest.mark.parametrize("kept", [("NIP", 18), ("NPK", 13), ("Peg ID", 14)])
def test_a_number_as_long_as_a_nik_is_told_by_its_length(cast: Cast, kept: tuple[str, int], number: Any) -> None:
    run = upload(xlsx(["Nama Guru", "NSM", kept[0]], ["Budi Contoh", SATU["nsm"], number]), cast.faisal)
    (told,) = said(run)
    assert f"{kept[0]} harus {kept[1]} digit, ini 16 digit." in told and NIK[2:14] not in told


@pytest.mark.parametrize("lines", [DAPODIK, TWO_LEVELS])
def test_the_copy_is_recognised_as_the_file_was(lines: list[list[Any]]) -> None:
    book: Any = Book({"Data": lines})
    with received(book, {}) as file, open_kept(file) as kept:
        seen, again = recognise(book, {}), recognise(kept, {})
        assert (again.layout, again.notes, again.open_columns) == (seen.layout, seen.notes, seen.open_columns)
        assert [row.number for row in kept.rows(0)] == [row.number for row in book.rows(0)]


def test_a_copy_goes_with_applying_and_with_undoing(cast: Cast) -> None:
    lines = [["Nama Guru", "NSM", "Nomor Entah"], ["Budi Contoh", SATU["nsm"], "abcdef"]]
    run = upload(xlsx(*lines), cast.faisal)
    assert run.open_columns and run.file
    run = applied(run)
    assert run.file is None and not StoredFile.objects.exists()
    assert undo_import(run=run, by=cast.faisal).file is None


def test_a_column_explained_later_is_read_from_the_copy(cast: Cast) -> None:
    run = upload(xlsx(["Sebutan", "NSM", "NIP"], ["Budi Contoh", SATU["nsm"], ""]), cast.faisal)
    keys = [column["key"] for column in run.open_columns]
    choices = {key: {"sebutan": "name", "nsm": "nsm"}.get(key, "") for key in keys}
    assert kinds(set_columns(run=run, by=cast.faisal, kind="guru", choices=choices)) == {"baru": 1}


def test_a_nip_is_not_masked_for_a_nik() -> None:
    assert (
        masked("19650312 198603 1 002 dan 1965 0312 1986 0310 02") == "19650312 198603 1 002 dan 1965 0312 1986 0310 02"
    )
    assert masked(f"NIK {NIK}") == "NIK 73" + "•" * 14
