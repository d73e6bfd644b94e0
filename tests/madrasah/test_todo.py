"""Cards of those who keep places and people."""

import pytest

from madrasah.models import Assignment, Madrasah, Placement
from madrasah.todo import tasks_for
from madrasah.work.reports import register_of
from tests.cast import Cast
from tests.factories import make_teacher


def titles(user: object) -> list[str]:
    return [task.title for task in tasks_for(user, register_of(user))]


def test_an_empty_region_begins_with_a_madrasah(cast: Cast) -> None:
    Madrasah.objects.update(removed_at="2026-01-01T00:00Z")
    assert titles(cast.jafar) == ["Daftarkan madrasah pertama"]


def test_then_come_guru(cast: Cast) -> None:
    Placement.objects.all().delete()
    assert titles(cast.jafar) == ["Tambahkan guru"]
    assert titles(cast.faisal) == ["Tambahkan guru"]


def test_then_come_offices(cast: Cast) -> None:
    Assignment.objects.exclude(person=cast.jafar.person).delete()
    assert titles(cast.jafar) == ["Tunjuk kepala madrasah", "Tunjuk pengawas"]
    assert "4 madrasah" in tasks_for(cast.jafar, register_of(cast.jafar))[0].detail


def test_kepala_is_told_of_people_without_an_account(cast: Cast) -> None:
    make_teacher(cast.satu)
    assert titles(cast.baso) == ["Buatkan akun"]
    assert titles(cast.hasan) == ["Tambahkan guru"]


@pytest.mark.parametrize("who", ["aminah", "daeng", "eka", "keeper"])
def test_others_get_nothing_from_here(cast: Cast, who: str) -> None:
    assert titles(cast.everyone[who]) == []


def test_the_keeper_is_told_when_no_region_has_an_operator(cast: Cast) -> None:
    Assignment.objects.filter(person=cast.jafar.person).delete()
    assert titles(cast.keeper) == ["Tetapkan operator wilayah"]
