"""Madrasah on screen: the six questions of every noun."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from madrasah.models import Madrasah
from tests.cast import Cast, client_of
from tests.factories import make_madrasah, make_region, make_teacher

LIST = "/madrasah/"


def address(name: str, madrasah: Madrasah) -> str:
    return reverse(f"madrasah:madrasah-{name}", args=[madrasah.pk])


def filled(madrasah: Madrasah, **changed: object) -> dict[str, object]:
    data = {"name": madrasah.name, "status": "swasta", "region": madrasah.region_id, "nsm": madrasah.nsm}
    return data | {"revision": madrasah.revision} | changed


@pytest.fixture
def new(cast: Cast) -> dict[str, object]:
    return {"name": "MI Contoh Baru", "status": "negeri", "region": "73.02.01", "nsm": "111173020009"}


def test_list_shows_own_madrasah_only(cast: Cast) -> None:
    page = client_of(cast.hasan).get(LIST).content.decode()
    assert "MI Contoh Tiga" in page
    assert "MI Contoh Satu" not in page


def test_search_finds_by_name_and_number(cast: Cast) -> None:
    client = client_of(cast.jafar)
    assert "MI Contoh Dua" in client.get(LIST, {"q": "dua"}).content.decode()
    assert "MI Contoh Dua" in client.get(LIST, {"q": cast.dua.nsm}).content.decode()
    assert "MI Contoh Dua" not in client.get(LIST, {"q": "tiga"}).content.decode()


def test_a_nul_byte_in_the_search_is_no_fault_of_ours(cast: Cast) -> None:
    assert client_of(cast.jafar).get(LIST, {"q": "a\x00b"}).status_code == 200


def test_detail_lists_people_for_those_who_may_know(cast: Cast) -> None:
    page = client_of(cast.faisal).get(address("detail", cast.satu)).content.decode()
    assert "Aminah Contoh" in page
    assert "Baso Contoh" in page


def test_kabupaten_reads_no_names(cast: Cast) -> None:
    page = client_of(cast.eka).get(address("detail", cast.satu)).content.decode()
    assert "Aminah" not in page
    assert "Baso" not in page


def test_guru_reads_who_heads_the_own_madrasah(cast: Cast) -> None:
    assert "Baso Contoh" in client_of(cast.aminah).get(address("detail", cast.satu)).content.decode()


@pytest.mark.parametrize("name", ["detail", "edit", "remove"])
def test_outsider_gets_404(cast: Cast, name: str) -> None:
    assert client_of(cast.hasan).get(address(name, cast.satu)).status_code == 404


def test_who_may_only_look_gets_403_with_the_reason(cast: Cast) -> None:
    response = client_of(cast.aminah).get(address("edit", cast.satu))
    assert response.status_code == 403
    assert "diubah oleh operator" in response.content.decode()


def test_only_the_region_adds_and_deletes(cast: Cast) -> None:
    client = client_of(cast.daeng)
    assert client.get("/madrasah/baru/").status_code == 403
    assert client.post(address("remove", cast.satu)).status_code == 403


def test_wrong_method_gets_405(cast: Cast) -> None:
    assert client_of(cast.jafar).post(LIST).status_code == 405
    assert client_of(cast.jafar).post(address("detail", cast.satu)).status_code == 405


def test_new_madrasah_is_registered(cast: Cast, new: dict) -> None:
    response = client_of(cast.jafar).post("/madrasah/baru/", new)
    madrasah = Madrasah.objects.get(name="MI Contoh Baru")
    assert response.url == address("detail", madrasah)
    assert madrasah.nsm == "111173020009"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("nsm", "12345", "NSM harus 12 digit"),
        ("nsm", "131173020009", "berawalan 111"),
        ("nsm", "111273020001", "NSM ini sudah dipakai madrasah lain"),
        ("npsn", "1", "NPSN harus 8 digit"),
        ("name", "", "belum diisi"),
        ("region", "73", "tidak ada dalam daftar"),
    ],
)
def test_wrong_form_comes_back_filled(cast: Cast, new: dict, field: str, value: str, sentence: str) -> None:
    page = client_of(cast.jafar).post("/madrasah/baru/", new | {field: value}).content.decode()
    assert sentence in page
    assert "111173020009" in page or field == "nsm"


def test_a_kecamatan_outside_the_region_is_refused(cast: Cast, new: dict) -> None:
    make_region("73.03.01")
    page = client_of(cast.jafar).post("/madrasah/baru/", new | {"region": "73.03.01"}).content.decode()
    assert "tidak ada dalam daftar" in page


def test_edit_is_saved(cast: Cast) -> None:
    data = filled(cast.satu, village="Desa Contoh")
    client_of(cast.faisal).post(address("edit", cast.satu), data)
    cast.satu.refresh_from_db()
    assert (cast.satu.village, cast.satu.revision) == ("Desa Contoh", 2)


def test_second_editor_is_told_and_may_save_on_purpose(cast: Cast) -> None:
    client = client_of(cast.baso)
    client_of(cast.faisal).post(address("edit", cast.satu), filled(cast.satu, village="Desa Satu"))
    refused = client.post(address("edit", cast.satu), filled(cast.satu, village="Desa Dua"))
    assert "desa/kelurahan sekarang “Desa Satu”" in refused.content.decode()
    client.post(address("edit", cast.satu), filled(cast.satu, village="Desa Dua", revision=2))
    cast.satu.refresh_from_db()
    assert cast.satu.village == "Desa Dua"


def test_delete_asks_and_refuses_while_people_work_there(cast: Cast) -> None:
    client = client_of(cast.jafar)
    assert "Hapus madrasah" in client.get(address("remove", cast.satu)).content.decode()
    page = client.post(address("remove", cast.satu), follow=True).content.decode()
    assert "Masih ada 4 orang" in page


def test_an_empty_madrasah_leaves_the_list(cast: Cast) -> None:
    empty = make_madrasah(cast.kecamatan)
    client_of(cast.jafar).post(address("remove", empty))
    empty.refresh_from_db()
    assert empty.removed_at
    assert client_of(cast.jafar).get(address("detail", empty)).status_code == 404


def test_a_deletion_is_taken_back_within_30_days(cast: Cast) -> None:
    gone = make_madrasah(cast.kecamatan, removed_at=timezone.now())
    long_gone = make_madrasah(cast.kecamatan, removed_at=timezone.now() - timedelta(days=31))
    client = client_of(cast.jafar)
    assert "Kembalikan" in client.get(LIST).content.decode()
    assert client.post(address("restore", gone)).url == address("detail", gone)
    assert client.post(address("restore", long_gone)).status_code == 404
    assert client_of(cast.daeng).post(address("restore", long_gone)).status_code == 404


def test_a_number_given_away_meanwhile_is_told(cast: Cast) -> None:
    gone = make_madrasah(cast.kecamatan, removed_at=timezone.now(), nsm=cast.satu.nsm)
    page = client_of(cast.jafar).post(address("restore", gone), follow=True).content.decode()
    assert "NSM ini sudah dipakai madrasah lain" in page


@pytest.mark.parametrize("more", [1, 25])
def test_list_asks_no_more_for_more_rows(cast: Cast, more: int, django_assert_max_num_queries) -> None:
    for _ in range(more):
        make_madrasah(cast.kecamatan)
    client = client_of(cast.jafar)
    with django_assert_max_num_queries(8):
        client.get(LIST)


@pytest.mark.parametrize("more", [1, 25])
def test_detail_asks_no_more_for_more_people(cast: Cast, more: int, django_assert_max_num_queries) -> None:
    for _ in range(more):
        make_teacher(cast.satu)
    client = client_of(cast.faisal)
    with django_assert_max_num_queries(10):
        client.get(address("detail", cast.satu))


def test_what_is_not_known_is_named_and_not_dashed(cast: Cast) -> None:
    Madrasah.objects.filter(pk=cast.satu.pk).update(address="", village="Ponre", accreditation="")
    page = client_of(cast.baso).get(f"/madrasah/{cast.satu.pk}/").content.decode()
    assert "–, Ponre" not in page
    assert "Belum diisi:" in page
