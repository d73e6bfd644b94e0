"""Files that are broken, lying or hostile: each gets a sentence with a cure, quickly and in little memory."""

import io
import random
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.workbooks.limits import FileRefused, Limits
from core.workbooks.source import open_source
from tests.workbooks import LINKS, MAIN, PARTS, raw_xlsx, unzipped, xlsx, xlsx_of, zipped

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
LOCKED = OLD + b"\0" * 70_000 + "EncryptedPackage".encode("utf-16-le")
SHEET = "xl/worksheets/sheet1.xml"
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
CURES = ("Simpan Sebagai", "unggah", "berkas lain", "Salin", "salin", "Hapus")
LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
FETCHED = '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


def read(file: Any, name: str = "guru.xlsx", **limits: Any) -> int:
    """How many rows hold something, all sheets together."""
    with open_source(file, name, Limits(**limits)) as source:
        return sum(1 for sheet in range(len(source.sheets)) for _ in source.rows(sheet))


def refusal(file: Any, name: str = "guru.xlsx", **limits: Any) -> str:
    with pytest.raises(FileRefused) as refused:
        read(file, name, **limits)
    sentence = str(refused.value)
    assert any(cure in sentence for cure in CURES), sentence
    assert sentence.endswith((".", ")"))
    return sentence


