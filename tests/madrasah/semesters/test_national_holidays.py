"""National holidays are offered with how certain they are, and count only once somebody ticked them."""

from datetime import date

import pytest

from madrasah.models import Holiday, Semester
from madrasah.semesters.national_reads import national_holidays
from tests.cast import client_of


@pytest.fixture
def genap(cast):
    Semester.objects.all().delete()
    return Semester.objects.create(
        school_year=2025, term="genap", starts_on=date(2026, 1, 5), ends_on=date(2026, 6, 20)
    )


def test_the_list_is_in_order_and_says_how_certain_each_day_is():
    days = national_holidays()
    assert [day.starts_on for day in days] == sorted(day.starts_on for day in days)
    assert {day.certainty for day in days if day.starts_on.year == 2026} == {"ditetapkan"}
    assert {day.certainty for day in days if day.starts_on.year == 2027} == {"perkiraan", "tanggal tetap"}
    assert sum((day.ends_on - day.starts_on).days + 1 for day in days if day.starts_on.year == 2026) == 17


def test_none_counts_before_it_is_ticked_and_then_once(cast, genap):
    address, client = f"/semester/{genap.pk}/libur-nasional/", client_of(cast.jafar)
    page = client.get(address).content.decode()
    assert "Isra Mikraj" in page and "Proklamasi" not in page and "checked" not in page
    assert not Holiday.objects.exists()
    for _ in range(2):
        client.post(address, {"libur": ["2026-03-21", "2026-05-27"]})
    assert set(genap.holidays.values_list("name", flat=True)) == {"Idulfitri 1447 Hijriah", "Iduladha 1447 Hijriah"}
    assert "Iduladha" not in client.get(address).content.decode().partition("<form")[2]


def test_nothing_ticked_comes_back_with_a_sentence(cast, genap):
    answer = client_of(cast.jafar).post(f"/semester/{genap.pk}/libur-nasional/", {})
    assert answer.status_code == 200 and not Holiday.objects.exists()
