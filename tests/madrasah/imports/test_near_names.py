"""A madrasah written almost as in the data: asked once for each name, never taken for granted."""

import pytest
from django.urls import reverse

from madrasah.imports.runs import answer_names, answer_rows, planned_rows
from madrasah.models import ImportRun, Madrasah, Placement, User
from tests.cast import Cast, client_of
from tests.factories import make_madrasah, make_teacher
from tests.madrasah.imports.uploads import applied, kinds, said, upload
from tests.workbooks import teachers

pytestmark = pytest.mark.django_db
NEAR = "MIS Contoh Satu"
KEY = "miscontohsatu"


def listed(by: User, *names: str, **more: str) -> ImportRun:
    """A list of teachers at a madrasah written almost right."""
    return upload(teachers(*({"name": name, "madrasah": NEAR} | more for name in names)), by)


def answered(run: ImportRun, words: str, key: str = KEY) -> ImportRun:
    answer_names(run=run, by=run.by, answers={key: words})
    return ImportRun.objects.get(pk=run.pk)


def test_one_answer_counts_for_all_rows_of_the_name(cast: Cast) -> None:
    run = upload(
        teachers(
            {"name": "Ani Contoh", "madrasah": NEAR},
            {"name": "Budi Contoh", "madrasah": "MIS CONTOH SATU"},
            {"name": "Citra Lain", "madrasah": "MI Contoh Dua"},
        ),
        cast.jafar,
    )
    assert kinds(run) == {"pastikan": 2, "baru": 1}
    assert planned_rows(run)[0].question == "Maksudnya MI Contoh Satu? Selama belum dijawab, baris ini tidak ikut."
    run = answered(run, "ya")
    assert (run.counts["baru"], kinds(run)) == (3, {"baru": 3})
    assert applied(run).status == ImportRun.Status.APPLIED
    there = Placement.objects.filter(madrasah=cast.satu, person__name__in=["Ani Contoh", "Budi Contoh"])
    assert there.count() == 2


def test_an_operator_is_not_told_that_a_madrasah_of_others_is_unknown_nor_that_it_is_known(cast: Cast) -> None:
    told = {
        name: said(upload(teachers({"name": "Ani Contoh", "madrasah": name}), cast.faisal))[0].partition(" ")[2]
        for name in ("MI Contoh Dua", "MI Bayangan Jauh")
    }
    assert len(set(told.values())) == 1
    assert told["MI Contoh Dua"].startswith(
        "Madrasah ini di luar tugas Anda, atau belum terdaftar. Periksa tulisannya;"
    )


def test_until_it_is_answered_nothing_of_it_is_written(cast: Cast) -> None:
    run = applied(
        upload(
            teachers({"name": "Ani Contoh", "madrasah": NEAR}, {"name": "Budi", "madrasah": "MI Contoh Dua"}),
            cast.jafar,
        )
    )
    assert run.status == ImportRun.Status.APPLIED
    assert not Placement.objects.filter(person__name="Ani Contoh").exists()


def test_a_no_waits_for_the_new_madrasah_and_may_become_a_yes(cast: Cast) -> None:
    run = answered(listed(cast.jafar, "Ani Contoh"), "bukan")
    assert kinds(run) == {"ditolak": 1}
    assert "Madrasah ini belum terdaftar. Impor atau tambahkan madrasahnya lebih dulu" in said(run)[0]
    assert kinds(answered(run, "ya")) == {"baru": 1}


def test_who_it_is_there_is_asked_after_the_name_and_both_answers_stay(cast: Cast) -> None:
    make_teacher(cast.satu, name="Ani Contoh")
    run = answered(listed(cast.jafar, "Ani Contoh", phone="08001234567"), "ya")
    (row,) = planned_rows(run)
    assert row.question == "Di MI Contoh Satu sudah ada Ani Contoh: orang yang sama?"
    answer_rows(run=run, by=run.by, answers={run.rows.get(number=2).pk: "sama"})
    assert kinds(run) == {"berubah": 1}
    assert kinds(answered(run, "bukan")) == {"ditolak": 1}
    assert kinds(answered(run, "ya")) == {"pastikan": 1}


def test_the_answer_is_for_that_madrasah_and_no_other(cast: Cast) -> None:
    """Gone before applying: what was promised differs, so nothing is written."""
    run = answered(listed(cast.jafar, "Ani Contoh"), "ya")
    Madrasah.objects.filter(pk=cast.satu.pk).update(name="MI Lain Sekali")
    assert applied(run).status == ImportRun.Status.PREVIEW
    assert not Placement.objects.filter(person__name="Ani Contoh").exists()


@pytest.mark.parametrize(
    ("stored", "written", "more"),
    [
        ("MIN 1 Bulukumba", "MIN 3 Bulukumba", {}),
        ("MI Contoh Tujuh", "MI Contoh Delapan", {}),
        ("MI Contoh Tujuh", "MIS Contoh Tujuh", {"nsm": "111273020077"}),
        ("MI Contoh Tujuh", "MIS Contoh Tujuh", {"npsn": "99000077"}),
    ],
)
def test_another_number_or_name_is_no_question(cast: Cast, stored: str, written: str, more: dict) -> None:
    make_madrasah(cast.kecamatan, name=stored, npsn="99000078")
    assert kinds(upload(teachers({"name": "Ani Contoh", "madrasah": written} | more), cast.jafar)) == {"ditolak": 1}


def test_a_near_name_that_two_madrasah_have_is_no_question(cast: Cast) -> None:
    for _ in range(2):
        make_madrasah(cast.kecamatan, name="MI Contoh Tujuh")
    run = upload(teachers({"name": "Ani Contoh", "madrasah": "MIS Contoh Tujuh"}), cast.jafar)
    assert "Mungkin maksudnya MI Contoh Tujuh" in said(run)[0]


def test_the_page_asks_above_the_rows_and_takes_what_was_offered(cast: Cast) -> None:
    run = listed(cast.jafar, "Ani Contoh", "Budi Contoh")
    client, url = client_of(cast.jafar), reverse("madrasah:import-run", args=[run.pk])
    page = client.get(url).content.decode()
    assert page.count("“MIS Contoh Satu” di berkas: maksudnya MI Contoh Satu (Kec. Gantarang)?") == 1
    send = reverse("madrasah:import-answer", args=[run.pk])
    for words in ("entah", ""):
        client.post(send, {f"madrasah-{KEY}": words, "madrasah-lain": "ya"})
        assert kinds(run) == {"pastikan": 2}
    after = client.post(send, {f"madrasah-{KEY}": "ya"}, follow=True)
    assert "Akan ditulis: 2 data baru." in after.content.decode()
    client.post(reverse("madrasah:import-apply", args=[run.pk]))
    assert "maksudnya" not in client.get(url).content.decode()
