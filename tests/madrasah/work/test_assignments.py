"""Offices on screen: only what the grant table leaves; and the calendar everybody shares."""

import pytest

from madrasah.models import Assignment, Holiday, Person
from madrasah.roles import Role
from tests.cast import Cast, client_of
from tests.clock import days_from_now, on_day, today
from tests.madrasah.history import date_deletions


def give(cast: Cast, who: str, to: str, **data: object):
    person = cast.everyone[to].person
    return client_of(cast.everyone[who]).post(f"/guru/{person.pk}/tugas/baru/", {"since": today().isoformat()} | data)


def end_address(cast: Cast, who: str) -> str:
    office = Assignment.objects.get(person=cast.everyone[who].person)
    return f"/guru/{office.person_id}/tugas/{office.pk}/akhiri/"


def test_kepala_makes_a_guru_operator(cast: Cast) -> None:
    give(cast, "baso", "aminah", role="operator", madrasah=cast.satu.pk)
    office = Assignment.objects.get(person=cast.aminah.person, role=Role.OPERATOR)
    assert (office.madrasah, office.granted_by) == (cast.satu, cast.baso)


@pytest.mark.parametrize(("who", "role"), [("baso", "kepala"), ("daeng", "pengawas"), ("daeng", "kabupaten")])
def test_offices_not_in_the_table_are_not_offered(cast: Cast, who: str, role: str) -> None:
    response = give(cast, who, "aminah", role=role, madrasah=cast.satu.pk)
    assert "tidak ada dalam daftar" in response.content.decode()


def test_an_office_goes_with_its_own_place_only(cast: Cast) -> None:
    Assignment.objects.create(person=cast.baso.person, role=Role.OPERATOR, madrasah=cast.dua, since=today())
    response = give(cast, "baso", "aminah", role="operator", madrasah=cast.dua.pk)
    assert "Tugas Operator di MI Contoh Dua tidak bisa Anda berikan" in response.content.decode()


def test_the_same_open_office_twice_is_refused_in_words(cast: Cast) -> None:
    response = give(cast, "baso", "faisal", role="operator", madrasah=cast.satu.pk)
    assert "sudah memegang tugas itu" in response.content.decode()


def test_dates_in_the_wrong_order_come_back_filled(cast: Cast) -> None:
    response = give(cast, "baso", "aminah", role="operator", madrasah=cast.satu.pk, until="2020-01-01")
    assert "pada atau sesudah tanggal mulai" in response.content.decode()
    assert "2020-01-01" in response.content.decode()


def test_keeper_makes_an_operator_of_a_region(cast: Cast) -> None:
    give(cast, "keeper", "eka", role="operator", region="73.02")
    assert Assignment.objects.filter(person=cast.eka.person, role=Role.OPERATOR, region="73.02").exists()


def test_keeper_adds_a_person_with_an_office_of_a_region(cast: Cast) -> None:
    data = {"name": "Kartika Contoh", "role": "kabupaten", "region": "73.02", "since": today().isoformat()}
    client_of(cast.keeper).post("/guru/baru/", data)
    assert Person.objects.get(name="Kartika Contoh").assignments.get().role == Role.KABUPATEN


@pytest.mark.parametrize("role", [Role.KABUPATEN, Role.OPERATOR])
def test_an_operator_of_a_region_appoints_another_and_a_petugas(cast: Cast, role: Role) -> None:
    give(cast, "jafar", "baso", role=role, region="73.02")
    office = Assignment.objects.get(person=cast.baso.person, role=role)
    assert (office.region, office.madrasah) == (cast.kabupaten, None)
    data = {"name": "Kartika Contoh", "work": role, "region": "73.02", "since": today().isoformat()}
    client_of(cast.jafar).post("/guru/baru/", data)
    assert Person.objects.get(name="Kartika Contoh").assignments.get().region == cast.kabupaten


