"""Working groups: who sees, makes and keeps them; their madrasah and officers."""

import pytest
from django.core.exceptions import ValidationError

from kkg.groups.actions import appoint_officer, create_group, end_term, set_places
from kkg.models import GroupPlace, Officer, WorkingGroup
from tests.cast import client_of
from tests.clock import days_from_now, today

LIST = "/kkg/"


def open_places(group) -> set[str]:
    return set(group.group_places.open().values_list("madrasah__name", flat=True))


@pytest.mark.parametrize(
    ("who", "status"), [("aminah", 200), ("citra", 200), ("daeng", 200), ("jafar", 200), ("hasan", 404), ("eka", 404)]
)
def test_who_sees_a_group(cast, who, status) -> None:
    client = client_of(getattr(cast, who))
    assert client.get(f"{LIST}{cast.group.pk}/").status_code == status
    assert (cast.group.name in client.get(LIST).content.decode()) is (status == 200)


@pytest.mark.parametrize("rest", ["ubah/", "madrasah/", "pengurus/"])
@pytest.mark.parametrize(("who", "status"), [("gita", 403), ("hasan", 404), ("daeng", 200), ("jafar", 200)])
def test_who_keeps_a_group(cast, who, status, rest) -> None:
    client = client_of(getattr(cast, who))
    assert client.get(f"{LIST}{cast.group.pk}/{rest}").status_code == status


def test_a_pengawas_makes_a_group_and_a_second_press_is_the_same(cast) -> None:
    data = {"name": "KKG Contoh Baru", "city": "Gantarang", "madrasahs": [cast.satu.pk]}
    for _ in range(2):
        assert client_of(cast.daeng).post(f"{LIST}baru/", data).status_code == 302
    assert open_places(WorkingGroup.objects.get(name="KKG Contoh Baru")) == {"MI Contoh Satu"}


def test_a_group_without_madrasah_is_refused_and_the_name_stays(cast) -> None:
    page = client_of(cast.daeng).post(f"{LIST}baru/", {"name": "KKG Contoh Kosong"}).content.decode()
    assert "Pilih paling sedikit satu madrasah" in page
    assert "KKG Contoh Kosong" in page


def test_a_pengawas_cannot_add_a_madrasah_of_others(cast) -> None:
    data = {"name": "KKG Contoh Baru", "madrasahs": [cast.tiga.pk]}
    page = client_of(cast.daeng).post(f"{LIST}baru/", data)
    assert "tidak ada dalam daftar" in page.content.decode()


def test_making_a_group_is_refused_with_the_sentence(cast) -> None:
    answer = client_of(cast.gita).get(f"{LIST}baru/")
    assert answer.status_code == 403
    assert "operator wilayah yang membuat KKG baru" in answer.content.decode()


def test_places_of_others_stay_and_own_ones_end(cast) -> None:
    cast.daeng.person.assignments.filter(madrasah=cast.dua).delete()
    set_places(group=cast.group, madrasahs=[], today=today(), by=cast.daeng)
    assert open_places(cast.group) == {"MI Contoh Dua"}
    assert cast.group.group_places.count() == 2


def test_a_group_never_stands_empty(cast) -> None:
    with pytest.raises(ValidationError, match="paling sedikit satu madrasah"):
        set_places(group=cast.group, madrasahs=[], today=today(), by=cast.daeng)


def test_places_by_the_form(cast) -> None:
    client = client_of(cast.jafar)
    data = {"madrasahs": [cast.satu.pk, cast.dua.pk, cast.empat.pk]}
    assert client.post(f"{LIST}{cast.group.pk}/madrasah/", data).status_code == 302
    assert open_places(cast.group) == {"MI Contoh Satu", "MI Contoh Dua", "MI Contoh Empat"}


def test_the_letterhead_is_not_overwritten_silently(cast) -> None:
    url, client = f"{LIST}{cast.group.pk}/ubah/", client_of(cast.daeng)
    data = {"name": cast.group.name, "city": "Gantarang", "letterhead": "KKG Contoh", "revision": 1}
    assert client.post(url, data).status_code == 302
    assert client.post(url, data).status_code == 302
    page = client.post(url, data | {"letterhead": "Kop lain"}).content.decode()
    assert "orang lain mengubah" in page
    assert "Kop lain" in page


def test_an_office_is_held_by_one(cast) -> None:
    data = {"office": "ketua", "person": cast.aminah.person_id, "since": today().isoformat()}
    page = client_of(cast.daeng).post(f"{LIST}{cast.group.pk}/pengurus/", data).content.decode()
    assert "Ketua masih dipegang Gita Contoh, S.Pd." in page


def test_a_new_officer_runs_sessions_at_once_and_no_longer_after_the_term(cast) -> None:
    officer = appoint_officer(
        group=cast.group,
        person=cast.aminah.person,
        office=Officer.Office.SEKRETARIS,
        since=days_from_now(-5),
        by=cast.daeng,
    )
    assert client_of(cast.aminah).get("/kkg/pertemuan/baru/").status_code == 200
    client_of(cast.daeng).post(f"{LIST}{cast.group.pk}/pengurus/{officer.pk}/akhiri/")
    assert client_of(cast.aminah).get("/kkg/pertemuan/baru/").status_code == 403


def test_ending_twice_keeps_the_first_end(cast) -> None:
    officer = Officer.objects.get()
    end_term(officer=officer, today=days_from_now(-3), by=cast.daeng)
    end_term(officer=officer, today=today(), by=cast.daeng)
    assert Officer.objects.get().until == days_from_now(-4)


def test_wrong_methods_get_405(cast) -> None:
    client = client_of(cast.daeng)
    assert client.post(LIST).status_code == 405
    assert client.put(f"{LIST}{cast.group.pk}/ubah/").status_code == 405


def test_list_asks_no_more_for_more_groups(cast, django_assert_max_num_queries) -> None:
    for number in range(12):
        create_group(values={"name": f"KKG Contoh {number}"}, madrasahs=[cast.satu], since=today(), by=cast.daeng)
    client = client_of(cast.daeng)
    with django_assert_max_num_queries(8):
        client.get(LIST)


def test_a_long_list_goes_on_with_a_next_page(cast) -> None:
    for number in range(21):
        create_group(values={"name": f"KKG Contoh {number:02}"}, madrasahs=[cast.satu], since=today(), by=cast.daeng)
    client = client_of(cast.daeng)
    first, second = (client.get(LIST, {"halaman": page}).content.decode() for page in (1, 2))
    assert first.count("KKG Contoh") == 20 and "Berikutnya" in first
    assert "KKG Contoh 20" in second and "Sebelumnya" in second


@pytest.mark.parametrize(
    ("who", "words", "way"),
    [
        ("eka", "KKG dibuat dan diurus pengawas atau operator wilayah", "/madrasah/"),
        ("keeper", "Beri dulu tugas itu kepada seseorang", "/guru/"),
        ("indah", "Mintalah pengawas atau operator wilayah memasukkannya", ""),
        ("jafar", "Buat KKG baru: pilih madrasah anggotanya", "/kkg/baru/"),
    ],
)
def test_who_sees_no_kkg_is_told_the_first_step(cast, who, words, way) -> None:
    GroupPlace.objects.all().delete()
    client = client_of(cast.everyone[who])
    page = client.get("/kkg/").content.decode()
    assert words in page
    if way:
        assert way in page[page.index("<main") :]
        assert client.get(way).status_code == 200
