"""A register that goes back to where it came from: imported again nothing changes, whatever names and numbers."""

import io

import pytest
from openpyxl import load_workbook

from madrasah.imports.runs import planned_rows, start_import
from madrasah.models import Assignment, Degree, ImportRun, Madrasah, Person, Placement, Subject, TeachingCertificate
from madrasah.registers import madrasah_reports, teacher_reports
from madrasah.roles import Role
from tests.cast import LONG_AGO, Cast, client_of
from tests.clock import on_day

pytestmark = on_day(2026, 11, 23)
SETS = ["emis", "simpatika", "dapodik"]


def taken(user, kind: str, columns: str) -> bytes:
    answer = client_of(user).get(f"/{kind}/daftar/{columns}.xlsx")
    assert answer.status_code == 200
    return answer.getvalue()


def rows_of(content: bytes, sheet: str) -> list[dict]:
    head, *rows = load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def imported(content: bytes, by):
    return start_import(file=io.BytesIO(content), name="daftar.xlsx", by=by)


def outcome(run) -> list[tuple]:
    """Kind, changes and faults of each row, so that a failure says which field came back otherwise."""
    return [(row.kind.value, [vars(c) for c in row.changes], row.all_faults, row.question) for row in planned_rows(run)]


@pytest.fixture
def people(cast: Cast) -> Cast:
    """Names, titles and numbers that lists are apt to spoil."""
    subject = Subject.objects.first() or Subject.objects.create(code="FIKIH", name="Fikih")
    told = [
        {"name": "Nur'aini Binti Yusuf", "title_after": "S.Pd.I.", "nuptk": "0123456789012345", "sex": "P"},
        {"name": "Abd. Rahmān Ṣāliḥ", "title_before": "Drs. H.", "title_after": "M.Pd.", "nip": "196501011990031001"},
        {"name": "محمد يوسف", "peg_id": "00123456789012", "phone": "081234567890"},
        {
            "name": "Andi Tenri",
            "title_before": "Hj.",
            "npk": "0012345678901",
            "nrg": "001234567890",
            "is_inpassing": True,
        },
        {"name": "Dewi", "birth_date": "1990-05-09", "birth_place": "Bulukumba", "email": "dewi@contoh.example"},
        {"name": "MUH. ALI", "nuptk": "9123456789012345", "employment": "GTT", "grade": "", "phone": "0800123456"},
        {"name": "Siti Contoh", "nip": "199001012020122001", "employment": "PPPK", "grade": "IX", "sex": "P"},
    ]
    posts = ["guru_kelas", "guru_mapel", "guru_kelas", "lain", "belum", "guru_kelas", "guru_mapel"]
    made = [Person.objects.create(**one) for one in told]
    for person, post in zip(made, posts, strict=True):
        taught = subject if post == "guru_mapel" else None
        name = "IV B" if post == "guru_kelas" else ""
        Placement.objects.create(
            person=person, madrasah=cast.satu, post=post, subject=taught, class_name=name, since=LONG_AGO
        )
    Placement.objects.create(person=made[0], madrasah=cast.dua, is_home=False, since=LONG_AGO)
    Assignment.objects.create(person=made[1], role=Role.KEPALA, madrasah=cast.satu, since=LONG_AGO)
    Degree.objects.create(person=made[0], level="S1", programme="Pendidikan Guru MI")
    Degree.objects.create(person=made[0], level="S2", programme="Pendidikan Dasar")
    TeachingCertificate.objects.create(person=made[0], field_code="028", number="0012")
    Person.objects.filter(pk=cast.aminah.person_id).update(nuptk="1111222233334444")
    Person.objects.filter(pk=cast.gita.person_id).update(birth_date="1985-01-02")
    return cast


@pytest.mark.parametrize("columns", SETS)
def test_the_guru_of_a_register_come_back_unchanged(people: Cast, columns: str) -> None:
    run = imported(taken(people.jafar, "guru", columns), people.jafar)
    assert run.status == ImportRun.Status.PREVIEW, run.problem
    found = outcome(run)
    asked = [one for one in found if one[0] == "pastikan"]
    assert [one for one in found if one[0] not in ("sama", "pastikan") or one[2]] == []
    # Dapodik's list has no Peg ID, NPK nor NRG: who has no other number is asked about, never doubled.
    assert all("orang yang sama" in question for *_, question in asked)
    assert len(asked) == (2 if columns == "dapodik" else 0)
    assert len(found) == 10


