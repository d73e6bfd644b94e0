"""The Excel import from file to rows: what is read, asked, refused, written once, and never lost."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import StoredFile
from core.refusals import Refused
from core.workbooks.limits import FileRefused
from madrasah.closings.actions import rename_madrasah
from madrasah.imports.purge import purge_runs
from madrasah.imports.runs import apply_import, planned_rows, set_columns, start_import
from madrasah.models import (
    Degree,
    ImportRun,
    Madrasah,
    Person,
    Placement,
    Region,
    RegionAlias,
    Subject,
    TeachingCertificate,
    User,
)
from madrasah.roles import Role
from tests.cast import Cast, build_cast
from tests.clock import days_from_now, today
from tests.factories import SINCE, make_assignment, make_madrasah, make_person, make_region, make_teacher
from tests.madrasah.imports.uploads import answer, applied, done, kinds, only, said, upload
from tests.workbooks import SATU, madrasahs, teachers, xlsx, xlsx_of
from tests.worlds import standing

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[2] / "data"
BORN = "05/09/1990"


@standing
def cast() -> Cast:
    """The cast, the other kecamatan of the kabupaten, and two subjects."""
    cast = build_cast()
    names = "Ujung Bulu,Bonto Bahari,Bonto Tiro,Herlang,Kajang,Bulukumpa,Kindang,Ujungloe,Rilauale"
    for number, name in enumerate(names.split(","), start=2):
        make_region(f"73.02.{number:02d}", name=name, parent=cast.kabupaten)
    Region.objects.filter(pk="73.02").update(name="Kabupaten Bulukumba")
    RegionAlias.objects.create(region_id="73.02.01", name="Gantorang")
    real = "Fikih,Matematika,Akidah Akhlak,Bahasa Arab,Bahasa Inggris,Sejarah Kebudayaan Islam,Al-Qur'an Hadis"
    Subject.objects.bulk_create(Subject(code=f"S{n}", name=name) for n, name in enumerate(real.split(",")))
    Subject.objects.create(code="PJOK", name="Pendidikan Jasmani", other_names=["PJOK", "Penjas"])
    return cast


def upload_real(name: str, by: User) -> ImportRun:
    with (DATA / name).open("rb") as file:
        return start_import(file=file, name=name, by=by)


# -- The two official files ----------------------------------------------------------------------


def test_the_official_files_go_in_once(cast: Cast) -> None:
    assert done(upload_real("template_madrasah_emis.xlsx", cast.jafar))
    first = upload_real("template_guru_simpatika.xlsx", cast.jafar)
    assert kinds(first) == {"baru": 40, "sama": 1}
    people = Person.objects.count()
    assert done(first)
    assert Person.objects.count() == people + 40
    assert kinds(upload_real("template_guru_simpatika.xlsx", cast.jafar)) == {"sama": 41}
    assert kinds(upload_real("template_madrasah_emis.xlsx", cast.jafar)) == {"sama": 40}


def test_the_oddities_of_the_official_file_are_read(cast: Cast) -> None:
    apply_import(run=upload_real("template_madrasah_emis.xlsx", cast.jafar), by=cast.jafar)
    run = upload_real("template_guru_simpatika.xlsx", cast.jafar)
    values = {row.row.number: row.row.values for row in planned_rows(run)}
    assert (values[7]["name"], values[7]["title_before"]) == ("Niswati Bella Mattalatta", "Hj.")
    assert (values[11]["name"], values[11]["title_after"]) == ("Nurlina Paturusi", "S.Pd.")
    assert (values[15]["birth_date"], values[19]["birth_date"]) == ("1990-07-06", "1990-09-05")
    assert values[26]["nip"] == "197011152003012993"
    assert "nuptk" not in values[30] and 34 not in values and "phone" not in values[23]
    assert [fault.split(" ")[0] for fault in said(run)] == ["X23"]


def test_only_the_sheet_of_mi_is_read_and_it_is_said(cast: Cast) -> None:
    run = upload_real("template_madrasah_emis.xlsx", cast.jafar)
    assert "lembar “MI”" in run.notes[0]
    assert "RA, MTs, MA, dan MAK tidak dibaca: hanya madrasah ibtidaiyah" in run.notes[1]


def test_a_new_teacher_gets_post_papers_and_region_but_no_office(cast: Cast) -> None:
    row = SATU | {
        "name": "H. Contoh Baru, S.Pd",
        "birth_date": BORN,
        "level": "S1",
        "programme": "PGMI",
        "subject": "Penjas",
        "is_certified": "Sudah Sertifikasi",
        "duty": "Kepala Madrasah",
        "employment": "GTY",
        "phone": "0800-1234-567",
        "email": "BARU@contoh.example",
        "sex": "Perempuan",
    }
    run = upload(teachers(row), cast.faisal)
    assert "Tugas tambahan: Kepala Madrasah. Peran tidak diimpor" in only(run).row.infos[0]
    assert done(run)
    person = Person.objects.get(name="Contoh Baru")
    assert (person.title_before, person.title_after, person.home_region_id) == ("H.", "S.Pd.", "73.02.01")
    assert (person.phone, person.email, person.sex) == ("08001234567", "baru@contoh.example", "P")
    placement = Placement.objects.get(person=person)
    assert (placement.madrasah, placement.post, placement.subject_id) == (cast.satu, "guru_mapel", "PJOK")
    assert Degree.objects.get(person=person).programme == "PGMI"
    assert TeachingCertificate.objects.filter(person=person).count() == 1
    assert not person.assignments.exists()


# -- Two hundred rows with ten mistakes ----------------------------------------------------------


def good_rows(count: int) -> list[dict]:
    return [
        SATU
        | {"name": f"Guru {chr(65 + n // 26)}{chr(65 + n % 26)} Contoh", "peg_id": f"99{n:012d}", "birth_date": BORN}
        for n in range(count)
    ]


MISTAKES = {
    12: ({"nip": "19900905201501199"}, "C12 NIP harus 18 digit, ini 17 digit. Periksa"),
    31: ({"nip": 199009052015011991}, "C31 NIP tersimpan sebagai angka"),
    50: ({"birth_date": "31/02/1990"}, "F50 Tanggal tidak terbaca. Tulis seperti"),
    71: ({"nsm": "111273029999"}, "M71 Madrasah ini di luar tugas Anda, atau belum terdaftar. Periksa"),
    90: ({"name": None}, "B90 Nama belum diisi. Isi nama"),
    111: ({"phone": 8123456789}, "P111 Nomor HP tersimpan sebagai angka"),
    130: ({"email": "guru@"}, "Q130 Alamat surel tidak lengkap. Tulis seperti"),
    150: ({"peg_id": "=A2"}, "A150 Sel ini berisi rumus. Ketik hasilnya"),
    171: ({"subject": "Kimia Dasar"}, "J171 “Kimia Dasar” tidak dikenal"),
    190: ({"peg_id": "99000000000003"}, "A190 Orang ini sudah ada di baris 5 dengan isi yang berbeda. Hapus"),
}


def test_ten_mistakes_in_two_hundred_rows_are_all_named(cast: Cast) -> None:
    rows = good_rows(200)
    for number, (wrong, _words) in MISTAKES.items():
        rows[number - 2] |= wrong
    before = Person.objects.count()
    run = upload(teachers(*rows), cast.faisal)
    for (_number, (_wrong, words)), sentence in zip(sorted(MISTAKES.items()), said(run), strict=True):
        assert sentence.startswith(words)
    assert kinds(run) == {"baru": 193, "ditolak": 7}
    assert Person.objects.count() == before
    assert done(run)
    assert Person.objects.count() == before + 193
    assert kinds(upload(teachers(*rows), cast.faisal)) == {"sama": 193, "ditolak": 7}


def test_the_number_of_queries_does_not_grow_with_the_rows(cast: Cast) -> None:
    taken = []
    for rows in (good_rows(3), good_rows(4), good_rows(60)):
        with CaptureQueriesContext(connection) as queries:
            apply_import(run=upload(teachers(*rows), cast.faisal), by=cast.faisal)
        taken.append(len(queries))
    assert taken[2] == taken[1]


# -- Who is it -----------------------------------------------------------------------------------


def test_an_identifier_finds_the_person_and_only_differences_are_written(cast: Cast) -> None:
    peg_id = "99000000000001"
    person = make_teacher(cast.satu, name="Contoh Lama", peg_id=peg_id, phone="08001", grade="III/a")
    run = upload(teachers(SATU | {"name": "Contoh Lama, S.Pd.", "peg_id": peg_id, "phone": "08009998887"}), cast.faisal)
    changes = {change.label: (change.before, change.after) for change in only(run).changes}
    assert changes == {"gelar belakang": ("", "S.Pd."), "nomor HP": ("08001", "08009998887")}
    assert done(run)
    person.refresh_from_db()
    assert (person.grade, person.phone, person.revision) == ("III/a", "08009998887", 2)


def test_name_and_birth_date_find_the_person_in_another_writing(cast: Cast) -> None:
    make_teacher(cast.satu, name="Muhammad Contoh Dg. Nai", birth_date="1990-09-05")
    run = upload(teachers(SATU | {"name": "MUH. CONTOH DG. NAI", "birth_date": BORN}), cast.faisal)
    assert only(run).changes[0].after == "Muh. Contoh Dg. Nai"


def test_capitals_alone_change_nothing(cast: Cast) -> None:
    make_teacher(cast.satu, name="Contoh de Nai", birth_date="1990-09-05")
    assert kinds(upload(teachers(SATU | {"name": "CONTOH DE NAI", "birth_date": BORN}), cast.faisal)) == {"sama": 1}


@pytest.mark.parametrize(
    ("words", "kind", "more"),
    [("", "pastikan", 0), ("lewati", "pastikan", 0), ("sama", "berubah", 0), ("baru", "baru", 1)],
)
def test_name_and_madrasah_alone_are_asked(cast: Cast, words: str, kind: str, more: int) -> None:
    make_teacher(cast.satu, name="Contoh Kembar")
    before = Person.objects.count()
    run = upload(teachers(SATU | {"name": "Contoh Kembar", "birth_date": BORN}), cast.faisal)
    assert "sudah ada Contoh Kembar: orang yang sama?" in only(run).question
    answer(run, 2, words)
    assert kinds(run) == {kind: 1}
    assert done(run)
    assert Person.objects.count() == before + more


def test_the_number_of_a_merged_record_means_the_one_that_was_kept(cast: Cast) -> None:
    kept = make_teacher(cast.satu, name="Contoh Tetap", peg_id="99000000000001")
    Person.objects.create(name="Contoh Tetap", peg_id="99000000000002", removed_at=timezone.now(), merged_into=kept)
    run = upload(teachers(SATU | {"name": "Contoh Tetap", "peg_id": "99000000000002"}), cast.jafar)
    assert only(run).target == kept.pk


def test_a_madrasah_is_found_by_the_name_it_had_before(cast: Cast) -> None:
    rename_madrasah(madrasah=cast.satu, name="MI Contoh Baru", since=days_from_now(-1), by=cast.jafar)
    run = upload(teachers({"madrasah": "MI Contoh Satu", "name": "Contoh Anu"}), cast.jafar)
    assert (only(run).kind, only(run).place) == ("baru", cast.satu.pk)


def test_a_number_under_another_name_is_asked_not_overwritten(cast: Cast) -> None:
    make_teacher(cast.satu, name="Contoh Asli", peg_id="99000000000001")
    run = upload(teachers(SATU | {"name": "Orang Lain", "peg_id": "99000000000001"}), cast.faisal)
    assert only(run).question == "Peg ID ini tercatat atas nama Contoh Asli: orang yang sama?"
    assert only(run).answers == ("sama", "lewati")


def test_numbers_of_two_people_in_one_row_are_refused(cast: Cast) -> None:
    make_teacher(cast.satu, peg_id="99000000000001")
    make_teacher(cast.satu, nuptk="9900000000000001")
    row = SATU | {"name": "Contoh", "peg_id": "99000000000001", "nuptk": "9900000000000001"}
    assert "milik lebih dari satu orang" in said(upload(teachers(row), cast.faisal))[0]


def test_another_number_means_another_person_of_the_same_name(cast: Cast) -> None:
    make_teacher(cast.satu, name="Contoh Kembar", birth_date="1990-09-05", peg_id="99000000000001")
    row = SATU | {"name": "Contoh Kembar", "birth_date": BORN, "peg_id": "99000000000002"}
    assert kinds(upload(teachers(row), cast.faisal)) == {"baru": 1}


MOVED = SATU | {"name": "Contoh Pindah", "peg_id": "99000000000001"}


def test_a_person_placed_elsewhere_is_not_moved_by_a_sheet_of_one_madrasah(cast: Cast) -> None:
    person = make_teacher(cast.dua, name="Contoh Pindah", peg_id="99000000000001")
    make_assignment(person, Role.TEACHER, cast.satu)
    assert "masih tercatat di MI Contoh Dua. Catat kepindahannya" in said(upload(teachers(MOVED), cast.faisal))[0]


def test_who_keeps_both_madrasah_is_asked_where_a_teacher_works_now(cast: Cast) -> None:
    make_teacher(cast.dua, name="Contoh Pindah", peg_id="99000000000001")
    planned = only(upload(teachers(MOVED), cast.jafar))
    assert "tercatat di MI Contoh Dua, sedangkan baris ini menyebut MI Contoh Satu" in planned.question
    assert planned.answers == ("pindah", "tambah", "lewati")


def test_a_move_ends_the_post_and_the_office_at_the_old_madrasah(cast: Cast) -> None:
    person = make_teacher(cast.dua, name="Contoh Pindah", peg_id="99000000000001")
    office = make_assignment(person, Role.TEACHER, cast.dua)
    run = upload(teachers(MOVED), cast.jafar)
    answer(run, 2, "pindah")
    assert done(run)
    posts = person.placements.order_by("since").values_list("madrasah", "since", "until")
    assert list(posts) == [(cast.dua.pk, SINCE, days_from_now(-1)), (cast.satu.pk, today(), None)]
    office.refresh_from_db()
    assert office.until == days_from_now(-1)
    assert kinds(upload(teachers(MOVED), cast.jafar)) == {"sama": 1}


def test_a_second_place_of_work_leaves_the_first_as_it_is(cast: Cast) -> None:
    person = make_teacher(cast.dua, name="Contoh Pindah", peg_id="99000000000001")
    run = upload(teachers(MOVED), cast.jafar)
    answer(run, 2, "tambah")
    assert done(run)
    posts = person.placements.order_by("madrasah").values_list("madrasah", "is_home", "until")
    assert list(posts) == [(cast.satu.pk, False, None), (cast.dua.pk, True, None)]
    assert kinds(upload(teachers(MOVED), cast.jafar)) == {"sama": 1}


def test_deleted_people_do_not_come_back_by_a_sheet(cast: Cast) -> None:
    make_person(peg_id="99000000000001", removed_at=timezone.now(), home_region=cast.kecamatan)
    run = upload(teachers(SATU | {"name": "Contoh", "peg_id": "99000000000001"}), cast.jafar)
    assert "sudah dihapus" in said(run)[0]


def test_a_kepala_in_office_is_known_though_not_placed(cast: Cast) -> None:
    run = upload(teachers(SATU | {"name": "BASO CONTOH"}), cast.faisal)
    assert only(run).question == "Di MI Contoh Satu sudah ada Drs. Baso Contoh: orang yang sama?"


# -- Scope ---------------------------------------------------------------------------------------


def test_rows_of_other_madrasah_are_refused_in_words(cast: Cast) -> None:
    rows = [{"name": "Contoh A", "nsm": "111273020002"}, {"name": "Contoh B", "nsm": "111273020001"}]
    run = upload(teachers(*rows), cast.faisal)
    assert kinds(run) == {"ditolak": 1, "baru": 1}
    assert said(run)[0].startswith("M2 Madrasah ini di luar tugas Anda. Minta operator")


def test_people_outside_are_not_shown_and_not_taken(cast: Cast) -> None:
    make_teacher(cast.tiga, name="Rahasia Contoh", peg_id="99000000000001")
    run = upload(teachers(SATU | {"name": "Rahasia Contoh", "peg_id": "99000000000001"}), cast.faisal)
    assert "sudah dipakai orang di luar tugas Anda" in said(run)[0]
    assert "Tiga" not in json.dumps(list(run.rows.values_list("payload", flat=True)))


def test_a_pengawas_is_not_changed_by_a_madrasah(cast: Cast) -> None:
    Placement.objects.create(person=cast.daeng.person, madrasah=cast.satu, since="2024-07-01")
    Person.objects.filter(pk=cast.daeng.person_id).update(peg_id="99000000000001")
    row = SATU | {"name": "Daeng Contoh", "peg_id": "99000000000001", "phone": "08001234567"}
    assert "Data pengawas tidak diubah" in said(upload(teachers(row), cast.faisal))[0]
    assert kinds(upload(teachers(row), cast.jafar)) == {"berubah": 1}


def test_madrasah_are_found_by_npsn_or_name_when_the_nsm_is_missing(cast: Cast) -> None:
    Madrasah.objects.filter(pk=cast.dua.pk).update(npsn="99000001")
    rows = [{"name": "Contoh A", "npsn": "99000001"}, {"name": "Contoh B", "madrasah": "mi contoh satu"}, {"name": "C"}]
    run = upload(teachers(*rows), cast.daeng)
    assert [row.place for row in planned_rows(run)] == [cast.dua.pk, cast.satu.pk, 0]
    assert "Madrasah belum diisi" in said(run)[0]


# -- Posts ---------------------------------------------------------------------------------------


def test_a_post_is_corrected_where_it_stands(cast: Cast) -> None:
    person = make_teacher(cast.satu, name="Contoh Mapel", birth_date="1990-09-05")
    run = upload(teachers(SATU | {"name": "Contoh Mapel", "birth_date": BORN, "subject": "Fikih"}), cast.faisal)
    assert [change.before for change in only(run).changes] == ["Guru kelas"]
    assert done(run)
    assert list(person.placements.values_list("post", "subject_id")) == [("guru_mapel", "S0")]


def test_a_post_that_would_overlap_an_earlier_one_is_left_alone(cast: Cast) -> None:
    person = make_teacher(cast.satu, name="Contoh Mapel", birth_date="1990-09-05")
    Placement.objects.create(
        person=person, madrasah=cast.satu, post="guru_mapel", since="2024-07-01", until="2025-01-01"
    )
    run = upload(teachers(SATU | {"name": "Contoh Mapel", "birth_date": BORN, "subject": "Fikih"}), cast.faisal)
    assert "tidak diubah" in only(run).infos[0]
    assert kinds(run) == {"sama": 1}


# -- What is kept and what is not ----------------------------------------------------------------


def test_an_empty_cell_blanks_nothing(cast: Cast) -> None:
    person = make_teacher(cast.satu, name="Contoh Isi", peg_id="99000000000001", phone="08001234567", sex="P")
    run = upload(teachers(SATU | {"name": "Contoh Isi", "peg_id": "99000000000001", "phone": "-"}), cast.faisal)
    assert kinds(run) == {"sama": 1} and done(run)
    person.refresh_from_db()
    assert (person.phone, person.sex, person.placements.count()) == ("08001234567", "P", 1)


def test_nik_is_never_stored(cast: Cast) -> None:
    run = upload(teachers(SATU | {"name": "Contoh", "nik": "7302010509900001"}), cast.faisal)
    run.refresh_from_db()
    assert "7302010509900001" not in json.dumps([*run.rows.values_list("payload", flat=True), run.notes])
    assert "Kolom NIK tidak dipakai dan tidak disimpan." in run.notes


def test_a_formula_counts_only_in_a_column_that_is_read(cast: Cast) -> None:
    assert kinds(upload(teachers(SATU | {"name": "Contoh", "nik": "=1+1"}), cast.faisal)) == {"baru": 1}
    run = upload(teachers(SATU | {"name": "Contoh", "email": '=HYPERLINK("x")'}), cast.faisal)
    assert kinds(run) == {"baru": 1}
    assert "Sel ini berisi rumus" in said(run)[0]


def test_twin_rows_are_read_once(cast: Cast) -> None:
    row = SATU | {"name": "Contoh Kembar", "birth_date": BORN}
    run = upload(teachers(row, row), cast.faisal)
    assert [planned.kind.value for planned in planned_rows(run)] == ["baru", "sama"]
    assert planned_rows(run)[1].infos == ("Sama dengan baris 2, jadi dibaca sekali saja.",)


# -- Confirming ----------------------------------------------------------------------------------


def test_applying_twice_writes_once(cast: Cast) -> None:
    run = upload(teachers(SATU | {"name": "Contoh Sekali"}), cast.faisal)
    assert done(run) and done(run)
    assert Person.objects.filter(name="Contoh Sekali").count() == 1


def test_data_changed_since_the_preview_stop_the_writing(cast: Cast) -> None:
    person = make_teacher(cast.satu, name="Contoh Ubah", peg_id="99000000000001")
    run = upload(
        teachers(SATU | {"name": "Contoh Ubah", "peg_id": "99000000000001", "phone": "08001234567"}), cast.faisal
    )
    Person.objects.filter(pk=person.pk).update(phone="08007654321")
    assert not done(run)
    run.refresh_from_db()
    assert only(run).changes[0].before == "08007654321"
    assert Person.objects.get(pk=person.pk).phone == "08007654321"
    assert done(run)


def test_a_lost_office_stops_the_writing(cast: Cast) -> None:
    run = upload(teachers(SATU | {"name": "Contoh Hak"}), cast.faisal)
    cast.faisal.person.assignments.all().delete()
    with pytest.raises(Refused, match="Mengimpor data dilakukan"):
        done(ImportRun.objects.get(pk=run.pk))
    assert not Person.objects.filter(name="Contoh Hak").exists()


def test_a_failure_half_way_leaves_nothing(cast: Cast) -> None:
    run = upload(teachers(SATU | {"name": "Contoh Separuh", "subject": "Fikih"}), cast.faisal)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE madrasah_placement ADD CONSTRAINT t CHECK (post <> 'guru_mapel')")
    assert not done(run)
    assert not Person.objects.filter(name="Contoh Separuh").exists()
    run.refresh_from_db()
    assert run.status == ImportRun.Status.PREVIEW


@pytest.mark.parametrize(("days", "kept"), [(6, {"preview", "applied"}), (8, {"applied"}), (31, set())])
def test_previews_are_kept_seven_days_and_applied_runs_thirty(cast: Cast, days: int, kept: set) -> None:
    preview = upload(xlsx(["Nama barang", "Harga"], ["Kapur", 1000]), cast.faisal)  # its file waits with it
    run = upload(teachers(SATU | {"name": "Contoh"}), cast.faisal)
    assert done(run)
    long_ago = timezone.now() - timedelta(days=days)
    ImportRun.objects.filter(confirmed_at=None).update(created_at=long_ago)
    ImportRun.objects.exclude(confirmed_at=None).update(created_at=long_ago, confirmed_at=long_ago)
    purge_runs(at=timezone.now())
    left = set(ImportRun.objects.values_list("pk", flat=True))
    assert left == {{"preview": preview.pk, "applied": run.pk}[name] for name in kept}
    assert StoredFile.objects.exists() == ("preview" in kept)
    assert Person.objects.filter(name="Contoh").exists()


# -- Madrasah ------------------------------------------------------------------------------------

MI = {"name": "MIS DDI CONTOH BARU", "nsm": "111273029991", "status": "swasta"}


def test_a_new_madrasah_is_read_with_a_readable_name(cast: Cast) -> None:
    run = upload(madrasahs(MI | {"kecamatan": "Kec. GANTORANG", "kabupaten": "Kab. Bulukumba"}), cast.jafar)
    assert done(run)
    made = Madrasah.objects.get(nsm=MI["nsm"])
    assert (made.name, made.region_id, made.status) == ("MIS DDI Contoh Baru", "73.02.01", "swasta")


def test_a_madrasah_operator_changes_only_the_own_one(cast: Cast) -> None:
    rows = [
        {"name": "MI CONTOH SATU", "nsm": "111273020001", "address": "Jl. Contoh 1"},
        {"name": "MI CONTOH DUA", "nsm": "111273020002", "address": "Jl. Contoh 2"},
        MI,
    ]
    run = upload(madrasahs(*rows), cast.faisal)
    assert kinds(run) == {"berubah": 1, "ditolak": 2}
    assert done(run)
    assert set(Madrasah.objects.exclude(address="").values_list("name", "address")) == {
        ("MI Contoh Satu", "Jl. Contoh 1")
    }


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"kecamatan": "Entah"}, "H2 Kecamatan ini tidak ditemukan di kabupaten itu."),
        ({"kecamatan": None}, "H2 Kecamatan belum diisi."),
        ({"nsm": "121273029991"}, "A2 NSM madrasah ibtidaiyah berawalan 1111 atau 1112, yang ini 1212."),
        ({"level": "Madrasah Aliyah"}, "D2 Bukan madrasah ibtidaiyah"),
        ({"name": None}, "C2 Nama madrasah belum diisi."),
    ],
)
def test_wrong_rows_of_madrasah_are_refused_with_their_cell(cast: Cast, wrong: dict, words: str) -> None:
    run = upload(madrasahs(MI | wrong), cast.jafar)
    assert kinds(run) == {"ditolak": 1}
    assert said(run)[0].startswith(words)


def test_a_kecamatan_that_occurs_twice_is_asked_for_more(cast: Cast) -> None:
    make_region("73.72", level="kabupaten", name="Kota Bulukumba", parent=cast.province)
    make_region("73.72.01", name="Gantarang", parent_id="73.72")
    ours = madrasahs(MI | {"kabupaten": "Bulukumba"})
    assert "lebih dari satu kecamatan" in said(upload(ours, cast.jafar))[0]
    assert kinds(upload(madrasahs(MI | {"kabupaten": "Kab. Bulukumba"}), cast.jafar)) == {"baru": 1}


def test_a_madrasah_without_numbers_is_found_by_name_and_kecamatan(cast: Cast) -> None:
    found = make_madrasah(cast.kecamatan, name="MIS Contoh Tanpa Nomor")
    run = upload(madrasahs({"name": "MIS CONTOH TANPA NOMOR", "nsm": "111273029992"}), cast.jafar)
    assert (only(run).target, only(run).changes[0].after) == (found.pk, "111273029992")


# -- Files as a whole ----------------------------------------------------------------------------


def test_a_file_without_headings_waits_for_its_columns_and_keeps_its_file(cast: Cast) -> None:
    run = upload(xlsx(["Nama barang", "Harga"], ["Kapur", 1000]), cast.faisal)
    assert (run.status, run.rows.count()) == (ImportRun.Status.NEEDS_COLUMNS, 0)
    assert run.file is not None and run.open_columns


def test_explained_columns_are_remembered_and_read(cast: Cast) -> None:
    lines = (["Bapak/Ibu", "Sekolahnya"], ["Contoh Guru", "MI Contoh Satu"], ["Contoh Ibu", "MI Contoh Satu"])
    run = upload(xlsx(*lines), cast.faisal)
    keys = [column["key"] for column in run.open_columns]
    choices = dict(zip(keys, ("name", "madrasah"), strict=True))
    run = set_columns(run=run, by=cast.faisal, kind="guru", choices=choices)
    assert (run.status, kinds(run)) == (ImportRun.Status.PREVIEW, {"baru": 2})
    assert kinds(upload(xlsx(*lines), cast.faisal)) == {"baru": 2}


def test_a_file_without_rows_is_refused_with_a_sentence_and_is_not_kept(cast: Cast) -> None:
    with pytest.raises(FileRefused, match="Tidak ada baris isi"):
        upload(teachers(), cast.faisal)
    assert not ImportRun.objects.exists() and not StoredFile.objects.exists()


def test_all_sheets_are_read_and_twins_name_theirs(cast: Cast) -> None:
    lines = [["DATA CONTOH"], [], ["No", "NAMA LENGKAP", "Tanggal  Lahir", "NSM"], [1, "Contoh", BORN, SATU["nsm"]]]
    run = upload(xlsx_of({"Satu": lines, "Dua": lines}), cast.faisal)
    first, second = planned_rows(run)
    assert (first.row.number, first.kind, second.kind) == (4, "baru", "sama")
    assert second.infos == ("Sama dengan lembar “Satu” baris 4, jadi dibaca sekali saja.",)


def test_no_file_is_kept_once_it_is_applied(cast: Cast) -> None:
    assert applied(upload(teachers(SATU | {"name": "Contoh"}), cast.faisal)).file is None
    assert not StoredFile.objects.exists()
