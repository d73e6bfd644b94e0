"""Two equal forms at the same moment make one row, on real connections; the next one of its kind is done as ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from madrasah.models import Madrasah, Person, Placement
from tests.cast import Cast, build_cast, client_of
from tests.clock import today

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return build_cast()


def pressed_twice(cast: Cast, address: str, words: dict[str, Any]) -> list[Any]:
    """Both answers of a form that is sent twice at once by the same browser."""
    client, together = client_of(cast.jafar), Barrier(2)
    cookies = client.cookies
    client.get("/akun/")  # the device is noted

    def press(_number: int) -> Any:
        second = Client()
        second.cookies = cookies.copy()
        together.wait(10)
        try:
            return second.post(address, words | {"csrfmiddlewaretoken": "a" * 64})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(press, range(2)))


def test_one_person_comes_of_two_equal_presses(cast: Cast) -> None:
    words = {"name": "Contoh Sekali", "work": "guru_kelas", "madrasah": cast.satu.pk, "since": today().isoformat()}
    first, second = pressed_twice(cast, "/guru/baru/", words)
    assert Person.objects.filter(name="Contoh Sekali").count() == 1
    assert first.status_code == second.status_code == 302 and first.url == second.url


def test_one_madrasah_comes_of_two_equal_presses(cast: Cast) -> None:
    words = {"name": "MI Contoh Sekali", "region": cast.kecamatan.pk, "status": "swasta"}
    first, second = pressed_twice(cast, "/madrasah/baru/", words)
    assert Madrasah.objects.filter(name="MI Contoh Sekali").count() == 1
    assert first.url == second.url


def test_another_page_or_another_form_between_is_done(cast: Cast) -> None:
    client = client_of(cast.jafar)
    words = {"work": "guru_kelas", "madrasah": cast.satu.pk, "since": today().isoformat()}
    for name, mark in [("A", "a"), ("B", "a"), ("A", "a"), ("A", "a"), ("A", "b")]:
        person = {"name": f"Contoh {name}", "is_another": "on", "csrfmiddlewaretoken": mark * 64}
        client.post("/guru/baru/", words | person)
    made = [Person.objects.filter(name=f"Contoh {name}").count() for name in "AB"]
    assert made == [3, 1] and Placement.objects.filter(person__name="Contoh A").count() == 3
