"""What a person types finds what is meant: whatever its marks, capitals, order and small mistakes."""

import pytest
from django.test import Client

from core.search import number_in, words_of
from madrasah.models import Madrasah, Person
from tests.cast import Cast, client_of
from tests.factories import make_teacher

pytestmark = pytest.mark.django_db
NIP = "197001011998031001"


@pytest.fixture
def maruf(cast: Cast) -> Person:
    make_teacher(cast.satu, name="Siti Contoh", title_after="S.Pd.")
    return make_teacher(cast.satu, name="Ma'ruf Contoh", title_before="Drs. H.", title_after="S.Pd.I.", nip=NIP)


WRITTEN = [
    "Ma’ruf",
    "Maruf",
    "ma`ruf",
    "Drs. H. Ma'ruf Contoh, S.Pd.I.",
    "contoh maruf",
    "Contoh, Ma‘ruf",
    "H. Maruf S.Pd.I",
    "Drs H Maruf",
    "Makruf",
    "19700101 199803 1 001",
    "19700101.199803.1.001",
    NIP,
]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_person_is_found_however_the_name_is_typed(maruf: Person, text: str) -> None:
    assert list(Person.objects.named(text)) == [maruf]


@pytest.mark.parametrize("text", ["Moh. Yusuf", "muhammad yusuf", "Mohamad Yusup", "yusuf muhamad, S.Ag."])
def test_one_name_is_found_by_each_of_its_spellings(cast: Cast, text: str) -> None:
    make_teacher(cast.satu, name="Yusuf Contoh")
    yusuf = make_teacher(cast.satu, name="Muh. Yusuf Contoh", title_after="S.Ag.")
    assert list(Person.objects.named(text)) == [yusuf]


@pytest.mark.parametrize("text", ["Zulkifli", "19700101 199803 1 002", "maruf zulkifli"])
def test_somebody_else_is_not_found(maruf: Person, text: str) -> None:
    assert not Person.objects.named(text).exists()


def test_what_is_typed_exactly_comes_without_what_is_only_like_it(cast: Cast, maruf: Person) -> None:
    makruf = make_teacher(cast.satu, name="Makruf Contoh")
    assert list(Person.objects.named("Makruf")) == [makruf]
    assert maruf in Person.objects.named("S.Pd.I")


@pytest.mark.parametrize("text", ["satu contoh", "MI. Contoh Satu", "contoh sattu", "111273020001", "11127302 0001"])
def test_a_madrasah_is_found_the_same_way(cast: Cast, text: str) -> None:
    assert list(Madrasah.objects.named(text)) == [cast.satu]


@pytest.mark.parametrize("address", ["/guru/", "/akun/daftar/"])
def test_the_lists_use_it(cast: Cast, maruf: Person, address: str) -> None:
    page = client_of(cast.jafar).get(address, {"q": "Contoh Ma’ruf"}).content.decode()
    assert "Drs. H. Ma&#x27;ruf Contoh" in page and "Siti Contoh" not in page


def test_nothing_typed_narrows_nothing(cast: Cast, client: Client) -> None:
    assert words_of(" ’ ") == [] and number_in("MIN 2") == "" == number_in("2026")
    assert Person.objects.named("  ").count() == Person.objects.count()
