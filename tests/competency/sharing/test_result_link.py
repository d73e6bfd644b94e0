"""A result by link and PIN: two screens without an account, for one sheet, and what is done there is the teacher's."""

import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from competency.models import Assessment, Reply, ResultLink, SelfReflection
from competency.sharing.actions import share_assessment, start_correction
from competency.sharing.link_actions import issue_result_link
from kkg.messages.texts import PRIVATE_ADDRESS
from madrasah.accounts.link_actions import IssuedLink
from madrasah.models import AccessLink, User
from tests.cast import Cast, client_of
from tests.competency.sheet_makers import current, draft, fill, review, shared
from tests.factories import make_teacher
from tests.worlds import standing

pytestmark = pytest.mark.django_db
RESULT = "Per kompetensi"


@standing
def newcomer(cast: Cast) -> Any:
    """A guru of MI Contoh Satu without an account, in the shape of the sheet makers."""
    return SimpleNamespace(person=make_teacher(cast.satu, name="Baru Contoh", sex="P"))


@standing
def telaah(cast: Cast, newcomer: Any) -> Assessment:
    """Shared by Baso; a telaah asks for no reflection."""
    return shared(newcomer, cast.baso, 2, code="telaah-rpp")


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def at(issued: IssuedLink, part: str = "") -> str:
    return f"/hasil/{issued.token}/{part}"


def opened(issued: IssuedLink) -> Client:
    """A phone on which the PIN was typed."""
    client = Client()
    assert client.post(at(issued), {"pin": issued.pin}).url == at(issued, "lihat/")
    return client


def wrong_pin(issued: IssuedLink) -> str:
    return f"{(int(issued.pin) + 1) % 10**6:06d}"


def test_two_screens_show_the_own_result_without_an_account(cast: Cast, newcomer: Any, telaah: Assessment) -> None:
    issued = issue_result_link(assessment=telaah, by=cast.baso)
    first = words(Client().get(at(issued)))
    assert "Ketik PIN Anda" in first and "Baru" not in first and "%" not in first
    second = words(opened(issued).get(at(issued, "lihat/")))
    assert RESULT in second and "Sudah saya baca" in second and "Kirim tanggapan" in second
    assert not User.objects.filter(person=newcomer.person).exists()


def test_looking_consumes_nothing_and_leads_past_no_pin(cast: Cast, telaah: Assessment) -> None:
    issued = issue_result_link(assessment=telaah, by=cast.baso)
    before = AccessLink.objects.values().get(result_link__assessment=telaah)
    for _ in range(7):
        Client().get(at(issued), headers={"User-Agent": "WhatsApp/2"})
    stranger = Client()
    for part in ("lihat/", "baca/", "tanggapan/", "tanggapan/tarik/", "refleksi/", "refleksi/lewati/"):
        answer = stranger.get(at(issued, part)) if part == "lihat/" else stranger.post(at(issued, part), {"text": "X"})
        assert (answer.status_code, answer.url) == (302, at(issued)), part
    assert AccessLink.objects.values().get(result_link__assessment=telaah) == before
    assert current(telaah).read_at is None and not Reply.objects.exists()


