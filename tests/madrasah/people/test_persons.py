"""Persons on screen: the six questions, identifiers, posts and moves."""

from datetime import timedelta

import pytest

from madrasah.models import Assignment, Person, Placement, Subject
from madrasah.roles import Role
from tests.cast import Cast, client_of
from tests.clock import today
from tests.factories import make_madrasah, make_person, make_region, make_teacher, make_user
from tests.madrasah.history import date_deletions

NIP = "198501012010012001"


def page_of(person: Person, rest: str = "") -> str:
    return f"/guru/{person.pk}/{rest}"


def filled(person: Person, **changed: object) -> dict[str, object]:
    return {"name": person.name, "sex": person.sex, "revision": person.revision} | changed


@pytest.fixture
def new(cast: Cast) -> dict[str, object]:
    work = {"work": "guru_kelas", "madrasah": cast.satu.pk, "since": today().isoformat(), "class_name": "4A"}
    return {"name": "HJ. NURHAYATI CONTOH, S.PD.I", "sex": "P"} | work


# -- List and detail -----------------------------------------------------------------------------------


def test_list_shows_those_in_scope(cast: Cast) -> None:
    page = client_of(cast.faisal).get("/guru/").content.decode()
    assert "Aminah Contoh" in page
    assert "Gita Contoh" not in page


def test_whoever_keeps_one_madrasah_is_not_asked_which(cast: Cast) -> None:
    """In the lists of people and of accounts, which share the question."""
    for who, asked in ((cast.faisal, False), (cast.daeng, True)):
        for path in ("/guru/", "/akun/daftar/"):
            assert ("Semua madrasah" in client_of(who).get(path).content.decode()) is asked


def test_list_is_searched_by_name_number_and_madrasah(cast: Cast) -> None:
    client = client_of(cast.jafar)
    found = make_teacher(cast.dua, name="Dicari Contoh", nip=NIP)
    assert found.name in client.get("/guru/", {"q": NIP}).content.decode()
    assert found.name in client.get("/guru/", {"madrasah": cast.dua.pk}).content.decode()
    assert found.name not in client.get("/guru/", {"madrasah": cast.tiga.pk}).content.decode()


@pytest.mark.parametrize("asked", [{"q": "a\x00"}, {"madrasah": "x"}, {"halaman": "9999"}, {"halaman": "-"}])
def test_a_strange_filter_is_no_fault_of_ours(cast: Cast, asked: dict) -> None:
    assert client_of(cast.jafar).get("/guru/", asked).status_code == 200


def test_detail_shows_identity_to_those_who_may(cast: Cast) -> None:
    person = make_teacher(cast.satu, nip=NIP)
    assert NIP in client_of(cast.baso).get(page_of(person)).content.decode()


@pytest.mark.parametrize("rest", ["", "ubah/", "tempat/baru/", "tugas/baru/", "ijazah/baru/"])
@pytest.mark.parametrize("who", ["citra", "hasan", "gita", "eka"])
def test_outsider_gets_404(cast: Cast, who: str, rest: str) -> None:
    assert client_of(cast.everyone[who]).get(page_of(cast.aminah.person, rest)).status_code == 404


def test_own_page_is_seen_but_not_edited(cast: Cast) -> None:
    client = client_of(cast.aminah)
    assert client.get(page_of(cast.aminah.person)).status_code == 200
    response = client.get(page_of(cast.aminah.person, "ubah/"))
    assert response.status_code == 403
    assert "operator" in response.content.decode()


def test_wrong_method_gets_405(cast: Cast) -> None:
    assert client_of(cast.baso).post("/guru/").status_code == 405
    assert client_of(cast.baso).post(page_of(cast.aminah.person)).status_code == 405


# -- New and edit --------------------------------------------------------------------------------------


def test_new_person_comes_with_a_place_and_titles_apart(cast: Cast, new: dict) -> None:
    response = client_of(cast.faisal).post("/guru/baru/", new)
    person = Person.objects.latest("pk")
    assert response.url == page_of(person)
    assert (person.title_before, person.name, person.title_after) == ("Hj.", "Nurhayati Contoh", "S.Pd.I.")
    assert person.placements.get().madrasah == cast.satu


def test_new_acting_kepala_comes_with_an_office(cast: Cast, new: dict) -> None:
    client_of(cast.daeng).post("/guru/baru/", new | {"work": "kepala", "is_acting": "on"})
    office = Person.objects.latest("pk").assignments.get()
    assert office.label == "Plt Kepala madrasah"
    assert office.granted_by == cast.daeng


