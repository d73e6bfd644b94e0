"""Large teacher sheets as XLSX, written as text: a hundred thousand rows in a second, the same every time."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

HEAD = (
    "Peg ID",
    "Nama Lengkap (dengan gelar)",
    "L/P",
    "Tempat Lahir",
    "Tgl Lahir (DD/MM/YYYY)",
    "Status Kepegawaian",
    "Jenjang",
    "Program Studi",
    "Mapel yang Diampu",
    "Status Sertifikasi",
    "NSM Satminkal",
    "No. HP",
    "Surel",
)
GIVEN = (
    "Andi",
    "Besse",
    "Daeng",
    "Fatimah",
    "Hasan",
    "Indah",
    "Jumriani",
    "Kasman",
    "Lukman",
    "Mappa",
    "Nurul",
    "Rahmat",
    "Siti",
    "Tenri",
    "Wahyu",
)
FAMILY = (
    "Baso",
    "Contoh",
    "Dalle",
    "Gassing",
    "Husain",
    "Ismail",
    "Karim",
    "Latif",
    "Mangka",
    "Nai",
    "Palallo",
    "Rauf",
    "Salam",
    "Tahir",
    "Usman",
)
PER_MADRASAH = 12
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="Data PTK" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": "<Relationships xmlns="
    '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}


def nsm_of(place: int) -> str:
    """The NSM of one of the madrasah in the file."""
    return f"1112{place:08d}"


def madrasah_count(rows: int) -> int:
    """How many madrasah a file of this size names."""
    return rows // PER_MADRASAH + 1


def write_book(path: Path, rows: int) -> None:
    """Teachers without a fault, twelve to a madrasah, sorted as registers are."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in PARTS.items():
            book.writestr(name, text)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            sheet.write(f'<worksheet xmlns="{main}"><sheetData>'.encode())
            for number, cells in enumerate(_lines(rows), 1):
                sheet.write(_row(number, cells).encode())
            sheet.write(b"</sheetData></worksheet>")


def _lines(rows: int) -> Iterator[tuple[str, ...]]:
    yield HEAD
    chance = Random(rows)
    for n in range(rows):
        letters = "".join(LETTERS[n // 26**power % 26] for power in range(4)).capitalize()
        name = f"{chance.choice(GIVEN)} {letters} {chance.choice(FAMILY)}, S.Pd."
        born = f"{chance.randint(1, 28):02d}/{chance.randint(1, 12):02d}/{chance.randint(1965, 2000)}"
        yield (
            f"{99 * 10**12 + n}",
            name,
            chance.choice("LP"),
            "Bulukumba",
            born,
            "GTY",
            "S1",
            "PGMI",
            "Guru Kelas",
            chance.choice(("Sudah", "Belum")),
            nsm_of(n // PER_MADRASAH),
            f"0800{n:08d}",
            f"guru{n}@contoh.example",
        )


def _row(number: int, cells: tuple[str, ...]) -> str:
    written = "".join(
        f'<c r="{LETTERS[column]}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        for column, text in enumerate(cells)
    )
    return f'<row r="{number}">{written}</row>'
