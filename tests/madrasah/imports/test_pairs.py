"""Rows about one person: Induk and Non-Induk, twins, and what an answer above changes below."""

import pytest
from django.urls import reverse

from madrasah.imports.runs import planned_rows
from madrasah.models import Person, Placement
from tests.cast import Cast, client_of
from tests.factories import make_teacher
from tests.madrasah.imports.uploads import answer, done, kinds, said, upload
from tests.workbooks import TEACHER_HEAD, xlsx

pytestmark = pytest.mark.django_db
HEAD = {**TEACHER_HEAD, "is_home": "Status Induk"}
PEG_ID = "99000000000001"
HOME = {"name": "Contoh Ganda", "peg_id": PEG_ID, "nsm": "111273020001", "is_home": "Induk", "phone": "0800-123-4567"}
SECOND = {"name": "Contoh Ganda", "peg_id": PEG_ID, "nsm": "111273020002", "is_home": "Non Induk"}


def sheet(*rows: dict):
    return xlsx(list(HEAD.values()), *([row.get(name) for name in HEAD] for row in rows))


@pytest.mark.parametrize("rows", [(HOME, SECOND), (SECOND, HOME)])
def test_induk_and_non_induk_rows_are_one_person_with_two_posts(cast: Cast, rows: tuple[dict, ...]) -> None:
    run = upload(sheet(*rows), cast.jafar)
    assert kinds(run) == {"baru": 1, "berubah": 1} and not said(run)
    assert done(run)
    person = Person.objects.get(peg_id=PEG_ID)
    posts = Placement.objects.filter(person=person).order_by("madrasah").values_list("madrasah", "is_home")
    assert list(posts) == [(cast.satu.pk, True), (cast.dua.pk, False)]
    assert kinds(upload(sheet(*rows), cast.jafar)) == {"sama": 2}


def test_a_second_post_joins_a_known_person_at_home_elsewhere(cast: Cast) -> None:
    person = make_teacher(cast.satu, name="Contoh Ganda", peg_id=PEG_ID)
    run = upload(sheet(SECOND), cast.jafar)
    assert kinds(run) == {"berubah": 1} and done(run)
    assert list(person.placements.order_by("pk").values_list("is_home", flat=True)) == [True, False]


def test_two_homes_of_one_person_contradict_each_other(cast: Cast) -> None:
    run = upload(sheet(HOME, SECOND | {"is_home": "Induk"}), cast.jafar)
    assert "Orang ini sudah ada di baris 2 dengan isi yang berbeda" in said(run)[0]


def test_a_third_row_at_the_same_place_is_refused_and_never_written_twice(cast: Cast) -> None:
    run = upload(sheet(HOME, SECOND, SECOND | {"phone": "0800-765-4321"}), cast.jafar)
    assert "sudah ada di baris 3 di MI Contoh Dua" in said(run)[0]
    assert done(run)


def test_a_row_below_a_refused_one_stands_by_itself(cast: Cast) -> None:
    run = upload(sheet(HOME | {"nsm": "111273020009"}, HOME | {"phone": None}), cast.jafar)
    assert kinds(run) == {"ditolak": 1, "baru": 1}


def test_each_of_two_namesakes_may_be_meant_and_they_are_told_apart(cast: Cast) -> None:
    fourth, fifth = (make_teacher(cast.satu, name="Rahmawati Contoh", title_after="S.Pd.I.") for _ in range(2))
    fourth.placements.update(class_name="IV")
    fifth.placements.update(class_name="V")
    run = upload(sheet({"name": "RAHMAWATI CONTOH", "nsm": HOME["nsm"], "phone": HOME["phone"]}), cast.faisal)
    row = run.rows.get(number=2)
    page = client_of(cast.faisal).get(reverse("madrasah:import-run", args=[run.pk])).content.decode()
    assert "sudah ada 2 orang bernama Rahmawati Contoh: yang mana?" in page
    for words in ("kelas IV", "kelas V"):
        assert f"Ya, sama: Rahmawati Contoh, S.Pd.I. · MI Contoh Satu · {words}" in page
    chosen = {f"jawab-{row.pk}": f"sama-{fifth.pk}", "jenis": "", "halaman": "1"}
    client_of(cast.faisal).post(reverse("madrasah:import-answer", args=[run.pk]), chosen)
    run.refresh_from_db()
    assert kinds(run) == {"berubah": 1} and done(run)
    assert list(Person.objects.filter(phone="08001234567")) == [fifth]


def test_what_waits_for_an_answer_above_follows_it(cast: Cast) -> None:
    make_teacher(cast.satu, name="Contoh Ganda")
    run = upload(sheet(HOME, SECOND), cast.jafar)
    assert kinds(run) == {"pastikan": 1, "ditolak": 1} and "Jawab dulu baris itu" in said(run)[0]
    answer(run, 2, "sama")
    assert [row.kind for row in planned_rows(run)] == ["berubah", "berubah"]
    answer(run, 2, "lewati")
    assert kinds(run) == {"pastikan": 1, "ditolak": 1}
    answer(run, 2, "baru")
    assert kinds(run) == {"baru": 1, "berubah": 1} and done(run)


def test_one_person_claimed_by_two_answers_is_refused_once(cast: Cast) -> None:
    make_teacher(cast.satu, name="Contoh Ganda")
    rows = [HOME | {"peg_id": None}, HOME]
    run = upload(sheet(*rows), cast.jafar)
    assert kinds(run) == {"pastikan": 2}
    answer(run, 2, "sama")
    answer(run, 3, "sama")
    assert [row.kind for row in planned_rows(run)] == ["berubah", "ditolak"]
    assert done(run)