def test_an_office_above_the_own_is_not_offered(cast: Cast, new: dict) -> None:
    page = client_of(cast.faisal).post("/guru/baru/", new | {"work": "kepala"}).content.decode()
    assert "pilihan itu tidak ada dalam daftar" in page
    assert not Person.objects.filter(name__startswith="Nurhayati").exists()


def test_a_madrasah_outside_is_not_offered(cast: Cast, new: dict) -> None:
    page = client_of(cast.faisal).post("/guru/baru/", new | {"madrasah": cast.tiga.pk}).content.decode()
    assert "tidak ada dalam daftar" in page


def test_a_subject_teacher_needs_a_subject(cast: Cast, new: dict) -> None:
    client = client_of(cast.faisal)
    assert "Mata pelajaran belum dipilih" in client.post("/guru/baru/", new | {"work": "guru_mapel"}).content.decode()
    Subject.objects.create(code="FIK", name="Fikih")
    client.post("/guru/baru/", new | {"work": "guru_mapel", "subject": "FIK"})
    assert Placement.objects.latest("pk").subject_id == "FIK"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("nip", "123", "NIP harus 18 digit"),
        ("nuptk", "12", "NUPTK harus 16 digit"),
        ("npk", "abc", "NPK hanya boleh berisi angka"),
        ("birth_date", "kemarin", "Tulis seperti 23-11-2026"),
        ("name", "", "belum diisi"),
        ("since", "", "belum diisi"),
    ],
)
def test_wrong_form_comes_back_filled(cast: Cast, new: dict, field: str, value: str, sentence: str) -> None:
    page = client_of(cast.faisal).post("/guru/baru/", new | {field: value}).content.decode()
    assert sentence in page
    assert "4A" in page


def test_a_number_with_spaces_is_tidied_and_unique(cast: Cast) -> None:
    client = client_of(cast.faisal)
    client.post(page_of(cast.aminah.person, "ubah/"), filled(cast.aminah.person, nip="19850101 201001 2 001"))
    cast.aminah.person.refresh_from_db()
    assert cast.aminah.person.nip == NIP
    other = make_teacher(cast.satu)
    page = client.post(page_of(other, "ubah/"), filled(other, nip=NIP)).content.decode()
    assert "NIP ini sudah dipakai orang lain" in page


def test_a_doubtful_nip_is_saved_with_a_warning(cast: Cast) -> None:
    data = filled(cast.aminah.person, nip=NIP, birth_date="1990-02-03")
    response = client_of(cast.faisal).post(page_of(cast.aminah.person, "ubah/"), data, follow=True)
    assert "delapan digit pertama NIP" in response.content.decode()


def test_second_editor_is_told(cast: Cast) -> None:
    client, address = client_of(cast.faisal), page_of(cast.aminah.person, "ubah/")
    client.post(address, filled(cast.aminah.person, phone="0811"))
    page = client.post(address, filled(cast.aminah.person, phone="0822")).content.decode()
    assert "nomor HP sekarang “0811”" in page
    assert 'name="revision" value="2"' in page


def test_the_same_name_at_the_same_place_is_asked_about(cast: Cast, new: dict) -> None:
    client = client_of(cast.faisal)
    client.post("/guru/baru/", new)
    page = client.post("/guru/baru/", new | {"name": "Nurhayati Contoh"}).content.decode()
    assert "sudah tercatat di MI Contoh Satu" in page
    assert 'name="is_another"' in page
    client.post("/guru/baru/", new | {"is_another": "on"})
    assert Person.objects.filter(name="Nurhayati Contoh").count() == 2


# -- Posts ---------------------------------------------------------------------------------------------


def test_a_move_keeps_the_history_and_closes_the_old_place(cast: Cast) -> None:
    placement = cast.aminah.person.placements.get()
    data = {"work": "guru_kelas", "madrasah": cast.dua.pk, "since": today().isoformat()}
    client_of(cast.daeng).post(page_of(cast.aminah.person, f"tempat/{placement.pk}/pindah/"), data)
    placement.refresh_from_db()
    assert placement.until == today() - timedelta(days=1)
    assert client_of(cast.baso).get(page_of(cast.aminah.person)).status_code == 404
    assert client_of(cast.citra).get(page_of(cast.aminah.person)).status_code == 200


