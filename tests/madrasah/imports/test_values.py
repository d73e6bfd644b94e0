"""Values as people write them: cleaned, or refused with cell, reason and cure; never guessed."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madrasah.imports.read_rows import ReadRow
from madrasah.imports.tasks import class_of
from madrasah.imports.teachers import employment_of, grade_of
from madrasah.imports.words import grades
from madrasah.people.names import split_titles
from tests.madrasah.imports.books import read, said

NIP, NUPTK, NIK = "197001011998031001", "9907238625511849", "7302010101900001"


def one(**cells: Any) -> ReadRow:
    """The row of a teacher; keyword names are headings with "_" for a space."""
    given_cells = {"Nama Guru": "Budi Contoh", "NSM": "111273020001"} | {
        k.replace("_", " "): v for k, v in cells.items()
    }
    (row,) = read([list(given_cells), list(given_cells.values())])
    return row


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("PNS", "PNS"),
        ("CPNS", "PNS"),
        ("PNS Depag", "PNS"),
        ("ASN PPPK", "PPPK"),
        ("P3K", "PPPK"),
        ("PPPK Paruh Waktu", "PPPK"),
        ("GTY/PTY", "GTY"),
        ("Guru Tetap Yayasan", "GTY"),
        ("GTT", "GTT"),
        ("Honor Daerah TK.I Provinsi", "GTT"),
        ("Guru Honor Sekolah", "GTT"),
        ("Honorer", "GTT"),
        ("Guru Tidak Tetap Yayasan", "GTT"),
        ("Non ASN", "Non-ASN"),
        ("NON-PNS", "Non-ASN"),
        ("Bukan PNS", "Non-ASN"),
        ("ASN", None),
        ("Islam", None),
    ],
)
def test_status_in_any_words(written: str, value: str | None) -> None:
    assert employment_of(written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("III/a", "III/a"),
        ("III.A", "III/a"),
        ("Penata Muda Tk. I / III b", "III/b"),
        ("IVa", "IV/a"),
        ("Penata Muda, III/a", "III/a"),
        ("Penata Muda Tingkat I", "III/b"),
        ("Gol IX", "IX"),
        ("IX", "IX"),
        ("31", None),
        ("Guru Madya", None),
    ],
)
def test_grade_with_or_without_its_rank(written: str, value: str | None) -> None:
    assert grade_of(written, grades()) == value


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("HJ. SITTI AISYAH, S.PD.I.", "Hj. Sitti Aisyah, S.Pd.I."),
        ("NURLINA SPD", "Nurlina, S.Pd."),
        ("Drs.H.Budi Contoh S. PdI", "Drs. H. Budi Contoh, S.Pd.I."),
        ("A. MUH. CONTOH S.Pd.I., M.Pd", "A. Muh. Contoh, S.Pd.I., M.Pd."),
        ("ANDI DG. CONTOH, A. MA. PD", "Andi Dg. Contoh, A.Ma.Pd."),
        ("ST. CONTOH,SPd", "St. Contoh, S.Pd."),
        ("Contoh, S. Pd. I., M. Pd.", "Contoh, S.Pd.I., M.Pd."),
        ("SITI MA", "Siti Ma"),
        ("Andi daeng Contoh", "Andi daeng Contoh"),
        ("NUR'AINI CONTOH", "Nur'aini Contoh"),
    ],
)
def test_titles_and_capitals_in_any_writing(written: str, whole: str) -> None:
    assert str(split_titles(written)) == whole


def test_titles_in_columns_of_their_own() -> None:
    assert one(Gelar_Depan="Drs. H.", Gelar_Belakang="S.Pd.I").label == "Drs. H. Budi Contoh, S.Pd.I."


@pytest.mark.parametrize("written", [NIP, "'" + NIP, "19700101 199803 1 001", "NIP. 19700101.199803.1.001"])
def test_a_nip_with_marks_is_the_same_nip(written: str) -> None:
    assert one(NIP=written).text("nip") == NIP


@pytest.mark.parametrize(
    ("heading", "value", "words"),
    [
        ("NIP", 1.97001011998031e17, "NIP tersimpan sebagai angka sehingga digit akhirnya hilang."),
        ("NIP", "1,97001E+17", "NIP tersimpan sebagai angka sehingga digit akhirnya hilang."),
        ("NIP", "197001011998031000", "Tiga digit terakhir NIP menjadi 000"),
        ("NUPTK", 990723862551184, "Mungkin angka 0 di depan hilang."),
        ("NUPTK", "99x", "hanya boleh berisi angka"),
        ("NSM", "121273020001", "Bukan madrasah ibtidaiyah"),
        ("Tgl Lahir", "31/02/1990", "Tanggal tidak terbaca."),
        ("Tgl Lahir", "05/09/2024", "Tanggal lahir tidak mungkin."),
        ("Status Keaktifan", "Pensiun", "tidak aktif"),
        ("Jabatan", "Operator Madrasah", "Bukan guru"),
        ("Nama Guru", "MIS Contoh", "nama madrasah, bukan nama orang"),
        ("Jenjang", "MTs", "Bukan madrasah ibtidaiyah"),
    ],
)
def test_what_would_be_a_guess_refuses_the_row_at_its_cell(heading: str, value: Any, words: str) -> None:
    cells = {"Nama Guru": "Budi Contoh", "NSM": "111273020001", heading: value}
    (row,) = read([["x"], list(cells), list(cells.values())])
    cell = f"{'ABC'[list(cells).index(heading)]}3"
    assert row.is_refused
    assert said(row)[0].startswith(cell) and words in said(row)[0]


@pytest.mark.parametrize(
    ("heading", "value", "cure"),
    [
        ("No HP", 8001234567, "Ketik nomor HP sebagai teks dengan 0 di depan"),
        ("JK", "X", "Tulis L atau P."),
        ("Email", "tanpa-surel", "nama@contoh.id"),
        ("Mapel", "Menggambar", "Tulis Guru Kelas atau nama"),
        ("Mapel", "PAI", "Al-Qur'an Hadis, Akidah Akhlak, Fikih, atau SKI"),
        ("Golongan", "31", "III/a"),
        ("Sertifikasi", "2012", "Tulis Sudah Sertifikasi"),
        ("Pendidikan", "Pesantren", "Tulis seperti S1"),
    ],
)
def test_other_faults_cost_only_their_cell(heading: str, value: Any, cure: str) -> None:
    row = one(**{heading: value})
    assert not row.is_refused
    assert said(row)[0].startswith("C2") and cure in said(row)[0]


@pytest.mark.parametrize("empty", ["-", "null", "'", "1900-01-01", datetime(1900, 1, 1), "\u200b"])
def test_what_says_nothing_is_no_fault(empty: Any) -> None:
    row = one(NIP="-", Tgl_Lahir=empty, JK="-")
    assert (row.faults, set(row.values)) == ((), {"name", "nsm"})


@pytest.mark.parametrize(
    ("written", "place", "born"),
    [
        ("Bulukumba, 5 September 1990", "Bulukumba", "1990-09-05"),
        ("UJUNG BULU/05-09-1990", "UJUNG BULU", "1990-09-05"),
        ("Bulukumba 5 Sept. 1990", "Bulukumba", "1990-09-05"),
        (datetime(1990, 9, 5), "", "1990-09-05"),
        ("Bulukumba", "Bulukumba", ""),
    ],
)
def test_place_and_day_of_birth_in_one_cell(written: Any, place: str, born: str) -> None:
    row = one(**{"Tempat, Tanggal Lahir": written})
    assert (row.text("birth_place"), row.text("birth_date"), row.faults) == (place, born, ())


@pytest.mark.parametrize(("number", "field"), [(NIP, "nip"), (NUPTK, "nuptk")])
def test_two_kinds_of_number_in_one_column_are_told_by_length(number: str, field: str) -> None:
    row = one(**{"NIP/NUPTK": number})
    assert {name: row.text(name) for name in ("nip", "nuptk") if row.text(name)} == {field: number}


def test_a_nik_in_a_shared_column_is_passed_over() -> None:
    row = one(**{"NIP / NIK": NIK})
    assert (row.faults, "nip" in row.values) == ((), False)
    assert NIK not in str(row)


@pytest.mark.parametrize(
    ("written", "level", "programme"),
    [("S1 PGMI", "S1", "PGMI"), ("S.1/PAI", "S1", "PAI"), ("D-II", "D2", ""), ("SLTA", "SMA", ""), ("S1", "S1", "")],
)
def test_study_in_one_column(written: str, level: str, programme: str) -> None:
    row = one(Pendidikan_Terakhir=written)
    assert (row.text("level"), row.text("programme")) == (level, programme)


@pytest.mark.parametrize(
    ("text", "name"),
    [("IV", "4"), ("Kelas 3 A", "3A"), ("Guru Kelas VI.b", "6B"), ("1-3", ""), ("VII", ""), ("I - VI", "")],
)
def test_a_class_is_one_class(text: str, name: str) -> None:
    assert class_of(text) == name


def test_of_several_subjects_the_first_is_kept_and_it_is_said() -> None:
    row = one(Mapel="Guru Fikih, SKI dan Silat")
    assert (row.text("post"), row.text("subject")) == ("guru_mapel", "FIK")
    assert row.infos == ("Yang dicatat hanya mata pelajaran pertama; tidak dicatat: SKI, Silat.",)


@pytest.mark.parametrize(
    ("written", "is_home"), [("Ya", True), ("Induk", True), ("Non Induk", False), ("Tidak", False)]
)
def test_a_row_says_whether_it_is_the_satminkal(written: str, is_home: bool) -> None:
    assert one(PTK_Induk=written).values["is_home"] is is_home
    assert "is_home" not in one().values


def test_a_teacher_of_another_school_is_refused() -> None:
    (row,) = read([["Nama Guru", "Sekolah"], ["Budi Contoh", "SDN 5 Contoh"]])
    assert said(row) == ["B2 Bukan madrasah ibtidaiyah, jadi tidak diimpor. Hapus baris ini bila mengganggu."]


@given(st.lists(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.dates()), min_size=4, max_size=4))
@settings(max_examples=150)
def test_no_value_breaks_the_reading(values: list[Any]) -> None:
    head = ["Nama Guru", "NIP/NUPTK", "Tempat, Tanggal Lahir", "Mengajar Kelas", "NSM"]
    for row in read([head, ["Budi Contoh", "-", "-", "-", "1"], [*values, "111273020001"]]):
        assert all(fault.message and fault.fix and fault.column for fault in row.faults)
