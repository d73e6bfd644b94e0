"""One's own data on one page, and requests about it: asked, due in 3 × 24 hours, answered, kept."""

from datetime import timedelta

from django.utils import timezone

from madrasah.models import DataRequest, Person
from madrasah.rights.actions import answer, ask
from tests.cast import Cast, client_of
from tests.clock import on_day

pytestmark = on_day(2026, 11, 23)


def test_own_data_stand_on_one_page_with_the_way_to_all_of_them(cast: Cast) -> None:
    Person.objects.filter(pk=cast.aminah.person.pk).update(nip="198501012010012001")
    page = client_of(cast.aminah).get("/akun/data/").content.decode()
    for word in ("198501012010012001", "MI Contoh Satu", "Unduh semuanya", "Ajukan permintaan", "/privasi/"):
        assert word in page


def test_a_request_reaches_the_operator_with_its_due_time_and_comes_back_answered(cast: Cast) -> None:
    sent = {"kind": "perbaikan", "text": "Tanggal lahir saya keliru"}
    client_of(cast.aminah).post("/akun/data/minta/", sent)
    request = DataRequest.objects.get()
    assert request.due_at - request.made_at == timedelta(hours=72)
    home = client_of(cast.jafar).get("/").content.decode()
    assert "Jawab permintaan tentang data pribadi" in home
    assert "Aminah Contoh" in client_of(cast.jafar).get("/akun/data/permintaan/").content.decode()
    client_of(cast.jafar).post(f"/akun/data/permintaan/{request.pk}/", {"words": "Sudah diperbaiki."})
    assert "Sudah diperbaiki." in client_of(cast.aminah).get("/akun/data/").content.decode()
    assert "Jawab permintaan" not in client_of(cast.jafar).get("/").content.decode()
    assert DataRequest.pgh_event_model.objects.count() == 2


def test_asked_twice_while_it_waits_is_one_and_taken_back_is_told(cast: Cast) -> None:
    words = {"kind": "salinan", "text": "Semua hasil saya"}
    first, again = ask(**words, by=cast.aminah), ask(**words, by=cast.aminah)
    assert first == again
    client_of(cast.aminah).post(f"/akun/data/permintaan/{first.pk}/tarik/")
    assert "ditarik" in client_of(cast.aminah).get("/akun/data/").content.decode()
    assert ask(**words, by=cast.aminah) != first


def test_what_nobody_answered_in_time_is_named_late(cast: Cast) -> None:
    ask(kind="salinan", text="Hasil", by=cast.aminah, at=timezone.now() - timedelta(days=4))
    assert "lewat waktu" in client_of(cast.jafar).get("/akun/data/permintaan/").content.decode()


def test_to_be_erased_leads_to_where_that_is_done(cast: Cast) -> None:
    request = ask(kind="penghapusan", text="Saya sudah pensiun", by=cast.aminah)
    page = client_of(cast.jafar).get(f"/akun/data/permintaan/{request.pk}/").content.decode()
    assert f"/guru/{cast.aminah.person.pk}/hapus/pribadi/" in page
    answer(request=request, words="Tugas diakhiri dulu.", by=cast.jafar)
    answer(request=request, words="Tugas diakhiri dulu.", by=cast.jafar)
    request.refresh_from_db()
    assert not request.is_open