def test_a_move_outside_the_own_places_is_refused(cast: Cast) -> None:
    placement = cast.aminah.person.placements.get()
    data = {"work": "guru_kelas", "madrasah": cast.dua.pk, "since": today().isoformat()}
    address = page_of(cast.aminah.person, f"tempat/{placement.pk}/pindah/")
    assert "tidak ada dalam daftar" in client_of(cast.baso).post(address, data).content.decode()


def test_ending_a_post_ends_the_office_of_guru_there(cast: Cast) -> None:
    placement = cast.aminah.person.placements.get()
    address = page_of(cast.aminah.person, f"tempat/{placement.pk}/akhiri/")
    client_of(cast.baso).post(address, {"until": today().isoformat()})
    assert Assignment.objects.get(person=cast.aminah.person, role=Role.TEACHER).until == today()


def test_a_post_cannot_end_before_it_began(cast: Cast) -> None:
    placement = cast.aminah.person.placements.get()
    address = page_of(cast.aminah.person, f"tempat/{placement.pk}/akhiri/")
    page = client_of(cast.baso).post(address, {"until": "2020-01-01"}).content.decode()
    assert "pada atau sesudah tanggal mulai" in page


def test_the_same_post_twice_is_refused_in_words(cast: Cast) -> None:
    data = {"work": "guru_kelas", "madrasah": cast.satu.pk, "since": today().isoformat()}
    page = client_of(cast.baso).post(page_of(cast.aminah.person, "tempat/baru/"), data).content.decode()
    assert "sudah tercatat pada tanggal itu" in page


def test_papers_are_added_once_and_taken_back(cast: Cast) -> None:
    client, address = client_of(cast.faisal), page_of(cast.aminah.person, "ijazah/")
    data = {"level": "S1", "programme": "PGMI"}
    client.post(f"{address}baru/", data)
    assert client.post(f"{address}baru/", data).status_code == 200
    degree = cast.aminah.person.degrees.get()
    client.post(f"{address}{degree.pk}/hapus/")
    assert not cast.aminah.person.degrees.exists()


@pytest.mark.parametrize("kind", ["ijazah", "sertifikat"])
def test_a_deleted_paper_comes_back_as_it_was(cast: Cast, kind: str) -> None:
    person, address = cast.aminah.person, page_of(cast.aminah.person, f"{kind}/")
    papers = person.degrees if kind == "ijazah" else person.teaching_certificates
    said = {"level": "S1", "programme": "PGMI"} if kind == "ijazah" else {"field_code": "028", "number": "12"}
    paper, client = papers.create(**said), client_of(cast.faisal)
    client.post(f"{address}{paper.pk}/hapus/")
    date_deletions(papers.model)
    page = client.get(f"{address}baru/")
    assert "Baru dihapus" in page.content.decode()
    (event,) = page.context["removed"]
    for _ in range(2):
        client.post(f"{address}{event.pgh_id}/kembalikan/")
    assert list(papers.values("pk", *said)) == [{"pk": paper.pk} | said]
    assert "Baru dihapus" not in client.get(f"{address}baru/").content.decode()


def test_a_paper_entered_anew_meanwhile_stays_alone(cast: Cast) -> None:
    degrees, said = cast.aminah.person.degrees, {"level": "S1", "programme": "PGMI"}
    address, client = page_of(cast.aminah.person, "ijazah/"), client_of(cast.faisal)
    client.post(f"{address}{degrees.create(**said).pk}/hapus/")
    date_deletions(degrees.model)
    (event,) = client.get(f"{address}baru/").context["removed"]
    degrees.create(**said)
    client.post(f"{address}{event.pgh_id}/kembalikan/")
    assert degrees.count() == 1


# -- Speed ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [1, 25])
def test_list_asks_no_more_for_more_rows(cast: Cast, more: int, django_assert_max_num_queries) -> None:
    for _ in range(more):
        make_user(make_teacher(cast.satu))
    client = client_of(cast.faisal)
    with django_assert_max_num_queries(10):
        client.get("/guru/")


@pytest.mark.parametrize("more", [1, 12])
def test_detail_asks_no_more_for_more_offices(cast: Cast, more: int, django_assert_max_num_queries) -> None:
    person = make_person(home_region=make_region("73.02.09"))
    for _ in range(more):
        madrasah = make_madrasah(cast.kecamatan)
        Placement.objects.create(person=person, madrasah=madrasah, since=today())
        Assignment.objects.create(person=person, madrasah=madrasah, role=Role.PENGAWAS, since=today())
    client = client_of(cast.jafar)
    with django_assert_max_num_queries(17):
        client.get(page_of(person))
