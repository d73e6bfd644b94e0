"""The sharing library: found in spite of typing errors, kept by those who shared, served only in scope."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.tokens import LOST
from kkg.library.actions import edit_material, record_use, remove_file, remove_material
from kkg.models import Material, Use
from tests.cast import client_of
from tests.clock import days_from_now, this_morning, today
from tests.kkg.makers import PDF, make_material, make_session, make_topic, pdf


def titles(user, **query) -> list[str]:
    return [line.title for line in client_of(user).get(reverse("kkg:material-list"), query).context["lines"]]


@pytest.fixture
def shelf(cast):
    make_material(cast, "Menguatkan kompetensi pedagogik", kind="referensi", text="Bacaan untuk guru.")
    make_material(cast, "Metode diskusi kelompok kecil", kind="metode", text="Empat murid satu meja.")
    make_material(cast, "Papan perkalian", text="Belajar berhitung dari tutup botol.")
    return cast


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("pedagoigk", "Menguatkan kompetensi pedagogik"),
        ("metode disukusi", "Metode diskusi kelompok kecil"),
        ("pembelajaran", "Papan perkalian"),
        ("PERKALIAN papan", "Papan perkalian"),
        ("tutp botl", "Papan perkalian"),
    ],
)
def test_search_forgives_typing_errors_and_forms_of_words(shelf, typed, found):
    assert titles(shelf.aminah, cari=typed) == [found]


def test_what_is_written_as_typed_leaves_out_what_is_merely_alike(shelf):
    make_material(shelf, "Diskusi panel", text="Dua kubu.")
    make_material(shelf, "Rekaman diksi siswa", text="Membaca puisi.")
    assert titles(shelf.aminah, cari="diskusi")[0] == "Diskusi panel"
    assert "Rekaman diksi siswa" not in titles(shelf.aminah, cari="diskusi")


@pytest.mark.parametrize("typed", ["zxqwv", "%", "' or 1=1 --", "kardus zxqwv", "a" * 100])
def test_search_without_a_match_says_what_to_do(shelf, typed):
    page = client_of(shelf.aminah).get(reverse("kkg:material-list"), {"cari": typed})
    assert "Tidak ada yang cocok" in page.content.decode()


def test_filters_narrow_and_a_material_for_all_classes_fits_each(shelf):
    topic = make_topic(make_session(shelf, days=-1), competency="sosial")
    make_material(shelf, "Untuk semua", classes=[], topic=topic, session=topic.session)
    assert titles(shelf.aminah, kelas=6) == ["Untuk semua"]
    assert titles(shelf.aminah, kompetensi="sosial", topik=topic.pk) == ["Untuk semua"]
    assert titles(shelf.aminah, jenis="metode") == ["Metode diskusi kelompok kecil"]
    assert len(titles(shelf.aminah, topik="\x00", jenis="?", kelas="9")) == 4


def test_the_form_shares_once_even_when_pressed_twice(cast):
    topic = make_topic(make_session(cast, days=-1))
    client, url = client_of(cast.aminah), reverse("kkg:material-new")
    form = client.get(url, {"topik": topic.pk}).context["form"]
    assert (form["source"].initial, form["kind"].initial) == (f"t{topic.pk}", "hasil")
    sent = {"group": cast.group.pk, "kind": "hasil", "title": "RPP Contoh", "link": "contoh.id/rpp"}
    sent |= {"source": f"t{topic.pk}", "classes": ["4", "5"], "client_token": str(uuid4())}
    assert [client.post(url, sent).status_code for _ in range(2)] == [302, 302]
    shared = Material.objects.get()
    assert (shared.link, shared.classes, shared.topic) == ("https://contoh.id/rpp", [4, 5], topic)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": ""}, "sedikitnya satu"),
        ({"link": "javascript:alert(1)"}, "Tautan"),
        ({"link": "ftp://contoh.id/rpp"}, "https://"),
        ({"upload": SimpleUploadedFile("rpp.pdf", b"<script>")}, "bukan PDF"),
        ({"client_token": "x"}, LOST),
        ({"classes": ["7"]}, "Untuk kelas"),
    ],
)
def test_bad_input_comes_back_with_its_cure(cast, changed, words):
    sent = {"group": cast.group.pk, "kind": "media", "title": "Contoh", "text": "Contoh"}
    sent |= {"client_token": str(uuid4())} | changed
    page = client_of(cast.aminah).post(reverse("kkg:material-new"), sent)
    assert words in page.content.decode()
    assert not Material.objects.exists()


def test_a_session_of_another_group_is_refused(cast):
    other = make_session(cast, days=-1, group=cast.other_group)
    sent = {"group": cast.group.pk, "kind": "media", "title": "A", "text": "B", "source": f"p{other.pk}"}
    client_of(cast.daeng).post(reverse("kkg:material-new"), sent | {"client_token": str(uuid4())})
    assert not Material.objects.exists()


def test_file_is_served_through_the_door_of_its_material_only(cast):
    material = make_material(cast, upload=pdf())
    url = reverse("kkg:material-file", args=[material.pk])
    answer = client_of(cast.gita).get(url)
    assert (b"".join(answer.streaming_content), answer["Content-Type"]) == (PDF, "application/pdf")
    assert client_of(cast.hasan).get(url).status_code == 404
    remove_material(material=material, by=cast.aminah)
    assert client_of(cast.gita).get(url).status_code == 404


def test_two_editors_never_overwrite_in_silence(cast):
    material = make_material(cast)
    values = {name: getattr(material, name) for name in ("kind", "text", "link", "classes", "subject")}
    values |= {"session": None, "topic": None}
    change = {"material": material, "upload": None, "revision": 1, "by": cast.aminah}
    edit_material(values=values | {"title": "Satu"}, **change)
    with pytest.raises(ValidationError, match="orang lain mengubah"):
        edit_material(values=values | {"title": "Dua"}, **change)
    assert titles(cast.aminah, cari="satu") == ["Satu"]


def test_form_changes_words_and_keeps_the_file(cast):
    material = make_material(cast, upload=pdf())
    sent = {"kind": "metode", "title": "Baru", "text": "Contoh", "revision": 1}
    client_of(cast.gita).post(reverse("kkg:material-edit", args=[material.pk]), sent)
    material.refresh_from_db()
    assert (material.title, material.file.is_kept, material.revision) == ("Baru", True, 2)


def test_the_last_thing_said_cannot_be_let_go(cast):
    material = make_material(cast, upload=pdf())
    remove_file(material=material, by=cast.aminah)
    sent = {"kind": "metode", "title": "Baru", "text": "", "revision": 1}
    page = client_of(cast.aminah).post(reverse("kkg:material-edit", args=[material.pk]), sent)
    assert "sedikitnya satu" in page.content.decode()


def test_deleted_material_comes_back_within_thirty_days(cast):
    material = make_material(cast)
    client = client_of(cast.aminah)
    client.post(reverse("kkg:material-remove", args=[material.pk]))
    assert titles(cast.aminah) == []
    url = reverse("kkg:material-restore", args=[material.pk])
    assert client_of(cast.baso).post(url).status_code == 404
    client.post(url)
    assert titles(cast.aminah) == [material.title]
    Material.objects.update(removed_at=this_morning() - timedelta(days=31))
    assert client.post(url).status_code == 404


def test_use_in_class_is_one_sentence_a_day_and_no_score(cast):
    material = make_material(cast)
    for words in ("Ramai sekali.", "20 murid bisa."):
        sent = {"what_happened": words, "used_on": f"{today():%d-%m-%Y}", "class_level": "4"}
        client_of(cast.gita).post(reverse("kkg:material-use", args=[material.pk]), sent)
    assert Use.objects.get().what_happened == "20 murid bisa."
    page = client_of(cast.aminah).get(reverse("kkg:material-list")).content.decode()
    assert "dipakai 1 guru" in page


def test_use_cannot_lie_in_the_future(cast):
    sent = {"what_happened": "Contoh", "used_on": days_from_now(1).isoformat()}
    url = reverse("kkg:material-use", args=[make_material(cast).pk])
    assert "hari ini atau sebelumnya" in client_of(cast.gita).post(url, sent).content.decode()


def test_a_sentence_is_taken_off_by_its_writer_or_those_who_run_the_group(cast):
    material = make_material(cast, by=cast.gita)
    said = {"used_on": days_from_now(0), "class_level": None, "what_happened": "Contoh"}
    use = record_use(material=material, by=cast.gita, **said)
    url = reverse("kkg:use-remove", args=[material.pk, use.pk])
    assert client_of(cast.aminah).post(url).status_code == 403
    assert client_of(cast.daeng).post(url).status_code == 302


def test_a_kepala_reads_and_a_teacher_of_another_group_finds_nothing(cast):
    make_material(cast)
    assert len(titles(cast.baso)) == 1 and titles(cast.hasan) == []
    assert client_of(cast.baso).get(reverse("kkg:material-new")).status_code == 403
