"""Deleting a person: out of every list, the account with it, and back within 30 days."""

from datetime import timedelta

import pytest
from django.utils import timezone

from madrasah.accounts.actions import close_account
from madrasah.models import Assignment, Madrasah, Person, Placement, Removal, User
from madrasah.removals.actions import remove_person, restore_person
from madrasah.roles import Role
from tests.cast import Cast, client_of
from tests.factories import make_assignment, make_person, make_teacher

TRASH = "/guru/dihapus/"


def remove(cast: Cast, who: str, person: Person, reason: str = "Tercatat dua kali"):
    return client_of(cast.everyone[who]).post(f"/guru/{person.pk}/hapus/", {"reason": reason})


def restore(cast: Cast, who: str):
    return client_of(cast.everyone[who]).post(f"{TRASH}{Removal.objects.get().pk}/kembalikan/", follow=True)


def account(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_deleted_person_is_out_of_lists_and_out_of_the_system(cast: Cast) -> None:
    aminah = client_of(cast.aminah)
    assert remove(cast, "baso", cast.aminah.person).url == TRASH
    assert aminah.get("/akun/").status_code == 302
    assert client_of(cast.baso).get(f"/guru/{cast.aminah.person.pk}/").status_code == 404
    assert not Placement.objects.open().filter(person=cast.aminah.person).exists()
    assert not cast.satu.assignments.open().filter(person=cast.aminah.person).exists()


def test_restored_with_posts_offices_and_account(cast: Cast) -> None:
    remove(cast, "baso", cast.aminah.person)
    assert "Aminah" in client_of(cast.faisal).get(TRASH).content.decode()
    assert "sudah dikembalikan" in restore(cast, "faisal").content.decode()
    assert account(cast.aminah).is_active
    assert Placement.objects.open().filter(person=cast.aminah.person).exists()


def test_an_account_closed_before_stays_closed_after_the_restore(cast: Cast) -> None:
    close_account(user=cast.aminah, reason="Pensiun", by=cast.baso)
    removal = remove_person(person=cast.aminah.person, reason="x", by=cast.baso)
    restore_person(removal=removal, by=cast.baso)
    assert not account(cast.aminah).is_active


def test_deleting_and_restoring_twice_is_once(cast: Cast) -> None:
    person = make_teacher(cast.satu)
    first, second = (remove_person(person=person, reason="x", by=cast.baso) for _ in range(2))
    assert first == second
    restore_person(removal=first, by=cast.baso)
    restore_person(removal=first, by=cast.baso)
    assert Person.objects.kept().filter(pk=person.pk).exists()


def test_a_reason_is_asked_for(cast: Cast) -> None:
    assert "Alasan belum diisi" in remove(cast, "baso", cast.aminah.person, "").content.decode()
    assert not Removal.objects.exists()


@pytest.mark.parametrize(("who", "role"), [("faisal", Role.OPERATOR), ("baso", Role.PENGAWAS)])
def test_refused_while_an_office_stands_above_the_reader(cast: Cast, who: str, role: Role) -> None:
    make_assignment(cast.aminah.person, role, cast.satu)
    answer = remove(cast, who, cast.aminah.person)
    assert answer.status_code == 403
    assert "tidak bisa Anda berikan atau akhiri" in answer.content.decode()


def test_nobody_deletes_the_own_person(cast: Cast) -> None:
    assert remove(cast, "baso", cast.baso.person).status_code == 403


def test_the_trash_is_seen_within_scope_and_for_30_days(cast: Cast) -> None:
    remove(cast, "baso", cast.aminah.person)
    seen = {who for who, user in cast.everyone.items() if Removal.objects.visible_to(user).exists()}
    assert seen == {"aminah", "baso", "daeng", "faisal", "jafar"}
    Removal.objects.update(created_at=timezone.now() - timedelta(days=31))
    assert not Removal.objects.visible_to(cast.jafar).exists()


def test_a_number_taken_meanwhile_is_told(cast: Cast) -> None:
    person = make_teacher(cast.satu, nuptk="1234567890123456")
    remove_person(person=person, reason="x", by=cast.baso)
    make_teacher(cast.satu, nuptk="1234567890123456")
    assert "NUPTK ini sudah dipakai orang lain" in restore(cast, "baso").content.decode()


def test_a_person_without_work_is_deleted_by_the_home_region(cast: Cast) -> None:
    person = make_person(home_region=cast.kecamatan)
    assert remove(cast, "baso", person).status_code == 404
    assert remove(cast, "jafar", person).status_code == 302


def test_a_madrasah_is_empty_once_its_people_are_deleted(cast: Cast) -> None:
    Assignment.objects.filter(madrasah=cast.empat).exclude(person=cast.indah.person).delete()
    remove_person(person=cast.indah.person, reason="x", by=cast.jafar)
    client_of(cast.jafar).post(f"/madrasah/{cast.empat.pk}/hapus/")
    assert Madrasah.objects.get(pk=cast.empat.pk).removed_at