def peak(work: Callable[[], object]) -> int:
    """The most bytes that were in use at once."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def sheet_of(rows: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.xlsx", "kosong"),
        (OLD, "a.xls", "Excel lama (.xls)"),
        (OLD, "a.xlsx", "Excel lama (.xls)"),
        (LOCKED, "a.xlsx", "hapus sandinya"),
        (b"\xef\xbb\xbf <html><table><tr><td>1</td></tr></table>", "a.xls", "halaman web (HTML)"),
        (b"<?xml version='1.0'?><Workbook/>", "a.csv", "halaman web (HTML) atau XML"),
        (b"PK\x03\x04 cut off", "a.xlsx", "rusak"),
        (b"%PDF-1.7 ,;", "a.csv", "Ini PDF, foto, atau video"),
        (b"\x89PNG\r\n\x1a\n\0\0\0,", "a.csv", "Ini PDF, foto, atau video"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "foto.jpg", "Pilih berkas Excel aslinya"),
        (b"\0\0\0\x18ftypheic", "a.xlsx", "Pilih berkas Excel aslinya"),
        ("a;b\n1;2".encode("utf-16-le"), "a.csv", "rusak"),
        (b"Surat biasa saja", "a.xlsx", "rusak"),
        (b"a;b", "a.pdf", "berakhiran .xlsx atau .csv"),
    ],
)
def test_other_files_are_refused_with_the_cure(content: bytes, name: str, words: str) -> None:
    assert words in refusal(io.BytesIO(content), name)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/workbook.bin", ".xlsb"),
        ("content.xml", "LibreOffice"),
        ("word/document.xml", "Word"),
        ("Data/guru.xlsx", "Keluarkan isinya"),
        ("foto.png", "rusak"),
    ],
)
def test_other_zips_are_told_apart(part: str, words: str) -> None:
    assert words in refusal(zipped({part: "x"}))


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros_are_refused_by_any_name(part: str) -> None:
    assert "makro" in refusal(raw_xlsx(CELL, {part: b"x"}))
    assert "akhiran .xlsx" in refusal(xlsx(["a"]), "guru.xlsm")


@pytest.mark.parametrize("doctype", [LAUGHS, FETCHED])
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels"])
def test_entities_are_never_expanded_nor_fetched(part: str, doctype: str) -> None:
    rows = '<row r="1"><c t="s"><v>0</v></c><c t="inlineStr"><is><t>&b;</t></is></c></row>'
    file = raw_xlsx("", {SHEET: sheet_of(rows), "xl/sharedStrings.xml": "<sst/>"} | {part: sheet_of(rows, doctype)})
    assert "rusak" in refusal(file)


def test_a_bomb_is_counted_while_it_inflates() -> None:
    bomb = zipped(PARTS | {SHEET: sheet_of(CELL + " " * 30_000_000)})
    assert peak(lambda: refusal(bomb, ratio=5000, unzipped_bytes=20_000_000)) < 5_000_000
    assert "terlalu besar" in refusal(bomb)


def test_a_part_gives_no_more_than_it_claims() -> None:
    content = bytearray(zipped(PARTS | {SHEET: sheet_of(CELL + " " * 900_000)}).getvalue())
    true, lie = struct.pack("<I", len(sheet_of(CELL)) + 900_000), struct.pack("<I", 100)
    assert content.count(true) == 2
    assert "rusak" in refusal(io.BytesIO(content.replace(true, lie)))


def test_all_parts_count_together() -> None:
    file = xlsx_of({str(number): [["x" * 500]] * 10 for number in range(5)})
    assert read(io.BytesIO(file.getvalue())) == 50
    assert "terlalu besar" in refusal(file, unzipped_bytes=20_000)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_without_a_bound_are_refused(method: int) -> None:
    assert "rusak" in refusal(zipped(PARTS | {SHEET: sheet_of(CELL)}, method))


def test_zips_in_a_workbook_are_not_opened() -> None:
    assert read(raw_xlsx(CELL, {"xl/embeddings/Buku.xlsx": zipped({"a": " " * 900_000}).getvalue()})) == 1


def test_a_million_blank_rows_are_passed_over() -> None:
    blank = "".join(f'<row r="{number}"/>' for number in range(2, 1_000_000))
    styled = '<row r="1000000"><c r="A1000000" s="3"/><c r="B1000000" t="s"/></row>'
    started = time.thread_time()
    file = raw_xlsx(CELL + blank + styled)
    assert read(file) == 1
    assert time.thread_time() - started < 20


def test_computing_time_is_bounded() -> None:
    assert "terlalu lama" in refusal(raw_xlsx(CELL), seconds=0)


def test_sizes_and_numbers_of_things_are_bounded() -> None:
    two = xlsx_of({"A": [["a"]], "B": [["b"]]})
    assert "paling besar" in refusal(xlsx(["a"]), bytes=100)
    assert "terlalu besar" in refusal(io.BytesIO(two.getvalue()), sheets=1)
    assert "terlalu besar" in refusal(io.BytesIO(two.getvalue()), parts=3)
    strings = {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si/><si/><si/></sst>'}
    assert "terlalu besar" in refusal(raw_xlsx('<row><c t="s"><v>0</v></c></row>', strings), strings=2)
    assert "terlalu panjang" in refusal(xlsx(["a"], ["b"], ["c"]), rows=2)


@pytest.mark.parametrize("letters", [30, 70_000, 3_000_000])
def test_an_overlong_cell_is_named(letters: int) -> None:
    inline = '<row r="1"><c r="B1" t="inlineStr"><is><t>{}</t></is></c></row>'
    shared = f'<sst xmlns="{MAIN}"><si><t>{random.Random(1).randbytes(letters).hex()}</t></si></sst>'
    assert "sel B1 berisi" in refusal(raw_xlsx(inline.format("x" * letters)), letters=20, ratio=5000)
    indexed = raw_xlsx('<row r="1"><c r="B1" t="s"><v>0</v></c></row>', {"xl/sharedStrings.xml": shared})
    assert "sel B1 berisi" in refusal(indexed, letters=20)


def test_cells_far_to_the_right_are_named() -> None:
    assert "sel XFD1: ada isi di luar" in refusal(raw_xlsx('<row r="1"><c r="XFD1"><v>1</v></c></row>'))
    assert read(raw_xlsx('<row r="1"><c r="XFD1" s="1"/></row>')) == 0


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="99999999999"><c><v>1</v></c></row>',
        '<row r="5"><c><v>1</v></c></row><row r="5"><c><v>2</v></c></row>',
        '<row r="-1"/>',
        '<row r="satu"/>',
        '<row><c r="A+1"><v>1</v></c></row>',
        '<row><c r="AAAAA1"><v>1</v></c></row>',
        '<row><c t="s"><v>9</v></c></row>',
        '<row><c t="s"><v>-1</v></c></row>',
        '<row><c t="s"><v>x</v></c></row>',
        '<row><c t="d"><v>kemarin</v></c></row>',
        "<row><c><v>1</v></row>",
        "<row><c><v>\x00</v></c></row>",
        "<a>" * 100_000,
        f'<row r="{"9" * 5000}"/>',
        f'<row r="1" x="{"y" * 9_000_000}"/>',
    ],
)
def test_broken_sheets_are_refused(rows: str) -> None:
    assert refusal(raw_xlsx(rows, {"xl/sharedStrings.xml": "<sst/>"}), ratio=5000)


def test_odd_numbers_and_styles_are_only_values() -> None:
    cells = '<c s="99999"><v>1</v></c><c s="x"><v>1e999</v></c><c><v>nan</v></c><c t="x"><v>1</v></c>'
    assert read(raw_xlsx(f"<row>{cells}</row>")) == 1


@pytest.mark.parametrize("target", ["../../../etc/passwd", "/etc/passwd", "", "sheet9.xml"])
def test_paths_out_of_the_file_lead_nowhere(target: str) -> None:
    rels = f'<Relationships><Relationship Id="r1" Type="{LINKS}/worksheet" Target="{target}"/></Relationships>'
    assert "rusak" in refusal(raw_xlsx(CELL, {"xl/_rels/workbook.xml.rels": rels}))


def test_a_break_in_the_middle_names_the_sheet_and_the_row() -> None:
    rows = "".join(f'<row r="{n}"><c><v>{random.Random(n).random()}</v></c></row>' for n in range(1, 9000))
    sentence = refusal(raw_xlsx(rows + "<c></row>"))
    assert sentence.startswith("Lembar “MI” rusak sesudah baris 8")


def test_cut_off_anywhere_it_is_refused() -> None:
    content = xlsx(["Nama", "NIP"], ["Siti Contoh", "-"]).getvalue()
    for end in range(1, len(content) - 1, 97):
        assert "rusak" in refusal(io.BytesIO(content[:end]))


WHOLE = xlsx(["Nama", "NIP"], ["Siti Contoh", 12], ["=A1", None, "x"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=4))
def test_flipped_bytes_give_rows_or_a_sentence(flips: list[tuple[float, int]]) -> None:
    content = bytearray(WHOLE.getvalue())
    for place, byte in flips:
        content[int(place * len(content))] = byte
    rows_or_sentence(io.BytesIO(content))


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_changed_xml_gives_rows_or_a_sentence(data: st.DataObject) -> None:
    parts = unzipped(io.BytesIO(WHOLE.getvalue()))
    name = data.draw(st.sampled_from(sorted(name for name in parts if not name.startswith("docProps"))))
    start = data.draw(st.integers(0, len(parts[name])))
    end = min(start + data.draw(st.integers(0, 20)), len(parts[name]))
    piece = data.draw(st.sampled_from([b"", b"<", b'"', b"\0", b"-1", b"9" * 30, b"&amp;", b"\xff", b"<c r='B'/>"]))
    parts[name] = parts[name][:start] + piece + parts[name][end:]
    rows_or_sentence(zipped(parts))


def rows_or_sentence(file: io.BytesIO) -> None:
    try:
        assert read(file) <= 3
    except FileRefused as refused:
        assert str(refused).endswith(".")


def test_memory_does_not_grow_with_rows_and_strings() -> None:
    few, many = (many_strings(number) for number in (2_000, 8_000))
    assert peak(lambda: read(many)) < peak(lambda: read(few)) + 200_000


def many_strings(number: int) -> io.BytesIO:
    strings = "".join(f"<si><t>Nama Contoh yang panjang sekali {each}</t></si>" for each in range(number))
    rows = "".join(f'<row><c t="s"><v>{each}</v></c></row>' for each in range(number))
    return raw_xlsx(rows, {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>'})
