"""Papers: typed words are printed as text, the file is tagged and titled, nothing outside is read."""

import io
import json
import subprocess
import sys
from itertools import pairwise

import pytest
from pypdf import PdfReader

from core.papers import ROOT, paper_response, to_pdf

SIGNER = {"office": "Ketua Contoh", "name": "", "number": ""}
BLANK = {
    "title": "Daftar Hadir Contoh",
    "letterhead": ["KKG Contoh"],
    "activity": "Contoh",
    "group": "KKG Contoh",
    "day": "Senin, 23 November 2026",
    "hours": "",
    "place": "",
    "rows": [],
    "blank_lines": 3,
    "guests": [],
    "with_numbers": False,
    "dated": "Contoh, 23 November 2026",
    "signers": {"left": SIGNER, "right": SIGNER},
}


def row(name: str) -> dict[str, str]:
    return {"name": name, "number": "", "place": "MI Contoh", "post": "Guru kelas", "mark": ""}


def read(data: dict) -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf("attendance.typ", BLANK | data)))


def test_typed_markup_is_text() -> None:
    text = read({"rows": [row('#read("/etc/passwd") *tebal* $x$')]}).pages[0].extract_text()
    assert '#read("/etc/passwd")' in text.replace("\n", " ")
    assert "*tebal*" in text


def test_the_file_is_tagged_titled_and_in_indonesian() -> None:
    reader = read({})
    assert reader.metadata is not None
    assert reader.metadata.title == "Daftar Hadir Contoh"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "id"


@pytest.mark.parametrize("count", range(8, 62, 6))
def test_a_page_with_rows_has_their_head(count: int) -> None:
    pages = [page.extract_text() for page in read({"rows": [row(f"Guru Contoh {n}") for n in range(count)]}).pages]
    assert [at for at, text in enumerate(pages) if "Tanda tangan" not in text] == []
    assert "Mengetahui" in pages[-1]


def test_a_row_leaves_ten_millimetres_for_the_pen() -> None:
    at: dict[str, float] = {}

    def note(text: str, drawn: list[float], within: list[float], *_: object) -> None:
        if text.strip().startswith("Guru Contoh"):
            at[text.strip()] = drawn[5] + drawn[3] * within[5]

    read({"rows": [row(f"Guru Contoh {n}") for n in range(9)]}).pages[0].extract_text(visitor_text=note)
    heights = sorted(at.values())
    gaps = [(high - low) / 72 * 25.4 for low, high in pairwise(heights)]
    assert len(gaps) == 8
    assert min(gaps) >= 10


@pytest.mark.parametrize("template", sorted(path.name for path in ROOT.glob("*.typ")))
def test_no_template_reaches_for_packages_or_files_outside(template) -> None:
    source = (ROOT / template).read_text("utf-8")
    assert "@preview" not in source
    assert "read(" not in source


def test_a_missing_template_is_a_fault_of_ours() -> None:
    with pytest.raises(RuntimeError, match=r"tidak-ada\.typ"):
        to_pdf("tidak-ada.typ", BLANK)


GROWTH = """
import json, sys
import django
django.setup()
from core.papers import to_pdf
from core.worker import peak_memory
data = json.load(sys.stdin)
sizes = []
for number in range(9):
    to_pdf("attendance.typ", data | {"day": f"hari {number}"})
    sizes.append(peak_memory())
print(sizes[-1] - sizes[0])
"""


def test_a_process_that_prints_does_not_grow_with_each_paper() -> None:
    data = json.dumps(BLANK | {"rows": [row(f"Guru Contoh {number}") for number in range(120)]})
    printed = subprocess.run([sys.executable, "-c", GROWTH], input=data, capture_output=True, text=True, check=True)
    assert int(printed.stdout) < 8 * 1024 * 1024


def test_the_response_is_shown_inline_under_a_plain_name() -> None:
    response = paper_response("attendance.typ", BLANK, name='daftar "hadir"\r\nx')
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="daftar-hadir-x.pdf"'
