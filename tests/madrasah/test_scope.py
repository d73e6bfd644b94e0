"""Who is in whose scope: the one definition, read against the cast."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from madrasah.models import Assignment, Madrasah, Person, Placement, User
from madrasah.roles import Role, role_label
from madrasah.scope import scope_of
from tests.cast import Cast
from tests.clock import days_from_now
from tests.factories import make_assignment, make_madrasah, make_person, make_region, make_teacher

PEOPLE_SEEN = {
    "aminah": {"aminah"},
    "baso": {"aminah", "baso", "daeng", "faisal"},
    "citra": {"citra", "gita", "daeng"},
    "daeng": {"aminah", "baso", "citra", "daeng", "faisal", "gita"},
    "eka": {"eka"},
    "faisal": {"aminah", "baso", "daeng", "faisal"},
    "gita": {"gita"},
    "hasan": {"hasan"},
    "indah": {"indah"},
    "keeper": {"eka", "jafar"},  # offices of a region, which only the keeper grants
}
PLACES_SEEN = {
    "aminah": {"satu"},
    "baso": {"satu"},
    "citra": {"dua"},
    "daeng": {"satu", "dua"},
    "faisal": {"satu"},
    "eka": {"satu", "dua", "tiga", "empat"},
    "gita": {"dua"},
    "hasan": {"tiga"},
    "indah": {"empat"},
    "jafar": {"satu", "dua", "tiga", "empat"},
    "keeper": set(),
}


@pytest.mark.parametrize("who", PEOPLE_SEEN)
def test_people_seen(cast: Cast, who: str) -> None:
    seen = set(Person.objects.visible_to(cast.everyone[who]))
    assert seen == {cast.everyone[name].person for name in PEOPLE_SEEN[who]}


def test_regional_operator_sees_everybody_of_the_region(cast: Cast) -> None:
    assert Person.objects.visible_to(cast.jafar).count() == 10


@pytest.mark.parametrize("who", PLACES_SEEN)
def test_places_seen(cast: Cast, who: str) -> None:
    seen = set(Madrasah.objects.visible_to(cast.everyone[who]))
    assert seen == {getattr(cast, name) for name in PLACES_SEEN[who]}


def test_offices_add_up(cast: Cast) -> None:
    make_assignment(cast.baso.person, Role.TEACHER, cast.dua)
    scope = scope_of(cast.baso)
    assert scope.roles == {Role.KEPALA, Role.TEACHER}
    assert scope.belongs == {cast.satu.pk, cast.dua.pk}
    assert scope.knows == {cast.satu.pk}


def test_an_ended_office_opens_nothing(cast: Cast) -> None:
    Assignment.objects.filter(person=cast.baso.person).update(until=days_from_now(-1))
    assert not scope_of(cast.baso).roles
    assert scope_of(cast.baso).head_terms[0].until == days_from_now(-1)


def test_an_office_that_starts_tomorrow_opens_nothing_yet(cast: Cast) -> None:
    Assignment.objects.filter(person=cast.baso.person).update(since=timezone.localdate() + timedelta(days=1))
    assert not scope_of(cast.baso).knows


def test_the_last_day_still_counts(cast: Cast) -> None:
    Assignment.objects.filter(person=cast.baso.person).update(until=timezone.localdate())
    assert scope_of(cast.baso).heads == {cast.satu.pk}


def test_the_old_madrasah_loses_sight_of_who_moved(cast: Cast) -> None:
    Placement.objects.filter(person=cast.aminah.person).update(until=days_from_now(-1))
    Assignment.objects.filter(person=cast.aminah.person).update(until=days_from_now(-1))
    assert cast.aminah.person not in Person.objects.visible_to(cast.baso)


def test_a_region_code_is_no_prefix_of_its_neighbour(cast: Cast) -> None:
    neighbour = make_region("73.021", level="kabupaten", name="Tetangga Contoh")
    away = make_madrasah(neighbour)
    stranger = make_teacher(away)
    assert away not in Madrasah.objects.visible_to(cast.jafar)
    assert stranger not in Person.objects.visible_to(cast.jafar)


def test_deleted_rows_are_seen_by_nobody(cast: Cast) -> None:
    Person.objects.filter(pk=cast.aminah.person.pk).update(removed_at=timezone.now())
    Madrasah.objects.filter(pk=cast.satu.pk).update(removed_at=timezone.now())
    assert cast.aminah.person not in Person.objects.visible_to(cast.baso)
    assert cast.satu not in Madrasah.objects.visible_to(cast.jafar)


def test_placed_at_reads_the_day(cast: Cast) -> None:
    person = make_teacher(cast.satu, since=date(2020, 1, 1), until=date(2021, 1, 1))
    assert person in Person.objects.placed_at([cast.satu.pk], date(2021, 1, 1))
    assert person not in Person.objects.placed_at([cast.satu.pk], date(2021, 1, 2))


def test_names_sort_without_titles_and_capitals(cast: Cast) -> None:
    first = make_person(name="aaa contoh", title_before="Prof.")
    assert Person.objects.by_name().first() == first


def test_plt_stands_before_the_office() -> None:
    assert role_label(Role.KEPALA, is_acting=True) == "Plt Kepala madrasah"


def test_who_is_counted_is_who_is_seen(cast: Cast) -> None:
    for who, user in cast.everyone.items():
        seen, counted = (set(rows.values_list("pk", flat=True)) for rows in _both_ways(user))
        assert counted == seen, who


def _both_ways(user: User) -> tuple[Any, Any]:
    return Person.objects.visible_to(user), Person.objects.counted_by(user)
