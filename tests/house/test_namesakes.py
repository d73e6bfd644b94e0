"""Two persons of one name are told apart wherever one of them is chosen: by madrasah, then class."""

import pytest
from django.urls import reverse

from madrasah.models import Person
from madrasah.work.namesakes import told_apart
from tests.cast import Cast, client_of
from tests.factories import make_teacher
from tests.house.namesakes import NAME, make_namesakes


@pytest.fixture
def namesakes(cast: Cast) -> list[Person]:
    return make_namesakes(cast)


def test_a_name_grows_only_where_another_reads_alike(cast, namesakes, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        names = told_apart([*namesakes, cast.aminah.person])
    assert list(names.values()) == [
        "Andi Serupa · MI Contoh Dua",
        "Andi Serupa · MI Contoh Satu · kelas IV",
        "ANDI SERUPA · MI Contoh Satu · kelas V",
        "Aminah Contoh, S.Pd.I.",
    ]
    with django_assert_num_queries(0):
        assert told_apart(namesakes[:1]) == {namesakes[0].pk: NAME}


def test_muh_and_muhammad_read_alike_and_an_office_tells_where_there_is_no_post(cast) -> None:
    teacher = make_teacher(cast.satu, name="Muh. Hasan Contoh")
    cast.hasan.person.name = "Muhammad Hasan Contoh"
    names = told_apart([teacher, cast.hasan.person])
    assert names[teacher.pk] == "Muh. Hasan Contoh · MI Contoh Satu"
    assert names[cast.hasan.person_id].endswith("· Kepala madrasah MI Contoh Tiga")


def test_who_is_alike_in_everything_gets_a_number(cast) -> None:
    twins = [make_teacher(cast.satu, name=NAME) for _ in range(2)]
    assert list(told_apart(twins).values()) == [f"{NAME} · MI Contoh Satu · data {number}" for number in (1, 2)]


def test_two_records_that_become_one_are_told_apart(cast: Cast) -> None:
    kept, dropped = make_teacher(cast.satu, name=NAME, nip="198501012010012001"), make_teacher(cast.satu, name=NAME)
    dropped.placements.update(class_name="V")
    client, url = client_of(cast.jafar), reverse("person-merge", args=[kept.pk, dropped.pk])
    page = client.get(url).content.decode()
    assert f"<b>{NAME} · MI Contoh Satu · kelas V</b> pindah ke" in page
    assert "NIP 198501012010012001 · " in page and "tanpa NIP · " in page
    done = client.post(url, {"mark": client.get(url).context["form"].initial["mark"]}, follow=True).content.decode()
    assert f"dan {NAME} · MI Contoh Satu · kelas V sudah menjadi satu." in done
