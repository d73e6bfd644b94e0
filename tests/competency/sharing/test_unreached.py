"""A result shared with somebody who can't log in says so, before and after, and offers the link and the PIN."""

import re
from types import SimpleNamespace
from typing import Any

import pytest

from competency.models import Assessment
from competency.sheets.actions import save_review
from madrasah.accounts.actions import close_account
from madrasah.accounts.link_actions import activate_account, use_link
from madrasah.models import User
from tests.cast import Cast, client_of
from tests.competency.sheet_makers import current, draft, fill, review, shared
from tests.factories import make_teacher
from tests.worlds import standing

pytestmark = pytest.mark.django_db
OFFER = "Buat tautan akun dan PIN"


@standing
def newcomer(cast: Cast) -> Any:
    """A guru of MI Contoh Satu without an account, in the shape of the sheet makers."""
    return SimpleNamespace(person=make_teacher(cast.satu, name="Baru Contoh", sex="P"))


def read(user: User, sheet: Assessment, page: str = "") -> str:
    return " ".join(client_of(user).get(f"/supervisi/lembar/{sheet.pk}/{page}").content.decode().split())


def test_before_sharing_it_says_that_nobody_will_read_it_yet(cast, newcomer) -> None:
    sheet = fill(draft(newcomer, cast.baso))
    save_review(assessment=sheet, review=review(sheet), by=cast.baso)
    page = read(cast.baso, sheet, "periksa/")
    assert "Bu Baru belum punya akun, jadi belum bisa membaca hasil ini." in page
    assert "Anda dapat membuat tautan dan PIN untuknya" in page
    assert "Bu Baru akan melihat hasil ini" not in page


def test_after_sharing_link_and_pin_are_one_press_away_and_apart(cast, newcomer) -> None:
    sheet = shared(newcomer, cast.baso)
    page = read(cast.baso, sheet)
    assert "belum punya akun" in page and OFFER in page
    address = re.search(r'action="(/[^"]*aktifkan/)"', page)[1]
    here = f"/supervisi/lembar/{sheet.pk}/"
    slip = client_of(cast.baso).post(address, {"asal": here}).content.decode()
    assert f'<a class="back" href="{here}">' in slip, "straight back to the sheet"
    text = re.search(r'<div class="copybox"[^>]*>(.*?)</div>', slip, re.S)[1]
    pin = re.search(r'class="big num">(\d{6})<', slip)[1]
    assert "/t/" in text and pin not in text
    assert "belum membuka tautan akunnya" in read(cast.baso, sheet)


def test_once_the_account_works_nothing_is_said(cast, newcomer) -> None:
    sheet = shared(newcomer, cast.baso)
    issued = activate_account(person=newcomer.person, by=cast.baso)
    use_link(token=issued.token, password="kebun-jagung-2026")
    page = read(cast.baso, sheet)
    assert OFFER not in page and "belum sampai" not in page
    user = User.objects.get(person=newcomer.person)
    assert client_of(user).get(f"/supervisi/lembar/{sheet.pk}/", follow=True).status_code == 200


def test_a_closed_account_says_what_to_do_first(cast) -> None:
    sheet = shared(cast.aminah, cast.baso)
    close_account(user=cast.aminah, reason="Cuti", by=cast.faisal)
    page = read(cast.baso, sheet)
    assert "akunnya dinonaktifkan" in page and "Aktifkan kembali dulu" in page


def test_a_teacher_with_an_account_is_not_spoken_of(cast) -> None:
    sheet = fill(draft(cast.aminah, cast.baso))
    assert "belum bisa membaca" not in read(cast.baso, sheet, "periksa/")
    assert "belum sampai" not in read(cast.baso, shared(cast.aminah, cast.baso))
    assert "belum sampai" not in read(cast.aminah, current(shared(cast.aminah, cast.baso)))


def test_the_message_after_sharing_says_that_it_has_not_arrived(cast, newcomer) -> None:
    sheet = fill(draft(newcomer, cast.baso))
    data = {"strengths": "Baik.", "suggestions": "", "followup": "perlu", "text": "Membuat alat peraga"}
    data |= {"due_on": "2099-01-31", "revision": current(sheet).revision}
    answer = client_of(cast.baso).post(f"/supervisi/lembar/{sheet.pk}/bagikan/", data, follow=True).content.decode()
    assert "Hasil sudah dibagikan, tetapi Bu Baru belum bisa membacanya di sini." in answer
    assert "Berhasil" not in answer
