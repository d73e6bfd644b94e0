"""A reply comes back until the assessor has read it; who read what, and when, is told and noted once."""

import pytest
from django.db import InternalError, transaction
from django.test import Client

from competency.models import Assessment, Reply
from competency.sharing.actions import share_assessment, start_correction
from competency.sharing.reply_actions import mark_read, reply_to_assessment, take_back_reply
from madrasah.models import User
from tests.cast import Cast, client_of
from tests.clock import wita
from tests.competency.sheet_makers import answered, current, review, shared
from tests.madrasah.history import date_deletions

pytestmark = pytest.mark.django_db
WORDS = "Terima kasih, saya coba."


def at(sheet: Assessment) -> str:
    return f"/supervisi/lembar/{sheet.pk}/"


def read(user: User | Client, sheet: Assessment, **headers: str) -> str:
    client = user if isinstance(user, Client) else client_of(user)
    return " ".join(client.get(at(sheet), headers=headers).content.decode().split())


def take_back(user: User, sheet: Assessment) -> int:
    return client_of(user).post(f"{at(sheet)}tanggapan/tarik/").status_code


def test_an_unread_reply_comes_back_into_the_form_with_its_words(cast: Cast) -> None:
    sheet = answered(cast.aminah, cast.baso)
    assert "Tarik tanggapan" in read(cast.aminah, sheet)
    assert [take_back(cast.aminah, sheet) for _ in range(2)] == [302, 302]
    assert (current(sheet).state, Reply.objects.count()) == ("dibagikan", 0)
    date_deletions(Reply)
    page = read(cast.aminah, sheet)
    assert f"{WORDS}</textarea>" in page and "Kirim tanggapan" in page
    for other in (cast.baso, cast.daeng):
        assert WORDS not in read(other, sheet)
    reply_to_assessment(assessment=sheet, text="Yang sebenarnya.", by=cast.aminah)
    assert "Yang sebenarnya." in read(cast.baso, sheet)


def test_what_the_reply_agreed_on_is_proposed_again(cast: Cast) -> None:
    sheet = shared(cast.aminah, cast.baso)
    reply_to_assessment(assessment=sheet, text=WORDS, by=cast.aminah, agrees=True)
    assert sheet.followups.get().status == "disepakati"
    take_back_reply(assessment=sheet, by=cast.aminah)
    assert sheet.followups.get().status == "usulan"


def test_once_the_assessor_opened_it_the_reply_stays_and_both_read_who_and_when(cast: Cast) -> None:
    sheet = answered(cast.aminah, cast.baso)
    mark_read(assessment=sheet, reader=cast.baso, at=wita(2026, 11, 20, 9, 41))
    mark_read(assessment=sheet, reader=cast.baso, at=wita(2026, 11, 21, 10, 0))
    for user in (cast.aminah, cast.baso):
        page = read(user, sheet)
        assert "Dibaca Drs. Baso Contoh, Jumat, 20 November 2026 pukul 09.41." in page
        assert "Tarik tanggapan" not in page
    assert take_back(cast.aminah, sheet) == 403
    assert Reply.objects.get().text == WORDS


def test_the_first_look_of_the_assessor_shows_the_reply_and_is_noted(cast: Cast) -> None:
    sheet = answered(cast.aminah, cast.baso)
    assert WORDS in read(cast.baso, sheet)
    assert Reply.objects.get().read_by == cast.baso.person


def test_kepala_or_pengawas_who_look_on_do_not_read_it_for_the_assessor(cast: Cast) -> None:
    sheet = answered(cast.aminah, cast.daeng)
    assert WORDS in read(cast.baso, sheet)
    assert Reply.objects.get().read_at is None
    assert take_back(cast.baso, sheet) == 403


def test_outsiders_find_nothing_to_take_back(cast: Cast) -> None:
    sheet = answered(cast.aminah, cast.baso)
    for user in (cast.citra, cast.gita, cast.hasan, cast.eka, cast.faisal):
        assert take_back(user, sheet) == 404


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Sec-Purpose", "prefetch;prerender"),
        ("Purpose", "prefetch"),
        ("X-Moz", "prefetch"),
        ("X-Purpose", "preview"),
        ("X-Bekal", "1"),
    ],
)
def test_a_page_fetched_ahead_is_read_by_nobody(cast: Cast, name: str, told: str) -> None:
    sheet = answered(cast.aminah, cast.baso)
    Assessment.objects.filter(pk=sheet.pk).update(read_at=None)
    read(cast.aminah, sheet, **{name: told})
    page = read(cast.baso, sheet, **{name: told})
    assert WORDS not in page and "Muat ulang halaman ini" in page
    assert (current(sheet).read_at, Reply.objects.get().read_at) == (None, None)


def test_asking_for_the_head_reads_nothing(cast: Cast) -> None:
    sheet = shared(cast.aminah, cast.baso)
    client_of(cast.aminah).head(at(sheet))
    assert current(sheet).read_at is None


def test_the_result_says_who_read_it_and_when_and_only_the_first_time(cast: Cast) -> None:
    sheet = shared(cast.aminah, cast.baso)
    assert "Dibaca" not in read(cast.baso, sheet)
    mark_read(assessment=sheet, reader=cast.aminah, at=wita(2026, 11, 20, 9, 41))
    read(cast.aminah, sheet)
    assert "Dibaca Bu Aminah, 20 Nov 2026, 09.41" in read(cast.baso, sheet)


def test_the_database_itself_keeps_a_reply_that_was_read(cast: Cast) -> None:
    sheet = answered(cast.aminah, cast.baso)
    with pytest.raises(InternalError), transaction.atomic():
        Reply.objects.update(text="Lain")
    mark_read(assessment=sheet, reader=cast.baso)
    for change in (lambda: Reply.objects.all().delete(), lambda: Reply.objects.update(read_at=None, read_by=None)):
        with pytest.raises(InternalError), transaction.atomic():
            change()


def test_words_about_an_older_version_wait_until_the_newer_one_was_read(cast: Cast) -> None:
    sheet, client = shared(cast.aminah, cast.baso), client_of(cast.aminah)
    form = {"text": "Nilainya keliru.", "seen": "1"}
    start_correction(assessment=sheet, by=cast.baso, reason="Salah ketik")
    share_assessment(assessment=sheet, by=cast.baso, review=review(sheet))
    page = client.post(f"{at(sheet)}tanggapan/", form).content.decode()
    assert "sudah diperbaiki sesudah Anda membukanya" in page and "Nilainya keliru.</textarea>" in page
    assert 'name="seen" value="2"' in page
    assert not Reply.objects.exists()
    client.post(f"{at(sheet)}tanggapan/", form | {"seen": "2"})
    assert Reply.objects.get().version.number == 2
