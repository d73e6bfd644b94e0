"""Headings, titles, sections and notes as people write them: the same rows come out, or a question."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.workbooks.limits import FileRefused
from madrasah.imports.fields import FIELDS, MADRASAHS, TEACHERS, words_of
from madrasah.imports.headings import claim_of
from madrasah.imports.layout import Layout
from madrasah.imports.titles import given_in
from tests.madrasah.imports.books import names, read, read_all, said, seen, seen_in

NIK = "7302010101900001"
NIP, NUPTK, PEG_ID = "197001011998031001", "9907238625511849", "99981135119718"
BUDI = {"name": "Budi Contoh", "nip": NIP, "birth_date": "05/09/1990", "madrasah": "MI Contoh Satu", "sex": "L"}
ANI = {"name": "Ani Contoh", "nip": "", "birth_date": "06/09/1991", "madrasah": "MI Contoh Dua", "sex": "P"}
WRITTEN = {
    "name": ["Nama Lengkap", "NAMA GURU", "nama_lengkap", "Nama (dengan gelar)", "Nama\nGuru", "N a m a", "NAMA PTK"],
    "nip": ["NIP", "N.I.P.", "nip", "Nomor Induk Pegawai (NIP)", "NIP Guru", "No. NIP"],
    "birth_date": ["Tgl. Lahir", "TANGGAL LAHIR", "Tgl Lahir (DD/MM/YYYY)", "tanggal_lahir", "Tgl.Lahir"],
    "madrasah": ["Nama Madrasah", "UNIT KERJA", "Nama Satminkal", "Tempat Tugas", "asal sekolah", "Madrasah"],
    "sex": ["L/P", "JK", "Jenis Kelamin", "Jenis Kelamin (L/P)", "jenis_kelamin", "L / P"],
}


# -- One heading -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "fields"),
    [
        ("NIP", "nip"),
        ("Nomor NUPTK Guru", "nuptk"),
        ("NIP/NUPTK", "nip nuptk"),
        ("Pangkat/Gol", "grade"),
        ("NUPTK / Peg.ID", "nuptk peg_id"),
        ("Tempat, Tanggal Lahir", "birth_place birth_date"),
        ("TTL", "birth_place birth_date"),
        ("Nama / NIP", "name nip"),
        ("NIP / NIK", "nip"),
        ("Pendidikan Terakhir / Jurusan", "level programme"),
        ("PTK Induk", "is_home"),
        ("No. HP/WA", "phone"),
        ("Status (PNS/Non PNS)", "employment"),
        ("NIK", ""),
        ("No. KTP", ""),
        ("NUPTK/NIK", ""),
        ("NIP Kepala Madrasah", "head_nip"),
        ("No. HP Kepala Madrasah", ""),
        ("Nama / NIP Kepala", "head"),
        ("Kepala Madrasah", "head"),
        ("NIP Lama", ""),
        ("Nama Ibu Kandung", ""),
        ("NIP Suami/Istri", ""),
        ("Alamat Jalan", ""),
        ("TMT SK Awal", ""),
        ("No", ""),
        ("Mapel Sertifikasi", ""),
        ("Tanda Tangan", ""),
    ],
)
def test_a_heading_claims_its_field_and_no_other(heading: str, fields: str) -> None:
    claim = claim_of(TEACHERS, (heading,))
    assert claim is not None and set(claim.fields) == set(fields.split())


@pytest.mark.parametrize("heading", ["Nomor Pokok", "NIPA", "NUPT", "Nomor Induk", "Pengajar", "Rahasia"])
def test_an_unknown_heading_is_not_guessed(heading: str) -> None:
    assert claim_of(TEACHERS, (heading,)) is None


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (("Kelahiran", "Tempat"), "birth_place"),
        (("KELAHIRAN", "Tgl"), "birth_date"),
        (("Jenis Kelamin", "L"), "sex=L"),
        (("Status Kepegawaian", "Non PNS"), "employment=Non-ASN"),
        (("Data Pribadi", "Nama"), "name"),
        (("Satminkal", "NSM"), "nsm"),
        (("Satminkal", "Nama"), "madrasah"),
        (("Suami/Istri", "NIP"), ""),
        (("Kepala Madrasah", "Nama"), "head"),
        (("Kepala Madrasah", "NIP"), "head_nip"),
        (("Kepala Madrasah", "Alamat"), ""),
        (("Sertifikasi", "Mapel"), ""),
    ],
)
def test_a_heading_of_two_levels_is_read_as_one(path: tuple[str, ...], fields: str) -> None:
    claim = claim_of(TEACHERS, path)
    assert claim is not None and set(claim.fields) == set(fields.split())


def test_every_field_of_the_form_has_headings() -> None:
    for kind, fields in FIELDS.items():
        claimed = {field for field, _heading, _strength in words_of(kind)}
        assert set(fields) - {"nip_nuptk"} <= claimed


# -- Whole sheets ----------------------------------------------------------------------------------


@given(st.integers(0, 10**9))
@settings(max_examples=60)
def test_wording_order_and_surroundings_do_not_matter(seed: int) -> None:
    assert [row.values for row in read(written(random.Random(seed)))] == [row.values for row in read(written(None))]


def written(chance: random.Random | None) -> list[list[Any]]:
    """A small list; with `chance` its headings, columns, blank rows and titles are any."""
    order = list(BUDI)
    heads = {field: (chance.choice(words) if chance else words[0]) for field, words in WRITTEN.items()}
    if chance is None:
        return [[heads[f] for f in order], *([person[f] for f in order] for person in (BUDI, ANI))]
    chance.shuffle(order)
    top = chance.choice([[], [["DATA GURU KKG MI"], []], [["KEMENTERIAN AGAMA"], ["Daftar Guru"], ["Tahun 2026"], []]])
    head = ["No", *(chance.choice([str.upper, str.lower, str])(heads[f]) for f in order), "Keterangan"]
    gaps = [[[]] * chance.randint(0, 2) for _ in range(3)]
    rows = [[n, *(person[f] for f in order)] for n, person in enumerate((BUDI, ANI), 1)]
    counted = [list(range(1, 8))] if chance.random() < 0.5 else []
    foot = chance.choice([[], [["", "Mengetahui,"], ["", "Kepala"], ["", "Contoh Kepala"]], [["Jumlah", 2, "", "x"]]])
    return [*top, head, *counted, *gaps[0], rows[0], *gaps[1], rows[1], *gaps[2], *foot]


TWO_LEVELS: list[list[Any]] = [
    ["DAFTAR GURU MADRASAH"],
    ["NO", "NAMA", "KELAHIRAN", "", "JENIS KELAMIN", "", "STATUS KEPEGAWAIAN", "", "NIP/NUPTK"],
    ["", "", "TEMPAT", "TANGGAL", "L", "P", "PNS", "NON PNS", ""],
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ["MI CONTOH SATU"],
    [1, "ANI CONTOH", "Bulukumba", "5 Sept 1990", "", "v", "", "√", NUPTK],
    ["II", "MIN 2 CONTOH"],
    ["NO", "NAMA", "KELAHIRAN", "", "JENIS KELAMIN", "", "STATUS KEPEGAWAIAN", "", "NIP/NUPTK"],
    ["", "", "TEMPAT", "TANGGAL", "L", "P", "PNS", "NON PNS", ""],
    [2, "BUDI CONTOH", "Bulukumba", "01/01/1970", "x", "", "v", "", NIP],
    ["", "Jumlah", "", "", 1, 1, 1, 1],
]


def test_two_levels_ticks_sections_and_repeated_headings_are_understood() -> None:
    ani, budi = read(TWO_LEVELS)
    assert (ani.text("birth_place"), ani.text("birth_date")) == ("Bulukumba", "1990-09-05")
    assert (ani.text("sex"), ani.text("employment"), ani.text("nuptk")) == ("P", "Non-ASN", NUPTK)
    assert (budi.text("sex"), budi.text("employment"), budi.text("nip")) == ("L", "PNS", NIP)
    assert [row.text("madrasah") for row in (ani, budi)] == ["MI CONTOH SATU", "MIN 2 CONTOH"]


DAPODIK: list[list[Any]] = [
    ["Daftar Guru"],
    ["MIS CONTOH SATU"],
    ["Kecamatan Kec. Contoh, Kabupaten Kab. Contoh"],
    [],
    [
        "No",
        "Nama",
        "NUPTK",
        "JK",
        "Tempat Lahir",
        "Tanggal Lahir",
        "NIP",
        "Status Kepegawaian",
        "Jenis PTK",
        "Agama",
        "HP",
        "Telepon",
        "NIK",
        "Nama Suami/Istri",
        "NIP Suami/Istri",
        "Rekening",
        "",
        "Nama Ibu Kandung",
    ],
    ["", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "Nomor", "Bank", ""],
    [
        1,
        "BUDI CONTOH",
        NUPTK,
        "L",
        "Bulukumba",
        "1990-05-05",
        "",
        "Honor Daerah TK.I Provinsi",
        "Guru Kelas",
        "Islam",
        "08001234567",
        "0411",
        NIK,
        "Istri Contoh",
        NIP,
        "123",
        "Bank",
        "Ibu Contoh",
    ],
]


def test_a_list_of_dapodik_is_read_without_what_is_not_stored() -> None:
    (row,) = read(DAPODIK)
    assert (row.text("employment"), row.text("post"), row.text("phone")) == ("GTT", "guru_kelas", "08001234567")
    assert row.text("madrasah") == "MIS CONTOH SATU" and "nip" not in row.values
    assert not seen(DAPODIK).open_columns


def test_a_list_of_members_with_name_and_nip_in_one_cell() -> None:
    head = ["NO", "NAMA / NIP", "GOL", "UNIT KERJA", "MENGAJAR KELAS", "NO. HP", "TTD"]
    first = [
        1,
        f"Drs. H. BUDI CONTOH, S.Pd.I\nNIP. {NIP[:8]} {NIP[8:]}",
        "III/d",
        "MI CONTOH SATU",
        "IV",
        "0800-1234-567",
    ]
    budi, siti, ani = read([head, first, [2, "Siti Contoh", "", "", "PJOK"], [3, "Ani Contoh", "", "", "1-3"]])
    assert (budi.label, budi.text("nip"), budi.text("class_name")) == ("Drs. H. Budi Contoh, S.Pd.I.", NIP, "4")
    assert (siti.text("madrasah"), siti.text("subject")) == ("MI CONTOH SATU", "PJOK")
    assert "post" not in ani.values


def test_one_sheet_per_madrasah() -> None:
    head = ["No", "Nama Guru", "L/P"]
    sheets = {
        "MI CONTOH SATU": [head, [1, "Budi Contoh", "L"]],
        "Lembar2": [["Nama Madrasah : MI Contoh Dua"], ["NSM", ": 111273020002"], head, [1, "Ani Contoh", "P"]],
        "Rekap": [["No", "Nama Madrasah", "L", "P"], [1, "MI Contoh Satu", 1, 0]],
        "Referensi": [["L"], ["P"]],
    }
    budi, ani = read_all(sheets)
    assert (budi.text("madrasah"), budi.sheet, budi.table) == ("MI CONTOH SATU", "MI CONTOH SATU", 0)
    assert (ani.text("madrasah"), ani.text("nsm"), ani.table) == ("MI Contoh Dua", "111273020002", 1)
    assert "Lembar “Rekap” berisi data madrasah dan tidak dibaca." in " ".join(seen_in(sheets).notes)


def test_a_person_is_not_taken_for_a_section() -> None:
    lines = [["No", "Nama Guru", "Unit Kerja"], [1, "Budi Contoh", "MI Contoh"], [2, "RA. CONTOH"], [3, "MAN CONTOH"]]
    assert [row.is_refused for row in read(lines)] == [False, False, False]


def test_notes_and_signatures_below_are_no_people() -> None:
    head, budi = ["Nama", "NIP", "Unit Kerja"], ["Budi Contoh", "-", "MI Contoh"]
    foot = [
        ["Keterangan : hadir"],
        ["", "Bulukumba, ..... 2026"],
        ["Ketua KKG", "", "Pengawas"],
        ["A", "", "B"],
        [f"NIP. {NIP}"],
    ]
    assert names(read([head, budi, *foot])) == ["Budi Contoh"]


@pytest.mark.parametrize(
    ("text", "said_of_it"),
    [
        ("DAFTAR GURU MI CONTOH SATU TAHUN 2026", {"madrasah": "MI CONTOH SATU"}),
        ("Unit Kerja : MIN 2 Contoh", {"madrasah": "MIN 2 Contoh"}),
        ("NSM : 111273020001 NPSN : 99730201", {"nsm": "111273020001", "npsn": "99730201"}),
        ("DAFTAR ANGGOTA KKG MI KECAMATAN CONTOH", {}),
        ("DATA PENDIDIK MADRASAH IBTIDAIYAH - KKG", {}),
        ("DAFTAR GURU MI SE-KECAMATAN CONTOH", {}),
        ("MI", {}),
    ],
)
def test_what_a_title_says(text: str, said_of_it: dict[str, str]) -> None:
    assert given_in([text]) == said_of_it


# -- Registers of madrasah -------------------------------------------------------------------------


def test_a_register_with_other_schools_gives_the_mi_only() -> None:
    head = ["No", "NPSN", "Nama Satuan Pendidikan", "Bentuk Pendidikan", "Status", "Kecamatan", "Kab/Kota", "Jml Siswa"]
    sd = [1, "40301234", "SDN 1 Contoh", "SD", "Negeri", "Gantarang", "Bulukumba", 9]
    mi = [2, "99730201", "MIS CONTOH", "MI", "Swasta", "Kec. Gantarang", "Kab. Bulukumba", 9]
    first, second = read([["DAFTAR SEKOLAH"], head, sd, mi])
    assert said(first) == ["D3 Bukan madrasah ibtidaiyah, jadi tidak diimpor. Hapus baris ini bila mengganggu."]
    assert (second.is_refused, second.text("region")) == (False, "73.02.01")


def test_sections_of_kecamatan_and_schools_known_by_name() -> None:
    lines = [["No", "Nama", "NSM"], ["", "KECAMATAN : GANTARANG"], [1, "MTsS Contoh", ""], [2, "MIS Contoh", ""]]
    mts, mi = read([["Kabupaten : Bulukumba"], ["Kecamatan : Lain"], *lines])
    assert mts.is_refused and mi.text("region") == "73.02.01"


def test_sheets_of_other_levels_are_left_aside_with_their_count() -> None:
    head = ["NSM", "Nama Madrasah", "Kecamatan"]
    found = seen_in({"MI": [head, ["", "MIS Contoh", "Gantarang"]], "MTs": [head, ["", "A", "B"], ["", "C", "D"]]})
    assert found.kind == MADRASAHS
    assert "Lembar MTs (3 baris) tidak dibaca: hanya madrasah ibtidaiyah yang diimpor." in found.notes


# -- Questions -------------------------------------------------------------------------------------


def test_unknown_columns_are_asked_once_and_remembered() -> None:
    lines = [["Pengajar", "Nomor Pokok", "Tempat"], ["Budi Contoh", NIK, "MI Contoh Satu"]]
    found = seen(lines)
    assert found.layout is None and [c.key for c in found.open_columns] == ["pengajar", "nomor pokok", "tempat"]
    memory = {(TEACHERS, "pengajar"): "name", (TEACHERS, "nomor pokok"): "", (TEACHERS, "tempat"): "madrasah"}
    layout = seen(lines, TEACHERS, memory).layout
    assert layout and {f: p.letter for f, p in layout.tables[0].places.items()} == {"name": "A", "madrasah": "C"}
    assert not seen(lines, TEACHERS, memory).open_columns


def test_two_columns_for_one_field_are_asked() -> None:
    found = seen([["Nama Guru", "NIP", "NIP"], ["Budi Contoh", NIP, "1"]])
    assert [column.key for column in found.open_columns] == ["nip", "nip#2"]
    assert found.layout and "nip" not in found.layout.tables[0].places


def test_the_better_of_two_columns_is_taken_without_asking() -> None:
    layout = seen([["Nama", "Nama Lengkap", "Telepon", "HP"], ["Budi", "Budi Contoh", "0411", "08001234567"]]).layout
    assert layout and {p.letter for f, p in layout.tables[0].places.items() if f in ("name", "phone")} == {"B", "D"}


def test_a_nik_is_neither_asked_nor_shown() -> None:
    found = seen([["Pengajar", "NIK", "Nomor X"], ["Budi Contoh", NIK, NIK]])
    assert [column.key for column in found.open_columns] == ["pengajar", "nomor x"]
    assert NIK not in str(found)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([["Petunjuk"], ["Isi saja"]], "Judul kolom tidak ditemukan"),
        ([["Nama Guru", "NIP"]], "Tidak ada baris isi"),
        ([["Nama Madrasah", "NSM"], ["MIS Contoh", "111273020001"]], "Kolom kecamatan tidak ada"),
    ],
)
def test_what_is_no_list_is_refused_with_the_cure(lines: list[list[Any]], words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        seen(lines)


def test_a_layout_comes_back_from_storage_as_it_was() -> None:
    layout = seen(TWO_LEVELS).layout
    assert layout and Layout.from_json(layout.as_json()) == layout
