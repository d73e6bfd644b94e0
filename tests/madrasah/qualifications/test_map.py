"""Ijazah and certificate against the post: who reads it, what is decided instead, and that no score stands beside."""

import re

import pytest

from core.refusals import Refused
from madrasah.models import Degree, Ruling, Subject, TeachingCertificate
from madrasah.qualifications.reports import standings_at, standings_seen
from madrasah.qualifications.ruling_actions import set_ruling, withdraw_ruling
from madrasah.roles import Role
from tests.cast import client_of
from tests.factories import make_assignment, make_teacher

MAP = "/guru/kualifikasi/"


def of(person):
    return f"/guru/{person.pk}/kualifikasi/"


def text(user, address, status=200):
    answer = client_of(user).get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.fixture
def unfit(cast):
    """Aminah teaches a class with another degree and the right certificate."""
    Degree.objects.create(person=cast.aminah.person, level="S1", programme="Sistem Informasi")
    TeachingCertificate.objects.create(person=cast.aminah.person, field_code="028")
    return cast


def verdicts(cast):
    [found] = standings_at([cast.satu.pk])
    return found.degree.verdict.value, found.certificate.verdict.value


def rule(cast, by, **fields):
    told = {"aspect": "ijazah", "verdict": "serumpun", "reason": "Ijazah kedua belum tercatat."} | fields
    return set_ruling(placement=cast.aminah.person.placements.get(), by=by, **told)


def test_the_two_are_judged_apart(unfit):
    assert verdicts(unfit) == ("tidak_sesuai", "sesuai")


def test_oneself_the_kepala_and_the_pengawas_read_it_and_nobody_else(unfit):
    doors = {name: client_of(user).get(of(unfit.aminah.person)).status_code for name, user in unfit.everyone.items()}
    assert {name for name, code in doors.items() if code == 200} == {"aminah", "baso", "daeng"}
    assert set(doors.values()) == {200, 404}
    shown = {name: client_of(user).get(MAP).status_code for name, user in unfit.everyone.items()}
    assert {name for name, code in shown.items() if code == 200} == {"baso", "citra", "daeng", "hasan", "indah"}
    assert "Aminah" not in text(unfit.citra, MAP)
    assert of(unfit.aminah.person) in text(unfit.baso, f"/guru/{unfit.aminah.person_id}/")
    assert of(unfit.aminah.person) not in text(unfit.faisal, f"/guru/{unfit.aminah.person_id}/")


def test_the_page_says_that_it_is_no_measure_of_teaching_and_shows_no_score(unfit):
    for page in (text(unfit.daeng, MAP), text(unfit.aminah, of(unfit.aminah.person))):
        assert "Bukan ukuran kemampuan mengajar." in page
        assert not re.search(r"\d%|[Pp]edagogik", page)


def test_each_number_of_the_map_opens_its_list(unfit):
    make_teacher(unfit.dua, name="Lain Contoh")
    page = text(unfit.daeng, MAP)
    address = f"{MAP}?ijazah=tidak_sesuai&amp;sertifikat=sesuai#guru"
    assert f'<a href="{address}">1</a>' in page
    opened = text(unfit.daeng, address.replace("&amp;", "&").partition("#")[0])
    assert "Aminah Contoh" in opened and "Lain Contoh" not in opened and "1 dari 3 guru" in opened


def test_who_heads_decides_instead_with_a_reason_that_the_teacher_reads(unfit):
    rule(unfit, unfit.baso)
    assert verdicts(unfit) == ("serumpun", "sesuai")
    page = text(unfit.aminah, of(unfit.aminah.person))
    assert "Ditetapkan Drs. Baso Contoh" in page and "Alasan: Ijazah kedua belum tercatat." in page
    assert "Menurut tabel: tidak sesuai." in page
    rule(unfit, unfit.daeng, verdict="sesuai")
    row = Ruling.objects.get()
    assert [event.verdict for event in row.events.order_by("pgh_id")] == ["serumpun", "sesuai"]
    for _ in range(2):
        withdraw_ruling(ruling=row, by=unfit.baso)
    assert verdicts(unfit) == ("tidak_sesuai", "sesuai")


def test_it_holds_only_for_the_post_it_was_made_for(unfit):
    rule(unfit, unfit.baso)
    subject = Subject.objects.create(code="QH", name="Al-Qur'an Hadis")
    unfit.aminah.person.placements.update(post="guru_mapel", subject=subject)
    assert verdicts(unfit) == ("tidak_sesuai", "tidak_sesuai")


def test_nobody_decides_about_oneself_nor_elsewhere(unfit):
    make_assignment(unfit.aminah.person, Role.KEPALA, unfit.satu)
    with pytest.raises(Refused, match="ditetapkan oleh atasan Anda"):
        rule(unfit, unfit.aminah)
    with pytest.raises(Refused, match="Kesesuaian ditetapkan oleh"):
        rule(unfit, unfit.citra)


def test_the_form_asks_for_a_verdict_and_a_reason_and_keeps_what_was_typed(unfit):
    post = unfit.aminah.person.placements.get()
    address, client = f"{of(unfit.aminah.person)}{post.pk}/ijazah/", client_of(unfit.baso)
    page = client.post(address, {"verdict": "sesuai", "reason": ""}).content.decode()
    assert "belum diisi" in page
    assert client.post(address, {"verdict": "sesuai", "reason": "Sudah diperiksa."}).status_code == 302
    assert standings_seen(unfit.aminah, unfit.aminah.person)[0].degree.verdict == "sesuai"
    assert client.post(f"{address}batal/").status_code == 302
    assert client_of(unfit.aminah).get(address).status_code == 403


def test_questions_do_not_grow_with_teachers(unfit, django_assert_max_num_queries):
    for number in range(25):
        Degree.objects.create(person=make_teacher(unfit.satu, name=f"Guru {number}"), level="S1", programme="PGMI")
    with django_assert_max_num_queries(11):
        page = text(unfit.daeng, MAP)
    assert "Halaman 1 dari 2" in page