@pytest.mark.parametrize(
    ("role", "places", "sentence"),
    [
        ("operator", ("madrasah", "region"), "jangan keduanya"),
        ("operator", (), "Tempat tugasnya belum dipilih"),
        ("kabupaten", (), "Tempat tugasnya belum dipilih"),
        ("kabupaten", ("madrasah",), "bertugas di wilayah: pilih wilayahnya, kosongkan madrasah."),
        ("kepala", ("region",), "bertugas di madrasah: pilih madrasahnya, kosongkan wilayah."),
    ],
)
def test_an_office_has_one_place_of_its_kind(cast: Cast, role: str, places: tuple[str, ...], sentence: str) -> None:
    chosen = {"madrasah": cast.satu.pk, "region": "73.02"}
    response = give(cast, "jafar", "eka", role=role, **{name: chosen[name] for name in places})
    assert sentence in response.content.decode()


def test_who_granted_may_end(cast: Cast) -> None:
    client_of(cast.baso).post(end_address(cast, "faisal"), {"until": days_from_now(-1).isoformat()})
    assert client_of(cast.faisal).get("/madrasah/").content.decode().count("MI Contoh") == 0


def test_outsider_gets_404_and_insider_without_the_right_403(cast: Cast) -> None:
    assert client_of(cast.hasan).get(end_address(cast, "faisal")).status_code == 404
    response = client_of(cast.faisal).get(end_address(cast, "baso"))
    assert response.status_code == 403
    assert "tidak bisa Anda berikan atau akhiri" in response.content.decode()


def test_guru_gives_nothing(cast: Cast) -> None:
    assert give(cast, "aminah", "aminah", role="operator", madrasah=cast.satu.pk).status_code == 403


def test_wrong_method_gets_405(cast: Cast) -> None:
    assert client_of(cast.baso).put(end_address(cast, "faisal")).status_code == 405


# -- Semesters -----------------------------------------------------------------------------------------


@on_day(2026, 11, 23)
def test_everybody_reads_the_calendar(cast: Cast) -> None:
    days = {"starts_on": "2026-10-01", "ends_on": "2026-10-03"}
    Holiday.objects.create(semester=cast.semester, name="Libur Contoh", **days)
    page = client_of(cast.aminah).get("/semester/").content.decode()
    assert "1–3 Oktober 2026" in page
    assert "diatur operator wilayah" in page


def test_only_the_region_changes_the_calendar(cast: Cast) -> None:
    assert client_of(cast.daeng).get(f"/semester/{cast.semester.pk}/").status_code == 403
    assert client_of(cast.daeng).post(f"/semester/{cast.semester.pk}/libur/", {}).status_code == 403
    assert client_of(cast.jafar).get(f"/semester/{cast.semester.pk}/libur/").status_code == 405


@on_day(2026, 11, 23)
def test_dates_of_a_semester_are_saved(cast: Cast) -> None:
    data = {"starts_on": "2026-07-20", "ends_on": "2026-12-20"}
    client_of(cast.jafar).post(f"/semester/{cast.semester.pk}/", data)
    cast.semester.refresh_from_db()
    assert cast.semester.starts_on.day == 20


@on_day(2026, 11, 23)
def test_a_semester_ends_after_it_starts(cast: Cast) -> None:
    data = {"starts_on": "2026-07-20", "ends_on": "2026-07-20"}
    page = client_of(cast.jafar).post(f"/semester/{cast.semester.pk}/", data).content.decode()
    assert "Hari terakhir harus sesudah hari pertama" in page


@on_day(2026, 11, 23)
def test_a_holiday_lies_inside_its_semester_and_is_taken_back(cast: Cast) -> None:
    client, address = client_of(cast.jafar), f"/semester/{cast.semester.pk}/libur/"
    inside = {"libur-name": "Libur Contoh", "libur-starts_on": "2026-10-01", "libur-ends_on": "2026-10-03"}
    outside = inside | {"libur-ends_on": "2027-02-01"}
    assert "harus di dalam Semester gasal" in client.post(address, outside).content.decode()
    client.post(address, inside)
    before = Holiday.objects.values().get()
    client.post(f"/semester/libur/{before['id']}/hapus/")
    assert not Holiday.objects.exists()
    date_deletions(Holiday)
    (event,) = client.get(f"/semester/{cast.semester.pk}/").context["removed"]
    client.post(f"/semester/libur/{event.pgh_id}/kembalikan/")
    assert Holiday.objects.values().get() == before
