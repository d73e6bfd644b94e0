"""Worlds that tests share (tests/worlds.py): each test finds the rows it asked for and no more, whoever came before."""

import pytest

from madrasah.models import Person
from tests.cast import WHO
from tests.clock import on_day
from tests.factories import make_person
from tests.worlds import standing


@standing
def newcomer(cast) -> Person:
    return make_person(name="Baru Contoh")


@standing
def neighbour(cast, newcomer) -> tuple[Person, Person]:
    return newcomer, make_person(name="Tetangga Contoh")


def names() -> set[str]:
    return set(Person.objects.exclude(name__in=[name for _, name, _, _ in WHO.values()]).values_list("name", flat=True))


@pytest.mark.parametrize("turn", range(2))
def test_what_one_test_wrote_and_changed_the_next_does_not_find(turn: int, cast, newcomer) -> None:
    assert (names(), newcomer.name, cast.aminah.person.name) == ({"Baru Contoh"}, "Baru Contoh", "Aminah Contoh")
    make_person(name="Sisa Contoh")
    Person.objects.filter(pk=newcomer.pk).delete()
    newcomer.name = cast.aminah.person.name = "Lain"


@pytest.mark.parametrize("turn", range(2))
def test_one_stands_on_the_other_and_both_are_the_same_objects(turn: int, neighbour, newcomer) -> None:
    assert names() == {"Baru Contoh", "Tetangga Contoh"}
    assert neighbour[0] is newcomer


def test_who_asks_for_less_finds_less(cast) -> None:
    assert names() == set() and Person.objects.count() == len(WHO)


def test_who_asks_for_nothing_finds_nothing(db) -> None:
    assert not Person.objects.exists()


@pytest.mark.parametrize("year", [pytest.param(year, marks=on_day(year, 8, 3)) for year in (2026, 2027, 2026)])
def test_who_asks_on_another_day_finds_the_world_of_that_day(year: int, cast) -> None:
    assert cast.semester.school_year == year


@pytest.mark.django_db(transaction=True)
def test_where_rows_are_really_written_it_is_built_anew(cast, newcomer) -> None:
    assert names() == {"Baru Contoh"}
