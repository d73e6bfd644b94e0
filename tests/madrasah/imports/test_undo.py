"""Taking back an applied import: everything, or a sentence that names what stands in the way."""

import pytest
from django.urls import reverse

from core.refusals import Refused
from kkg.models import Officer
from madrasah.imports.runs import undo_import
from madrasah.imports.undo import why_not_undo
from madrasah.models import Degree, ImportRun, Madrasah, Person, Placement
from madrasah.removals.actions import remove_person, restore_person
from madrasah.roles import Role
from tests.cast import LONG_AGO, Cast, client_of
from tests.factories import make_assignment, make_teacher, make_user
from tests.madrasah.imports.uploads import answer, applied, kinds, upload
from tests.workbooks import SATU, madrasahs, teachers

pytestmark = pytest.mark.django_db
PEG_ID = "99000000000001"
NEW = SATU | {"name": "Contoh Baru", "peg_id": PEG_ID, "level": "S1", "is_certified": "Sudah"}


def undone(run: ImportRun) -> ImportRun:
    return undo_import(run=run, by=run.by)


def test_new_people_leave_without_a_trace_and_may_come_again(cast: Cast) -> None:
    before = Person.objects.count(), Placement.objects.count()
    run = applied(upload(teachers(NEW), cast.faisal))
    assert undone(run).status == ImportRun.Status.UNDONE
    assert (Person.objects.count(), Placement.objects.count()) == before
    assert not Degree.objects.exists()
    assert kinds(upload(teachers(NEW), cast.faisal)) == {"baru": 1}


def test_changed_people_get_back_what_stood_there(cast: Cast) -> None:
    person = make_teacher(cast.satu, name="Contoh Lama", peg_id=PEG_ID, phone="08001", birth_date="1990-09-05")
    row = SATU | {"name": "Contoh Baru", "peg_id": PEG_ID, "birth_date": "05/09/1990", "phone": "08001234567"}
    run = applied(upload(teachers(row | {"subject": "Guru Kelas"}), cast.faisal))
    assert Person.objects.get(pk=person.pk).phone == "08001234567"
    undone(run)
    person.refresh_from_db()
    assert (person.name, person.phone, person.revision) == ("Contoh Lama", "08001", 3)


def test_a_move_is_taken_back_with_post_and_office(cast: Cast) -> None:
    person = make_teacher(cast.dua, name="Contoh Pindah", peg_id=PEG_ID)
    make_assignment(person, Role.TEACHER, cast.dua)
    run = upload(teachers(SATU | {"name": "Contoh Pindah", "peg_id": PEG_ID}), cast.jafar)
    answer(run, 2, "pindah")
    undone(applied(run))
    assert list(person.placements.values_list("madrasah", "until")) == [(cast.dua.pk, None)]
    assert person.assignments.get().until is None


def test_new_and_changed_madrasah_are_taken_back(cast: Cast) -> None:
    rows = [{"name": "MI CONTOH SATU", "nsm": cast.satu.nsm, "address": "Jl. Contoh"}, {"name": "MI Contoh Baru"}]
    run = applied(upload(madrasahs(*rows), cast.jafar))
    assert run.counts["berubah"] == run.counts["baru"] == 1
    undone(run)
    assert Madrasah.objects.count() == 4
    assert Madrasah.objects.get(pk=cast.satu.pk).address == ""


@pytest.mark.parametrize(
    ("use", "words"),
    [
        (lambda person, cast: make_user(person), "Contoh Baru sudah punya akun"),
        (lambda person, cast: make_assignment(person, Role.OPERATOR, cast.satu), "sudah memegang tugas"),
        (
            lambda person, cast: Officer.objects.create(
                group=cast.group, person=person, office=Officer.Office.SEKRETARIS, since=LONG_AGO
            ),
            "sudah dipakai di catatan lain",
        ),
        (lambda person, cast: Person.objects.filter(pk=person.pk).update(phone="1"), "sudah diubah sesudah"),
        (lambda person, cast: person.placements.update(class_name="1A"), "sudah diubah sesudah"),
    ],
)
def test_what_depends_on_the_import_is_named_and_nothing_is_taken_back(cast: Cast, use, words: str) -> None:
    run = applied(upload(teachers(NEW), cast.faisal))
    use(Person.objects.get(peg_id=PEG_ID), cast)
    assert words in (why_not_undo(run) or "")
    with pytest.raises(Refused, match=words):
        undone(run)
    assert ImportRun.objects.get(pk=run.pk).status == ImportRun.Status.APPLIED
    assert Person.objects.filter(peg_id=PEG_ID).exists()


def test_each_obstacle_is_the_true_one_and_each_person_named_once(cast: Cast) -> None:
    run = applied(
        upload(teachers(NEW, SATU | {"name": "Contoh Kembali"}, SATU | {"name": "Contoh Tautan"}), cast.faisal)
    )
    back, linked = Person.objects.get(name="Contoh Kembali"), Person.objects.get(name="Contoh Tautan")
    restore_person(removal=remove_person(person=back, reason="salah ketik", by=cast.jafar), by=cast.jafar)
    client_of(cast.faisal).post(reverse("madrasah:account-activate", args=[linked.pk]))
    assert why_not_undo(run) == (
        "Impor ini tidak bisa dibatalkan: Contoh Tautan sudah punya akun atau tautan akun; "
        "Contoh Kembali sudah pernah dihapus dari daftar. Perbaiki datanya di halamannya sendiri."
    )


def test_undoing_twice_and_applying_after_it_do_nothing(cast: Cast) -> None:
    run = undone(applied(upload(teachers(NEW), cast.faisal)))
    assert why_not_undo(run) == "Impor ini sudah dibatalkan."
    assert undone(run).status == applied(run).status == ImportRun.Status.UNDONE


def test_history_tells_the_import_and_its_undoing(cast: Cast) -> None:
    person = make_teacher(cast.satu, name="Contoh Lama", peg_id=PEG_ID)
    row = SATU | {"name": "Contoh Lama", "peg_id": PEG_ID, "phone": "08001234567"}
    undone(applied(upload(teachers(row), cast.faisal)))
    told = person.events.order_by("pgh_id").values_list("pgh_context__metadata__reason", flat=True)
    assert list(told)[-2:] == ["Impor guru.xlsx", "Impor guru.xlsx dibatalkan"]


def test_only_an_applied_run_is_undone(cast: Cast) -> None:
    run = upload(teachers(NEW), cast.faisal)
    with pytest.raises(Refused, match="Impor ini belum diterapkan"):
        undone(run)
    assert ImportRun.objects.get(pk=run.pk).status == ImportRun.Status.PREVIEW