def test_five_wrong_pins_close_the_link_also_for_the_right_one(cast: Cast, telaah: Assessment) -> None:
    issued = issue_result_link(assessment=telaah, by=cast.baso)
    client = Client()
    answers = [client.post(at(issued), {"pin": wrong_pin(issued)}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 410]
    last = client.post(at(issued), {"pin": issued.pin})
    assert last.status_code == 410 and "Minta tautan baru kepada yang mengirimkannya." in words(last)


def test_a_new_link_kills_the_old_even_where_it_is_open(cast: Cast, telaah: Assessment) -> None:
    old = issue_result_link(assessment=telaah, by=cast.baso)
    phone = opened(old)
    new = issue_result_link(assessment=telaah, by=cast.daeng)
    assert phone.get(at(old, "lihat/")).status_code == 410
    assert phone.post(at(old, "tanggapan/"), {"text": "Terlambat"}).status_code == 410
    assert RESULT in words(opened(new).get(at(new, "lihat/")))
    assert not Reply.objects.exists()


def test_it_ends_by_its_day_and_when_revoked(cast: Cast, telaah: Assessment) -> None:
    issued = issue_result_link(assessment=telaah, by=cast.baso, at=timezone.now() - timedelta(days=15))
    assert "Masa berlaku tautan ini sudah habis" in words(Client().post(at(issued), {"pin": issued.pin}))
    issued = issue_result_link(assessment=telaah, by=cast.baso)
    client_of(cast.daeng).post(f"/supervisi/lembar/{telaah.pk}/tautan/batal/")
    assert Client().post(at(issued), {"pin": issued.pin}).status_code == 410


def test_the_pin_is_asked_again_after_a_while(cast: Cast, telaah: Assessment) -> None:
    issued = issue_result_link(assessment=telaah, by=cast.baso)
    phone = opened(issued)
    session = phone.session
    session["opened_result"] = [session["opened_result"][0], (timezone.now() - timedelta(hours=3)).isoformat()]
    session.save()
    assert phone.get(at(issued, "lihat/")).url == at(issued)


def test_one_link_opens_one_sheet(cast: Cast, newcomer: Any, telaah: Assessment) -> None:
    other = issue_result_link(assessment=shared(newcomer, cast.baso, 2, code="telaah-modul-ajar"), by=cast.baso)
    issued = issue_result_link(assessment=telaah, by=cast.baso)
    assert opened(issued).get(at(other, "lihat/")).url == at(other)
    assert Client().get(f"/t/{issued.token}/").status_code == 404, "no way to an account"


def test_read_there_is_read_by_the_teacher_and_says_how(cast: Cast, telaah: Assessment) -> None:
    issued = issue_result_link(assessment=telaah, by=cast.baso)
    phone = opened(issued)
    phone.get(at(issued, "lihat/"))
    assert current(telaah).read_at is None, "opening is not reading: somebody may have helped"
    assert "Pertama dibuka" in words(client_of(cast.baso).get(f"/supervisi/lembar/{telaah.pk}/"))
    for helper in ("Citra", "Lain"):
        phone.post(at(issued, "baca/"), {"helper_name": helper})
    sheet = current(telaah)
    assert (sheet.read_by_link, sheet.read_helper) == (True, "Citra")
    assert "lewat tautan, dibantu Citra" in words(client_of(cast.baso).get(f"/supervisi/lembar/{telaah.pk}/"))


def test_a_reply_there_is_the_teachers_own_and_comes_back_while_unread(
    cast: Cast, newcomer: Any, telaah: Assessment
) -> None:
    issued = issue_result_link(assessment=telaah, by=cast.baso)
    phone = opened(issued)
    sent = {"text": "Saya lengkapi pekan depan.", "helper_name": "Citra", "agrees": "on"}
    for _ in range(2):
        phone.post(at(issued, "tanggapan/"), sent)
    reply = Reply.objects.get()
    assert (reply.by, reply.by_link, reply.agreed) == (newcomer.person, True, True)
    sheet = current(telaah)
    assert (sheet.state, sheet.read_by_link) == ("ditanggapi", True)
    assert "Tarik tanggapan" in words(phone.get(at(issued, "lihat/")))
    phone.post(at(issued, "tanggapan/tarik/"))
    assert not Reply.objects.exists() and current(telaah).state == "dibagikan"
    phone.post(at(issued, "tanggapan/"), sent)
    page = words(client_of(cast.baso).get(f"/supervisi/lembar/{telaah.pk}/"))
    assert "Saya lengkapi pekan depan." in page and "lewat tautan dan PIN, dibantu Citra" in page


def test_an_empty_reply_comes_back_with_a_sentence(cast: Cast, telaah: Assessment) -> None:
    issued = issue_result_link(assessment=telaah, by=cast.baso)
    answer = opened(issued).post(at(issued, "tanggapan/"), {"text": "", "helper_name": "Citra"})
    assert answer.status_code == 200 and 'value="Citra"' in answer.content.decode()


def test_the_reflection_stands_before_the_scores_here_too(cast: Cast, newcomer: Any) -> None:
    sheet = fill(draft(newcomer, cast.baso))
    share_assessment(assessment=sheet, by=cast.baso, review=review(sheet))
    issued = issue_result_link(assessment=sheet, by=cast.baso)
    phone = opened(issued)
    page = words(phone.get(at(issued, "lihat/")))
    assert "Isi refleksi diri dulu" in page and RESULT not in page
    for part in ("baca/", "tanggapan/"):
        phone.post(at(issued, part), {"text": "X"})
    assert current(sheet).read_at is None and not Reply.objects.exists()
    code = next(iter(sheet.instrument.definition.codes))
    phone.post(at(issued, "refleksi/"), {f"butir-{code}": "1", "text": "Ramai", "revision": "0"})
    assert SelfReflection.objects.get().answers == {code: 1}
    assert "Ramai" in words(phone.get(at(issued, "lihat/"))) and RESULT in words(phone.get(at(issued, "lihat/")))


def test_skipping_the_reflection_leads_on(cast: Cast, newcomer: Any) -> None:
    sheet = fill(draft(newcomer, cast.baso))
    share_assessment(assessment=sheet, by=cast.baso, review=review(sheet))
    issued = issue_result_link(assessment=sheet, by=cast.baso)
    phone = opened(issued)
    phone.post(at(issued, "refleksi/lewati/"))
    assert SelfReflection.objects.get().is_skipped
    assert RESULT in words(phone.get(at(issued, "lihat/")))


def test_the_prepared_text_holds_neither_pin_nor_score(cast: Cast, telaah: Assessment) -> None:
    slip = client_of(cast.baso).post(f"/supervisi/lembar/{telaah.pk}/tautan/").content.decode()
    text = re.search(r'<div class="copybox"[^>]*>(.*?)</div>', slip, re.S)[1]
    pin = re.search(r'class="big num">(\d{6})<', slip)[1]
    assert "/hasil/" in text and PRIVATE_ADDRESS.search(text) and "Bu Baru" in text
    assert pin not in text and "%" not in text
    assert not ResultLink.objects.filter(link__pin_digest__contains=pin).exists()


def test_who_is_removed_or_merged_away_is_reached_by_no_link(cast: Cast, newcomer: Any, telaah: Assessment) -> None:
    issued = issue_result_link(assessment=telaah, by=cast.baso)
    type(newcomer.person).objects.filter(pk=newcomer.person.pk).update(removed_at=timezone.now())
    assert Client().post(at(issued), {"pin": issued.pin}).status_code == 404


def test_words_sent_by_link_wait_until_the_newer_version_was_read(cast: Cast, telaah: Assessment) -> None:
    issued = issue_result_link(assessment=telaah, by=cast.baso)
    client = opened(issued)
    start_correction(assessment=telaah, by=cast.baso, reason="Salah ketik")
    share_assessment(assessment=telaah, by=cast.baso, review=review(telaah))
    page = client.post(at(issued, "tanggapan/"), {"text": "Nilainya keliru.", "seen": "1"}).content.decode()
    assert "sudah diperbaiki sesudah Anda membukanya" in page and 'name="seen" value="2"' in page
    assert not Reply.objects.exists()
