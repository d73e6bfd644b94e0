"""A region at once: many madrasah in one press, told apart by kecamatan, and those that wait for a kepala."""

import re

import pytest

from madrasah.models import Assignment, Madrasah, Person
from madrasah.roles import Role
from madrasah.work.actions import grant_supervision
from tests.cast import LONG_AGO, Cast, client_of
from tests.clock import today
from tests.factories import make_madrasah, make_person, make_region, make_teacher


@pytest.fixture
def away(cast: Cast) -> list[Madrasah]:
    """Two madrasah in a second kecamatan of the region."""
    region = make_region("73.02.02", name="Ujung Bulu", parent_id="73.02")
    return [make_madrasah(region, name=f"MI Bahari {number}") for number in (1, 2)]


def supervise(cast: Cast, person: Person, **chosen: object) -> str:
    data = {"since": today().isoformat(), **chosen}
    address = f"/guru/{person.pk}/tugas/pengawas/"
    return client_of(cast.jafar).post(address, data, follow=True).content.decode()


def supervised_by(person: Person) -> set[str]:
    return set(person.assignments.filter(role=Role.PENGAWAS).values_list("madrasah__name", flat=True))


def test_a_whole_kecamatan_and_single_madrasah_get_their_pengawas_in_one_press(
    cast: Cast, away: list[Madrasah]
) -> None:
    person = make_person(home_region=cast.kecamatan)
    page = supervise(cast, person, whole=["73.02.01"], madrasahs=[away[0].pk])
    assert "bertugas sebagai pengawas di 5 madrasah" in page
    assert supervised_by(person) == {
        "MI Contoh Satu",
        "MI Contoh Dua",
        "MI Contoh Tiga",
        "MI Contoh Empat",
        "MI Bahari 1",
    }


def test_a_whole_kabupaten_is_offered_where_more_than_one_kecamatan_is(cast: Cast, away: list[Madrasah]) -> None:
    person, client = make_person(home_region=cast.kecamatan), client_of(cast.jafar)
    assert "Bulukumba (6)" in client.get(f"/guru/{person.pk}/tugas/pengawas/").content.decode()
    assert "bertugas sebagai pengawas di 6 madrasah" in supervise(cast, person, whole=["73.02"])
    Madrasah.objects.filter(pk__in=[place.pk for place in away]).update(region=cast.kecamatan)
    assert "Bulukumba (" not in client.get(f"/guru/{cast.aminah.person.pk}/tugas/pengawas/").content.decode()


def test_who_supervises_already_is_asked_only_of_the_rest(cast: Cast, away: list[Madrasah]) -> None:
    page = client_of(cast.jafar).get(f"/guru/{cast.daeng.person.pk}/tugas/pengawas/").content.decode()
    assert "Gantarang (2)" in page and "Ujung Bulu (2)" in page and "MI Contoh Satu" not in page
    supervise(cast, cast.daeng.person, whole=["73.02.01"])
    assert len(supervised_by(cast.daeng.person)) == 4


@pytest.mark.parametrize("path", ["tugas/baru/", "tugas/pengawas/"])
def test_a_place_that_is_needed_is_not_called_optional(cast: Cast, path: str) -> None:
    page = client_of(cast.jafar).get(f"/guru/{cast.eka.person.pk}/{path}").content.decode()
    labels = re.findall(r"<(?:label|legend)[^>]*>\s*((?:Madrasah|Wilayah|Semua madrasah di)\b.*?)</", page, re.S)
    assert len(labels) == 2 and not [label for label in labels if "boleh kosong" in label]


def test_nothing_chosen_is_said(cast: Cast) -> None:
    assert "Pilih paling sedikit satu madrasah atau kecamatan." in supervise(cast, cast.daeng.person)


def test_twice_is_once(cast: Cast) -> None:
    person = make_person(home_region=cast.kecamatan)
    places = Madrasah.objects.filter(region=cast.kecamatan)
    given = [len(grant_supervision(person=person, madrasahs=places, since=LONG_AGO, by=cast.jafar)) for _ in range(2)]
    assert given == [4, 0]
    assert person.assignments.count() == 4


def test_a_choice_names_the_kecamatan_where_there_is_more_than_one(cast: Cast, away: list[Madrasah]) -> None:
    client, address = client_of(cast.jafar), f"/guru/{cast.aminah.person.pk}/tugas/baru/"
    assert "MI Bahari 1 · Ujung Bulu</option>" in client.get(address).content.decode()
    Madrasah.objects.filter(pk__in=[place.pk for place in away]).delete()
    assert "MI Contoh Satu</option>" in client.get(address).content.decode()


def test_a_kkg_takes_a_whole_kecamatan(cast: Cast, away: list[Madrasah]) -> None:
    client = client_of(cast.jafar)
    page = client.get("/kkg/baru/").content.decode()
    offered = re.findall(r"<span>(MI [^<]+)</span>", page)
    assert [name.partition(" · ")[2] for name in offered] == ["Gantarang"] * 4 + ["Ujung Bulu"] * 2
    client.post("/kkg/baru/", {"name": "KKG Bahari", "city": "Bulukumba", "whole": ["73.02.02"]})
    members = Madrasah.objects.filter(group_places__group__name="KKG Bahari")
    assert set(members) == set(away)


def test_the_card_that_counts_madrasah_without_a_kepala_opens_just_those(cast: Cast, away: list[Madrasah]) -> None:
    client = client_of(cast.jafar)
    Assignment.objects.filter(role=Role.KEPALA, madrasah=cast.tiga).update(until=LONG_AGO)
    make_teacher(away[0])
    home = client.get("/").content.decode()
    assert "3 madrasah belum punya kepala" in home
    page = client.get(re.search(r'href="(/madrasah/\?[^"]+)"', home)[1]).content.decode()
    assert re.findall(r"MI (?:Contoh|Bahari) \w+", page.split('<ul class="rows">')[1]) == [
        "MI Bahari 1",
        "MI Bahari 2",
        "MI Contoh Tiga",
    ]
    assert "Belum ada kepala yang tercatat" in client.get(f"/madrasah/{cast.tiga.pk}/").content.decode()
    assert "Belum ada kepala yang tercatat" not in client.get(f"/madrasah/{cast.satu.pk}/").content.decode()


def test_a_madrasah_without_anybody_leads_to_the_form_that_knows_it(cast: Cast, away: list[Madrasah]) -> None:
    client = client_of(cast.jafar)
    page = client.get(f"/madrasah/{away[0].pk}/").content.decode()
    assert "lalu pilih kepala sebagai tugasnya" in page
    form = client.get(re.search(r'href="(/guru/baru/[^"]+)"', page)[1]).content.decode()
    assert f'<option value="{away[0].pk}" selected>' in form
