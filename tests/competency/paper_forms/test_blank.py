"""Blank forms: every instrument, with the official form's fields, and a code that leads back to a page."""

from itertools import pairwise

import pytest

from competency.instruments.actions import publish_instrument
from competency.paper_forms.codes import SIGNS, code_of, in_groups, read_code
from tests.cast import client_of
from tests.clock import on_day, today
from tests.competency.sheet_makers import document_of, publish
from tests.competency.visit_makers import planned
from tests.kkg.paper_makers import text_of

pytestmark = on_day(2026, 11, 23)

CODES = (
    "kkg-gantarang",
    "pkg-2010",
    "supervisi-pembelajaran",
    "supervisi-pm-kbc",
    "kompetensi-guru-2626",
    "kelengkapan-rpp-13",
    "telaah-rpp",
    "telaah-modul-ajar",
    "administrasi-perencanaan",
    "observasi-k13-yatidak",
)
# domain.md §3.2: what the usual record of a supervision asks for.
FIELDS = (
    "Nama guru",
    "Madrasah",
    "Penilai",
    "Tugas penilai",
    "Kelas",
    "Mata pelajaran",
    "Semester",
    "Hari, tanggal",
    "Skala:",
    "Catatan",
    "Catatan dan saran",
    "Tindak lanjut",
    "Batas waktu",
    "Tanggapan guru",
    "Guru,",
    "Penilai,",
    "Mengetahui",
)


def squeezed(words: str) -> str:
    """Without the blanks that kerning and broken lines leave."""
    return "".join(words.split())


@pytest.mark.parametrize("code", CODES)
def test_every_instrument_prints_blank_with_all_its_items_in_order_and_the_fields_of_the_form(cast, code) -> None:
    instrument = publish(code)
    text = squeezed(text_of(client_of(cast.baso).get(f"/supervisi/instrumen/{instrument.pk}/kosong.pdf")))
    assert [word for word in FIELDS if squeezed(word) not in text] == []
    at = 0
    for indicator in instrument.definition.indicators:
        at = text.index(squeezed(indicator.text), at)
    assert squeezed(f"Kode lembar {in_groups(code_of(instrument.pk))}") in text


def test_stages_the_five_steps_and_sums_of_each_stage_are_on_the_paper(cast) -> None:
    instrument = publish("supervisi-pembelajaran")
    text = text_of(client_of(cast.baso).get(f"/supervisi/instrumen/{instrument.pk}/kosong.pdf"))
    words = ("PENDAHULUAN", "INTI", "PENUTUP", "(mengamati)", "Jumlah Penutup:", "Pra-observasi", "TT")
    assert [word for word in words if word not in text] == []


def test_a_planned_visit_prints_what_was_planned_and_never_the_day_as_if_it_had_been(cast) -> None:
    visit = planned(cast.aminah, cast.baso, class_name="IV")
    publish()
    text = text_of(client_of(cast.baso).get(f"/supervisi/rencana/{visit.pk}/kosong.pdf"))
    assert "Aminah Contoh" in text
    assert "Kepala madrasah" in text
    assert "Rencana: Senin, 23 November 2026" in text
    assert text.count("23 November 2026") == 1
    assert client_of(cast.citra).get(f"/supervisi/rencana/{visit.pk}/kosong.pdf").status_code == 404


def test_numbers_of_people_stand_only_on_the_paper_of_who_may_read_them(cast) -> None:
    cast.baso.person.nip = "198001012005011001"
    cast.baso.person.save()
    visit = planned(cast.aminah, cast.baso)
    publish()
    address = f"/supervisi/rencana/{visit.pk}/kosong.pdf"
    assert "198001012005011001" in text_of(client_of(cast.daeng).get(address))
    assert "198001012005011001" not in text_of(client_of(cast.aminah).get(address))


def test_an_old_version_prints_its_own_words(cast) -> None:
    old = publish()
    newer = document_of() | {"version": "2.0", "title": "Versi dua"}
    newer["groups"][0]["indicators"][0]["text"] = "Kalimat yang baru"
    new = publish_instrument(document=newer)[0]
    baso = client_of(cast.baso)
    assert "Kalimat yang baru" not in text_of(baso.get(f"/supervisi/instrumen/{old.pk}/kosong.pdf"))
    assert "Kalimat yang baru" in text_of(baso.get(f"/supervisi/instrumen/{new.pk}/kosong.pdf"))


def test_one_wrong_sign_or_two_that_changed_places_are_noticed() -> None:
    for code in (code_of(1), code_of(7, 57), code_of(500, 900_000)):
        for at, sign in enumerate(code):
            assert [other for other in SIGNS if other != sign and read_code(code[:at] + other + code[at + 1 :])] == []
        for at, (one, next_one) in enumerate(pairwise(code)):
            assert one == next_one or not read_code(code[:at] + next_one + one + code[at + 2 :])


def test_every_code_reads_back_as_what_it_was_made_of() -> None:
    pairs = [(instrument, visit) for instrument in (1, 23, 12_000) for visit in (None, 1, 22, 23, 148_000_000)]
    assert [read_code(code_of(*pair)) for pair in pairs] == pairs


def test_the_code_is_found_however_it_is_typed_and_a_slip_is_told(cast) -> None:
    instrument, baso = publish(), client_of(cast.baso)
    code = code_of(instrument.pk)
    found = baso.get("/supervisi/kertas/", {"kode": f" {code[:2].lower()} {code[2:]}"})
    assert found.url == f"/supervisi/kertas/{code}/"
    assert baso.get(found.url, follow=True).status_code == 200
    slip = code[:-1] + next(sign for sign in SIGNS if sign != code[-1])
    page = baso.get("/supervisi/kertas/", {"kode": slip}).content.decode()
    assert "keliru atau tertukar" in page


def test_the_blank_form_is_offered_on_the_instrument_and_on_a_visit_until_its_sheet_is_begun(cast) -> None:
    instrument, visit = publish(), planned(cast.aminah, cast.baso, day=today())
    baso = client_of(cast.baso)
    pages = (f"/supervisi/instrumen/{instrument.pk}/", f"/supervisi/rencana/{visit.pk}/")
    assert all(f"{page}kosong.pdf" in baso.get(page).content.decode() for page in pages)
    baso.post(f"/supervisi/rencana/{visit.pk}/mulai/")
    assert "kosong.pdf" not in baso.get(pages[1]).content.decode()