@pytest.mark.parametrize("columns", SETS)
def test_the_madrasah_of_a_register_come_back_unchanged(cast: Cast, columns: str) -> None:
    Madrasah.objects.filter(pk=cast.satu.pk).update(npsn="00123456", status="negeri", address="Jl. Poros No. 5")
    Madrasah.objects.filter(pk=cast.dua.pk).update(nsm="", village="Bialo", affiliation="NU")
    run = imported(taken(cast.jafar, "madrasah", columns), cast.jafar)
    assert run.status == ImportRun.Status.PREVIEW, run.problem
    assert [one for one in outcome(run) if one[0] != "sama" or one[2]] == []
    assert len(planned_rows(run)) == 4


def test_every_cell_but_the_running_number_is_text_and_digits_stay(people: Cast) -> None:
    for columns, kind, sheet in [(one, "guru", "Data PTK") for one in SETS]:
        rows = rows_of(taken(people.jafar, kind, columns), sheet)
        cells = [value for row in rows for head, value in row.items() if head != "No" and value is not None]
        assert {type(value) for value in cells} == {str}
        assert "0123456789012345" in cells and "196501011990031001" in cells


def test_a_guru_of_two_madrasah_stands_at_both_and_an_empty_nip_stays_empty(people: Cast) -> None:
    rows = [
        row
        for row in rows_of(taken(people.jafar, "guru", "simpatika"), "Data PTK")
        if "Nur'aini" in row["Nama Lengkap (dengan gelar)"]
    ]
    assert [(row["Nama Satminkal"], row["PTK Induk"]) for row in rows] == [
        ("MI Contoh Satu", "Induk"),
        ("MI Contoh Dua", "Non Induk"),
    ]
    assert {row["NIP"] or "" for row in rows} == {""}
    assert {(row["Jenjang"], row["Status Sertifikasi"]) for row in rows} == {("S2", "Sudah Sertifikasi")}


def test_each_reader_takes_out_the_own_madrasah_and_a_guru_none(people: Cast) -> None:
    def places(user) -> set[str]:
        return {row["Nama Satminkal"] for row in rows_of(taken(user, "guru", "emis"), "Data PTK")}

    assert places(people.baso) == {"MI Contoh Satu"}
    assert places(people.daeng) == {"MI Contoh Satu", "MI Contoh Dua"}
    assert client_of(people.aminah).get("/guru/daftar/emis.xlsx").status_code == 403
    assert client_of(people.eka).get("/madrasah/daftar/emis.xlsx").status_code == 403
    assert client_of(people.baso).get("/guru/daftar/lain.xlsx").status_code == 404


def test_a_list_too_long_for_one_request_is_refused_with_the_way_out(people: Cast, monkeypatch) -> None:
    monkeypatch.setattr("madrasah.registers.permissions.MOST_ROWS", 3)
    answer = client_of(people.jafar).get("/guru/daftar/emis.xlsx")
    assert answer.status_code == 403
    assert "per kabupaten" in answer.content.decode()


def test_emis_has_a_sheet_for_each_level_and_the_heads_of_its_own_file() -> None:
    sample = load_workbook("tests/data/template_madrasah_emis.xlsx", read_only=True)
    assert sample.sheetnames == list(madrasah_reports.LEVELS)
    assert [cell for cell in next(sample["MI"].iter_rows(values_only=True))] == [h for h, _ in madrasah_reports.EMIS]
    guru = load_workbook("tests/data/template_guru_simpatika.xlsx", read_only=True)["Data PTK"]
    heads = next(guru.iter_rows(min_row=4, max_row=4, values_only=True))
    assert list(heads) == ["No", *(head for head, _ in teacher_reports.SIMPATIKA[:-1])]


def test_a_register_tells_its_length_and_is_packed_once(people: Cast) -> None:
    answer = client_of(people.jafar).get("/guru/daftar/emis.xlsx", headers={"accept-encoding": "gzip"})
    assert int(answer["Content-Length"]) == len(answer.getvalue())
    assert "Content-Encoding" not in answer
