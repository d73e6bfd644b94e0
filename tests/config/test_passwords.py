"""A password of the place's own words is refused; those words beside others are nobody's business."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from madrasah.models import User
from tests.cast import PASSWORD, Cast, client_of

pytestmark = pytest.mark.django_db
EASY = "mudah ditebak, karena hampir seluruhnya nama tempat"


def is_refused(password: str, user: User | None = None) -> bool:
    try:
        validate_password(password, user)
    except ValidationError as refusal:
        assert EASY in " ".join(refusal.messages)
        return True
    return False


@pytest.mark.parametrize(
    "password", ["gantarang2026", "KKG-Gantarang!", "madrasah123", "Guru.Madrasah.1", "g4nt4r4ng99", "kepala-kkg-01"]
)
def test_words_that_everybody_here_says_are_refused_before_anybody_is_known(password: str) -> None:
    assert is_refused(password)


def test_the_name_of_the_site_is_a_word_of_the_place(settings) -> None:
    assert not is_refused("ujungloe-2026")
    settings.SITE_NAME = "KKG Ujungloe"
    assert is_refused("ujungloe-2026")


@pytest.mark.parametrize(
    ("who", "password"),
    [
        ("aminah", "aminah.contoh.85"),
        ("aminah", "mi-contoh-satu"),
        ("aminah", "contohgantarang1"),
        ("gita", "kkgcontoh123"),
        ("daeng", "contohdua-satu"),
        ("hasan", "contoh-tiga-lain"),
        ("jafar", "Bulukumba#7302"),
        ("faisal", "satu.operator.9"),
    ],
)
def test_names_around_a_person_are_refused(who: str, password: str, cast: Cast) -> None:
    assert is_refused(password, getattr(cast, who))


def test_the_own_kkg_is_around_and_that_of_others_is_not(cast: Cast) -> None:
    cast.group.name = "KKG Melati"
    cast.group.save()
    assert is_refused("melati-2026", cast.aminah)
    assert not is_refused("melati-2026", cast.hasan)


@pytest.mark.parametrize(
    "password",
    ["gantarang-hujan-9", "sapi makan di madrasah", "kambing&7lari", "x7!kQ9#mZ2$p", "1234abc!", "hujan deras sekali"],
)
def test_other_words_beside_them_and_what_has_none_are_taken(password: str, cast: Cast) -> None:
    assert not is_refused(password, cast.aminah)


def test_who_has_no_person_is_asked_the_common_words_only(cast: Cast) -> None:
    assert is_refused("pengelola.kkg", cast.keeper)
    assert not is_refused("contoh-satu-dua", cast.keeper)


def test_the_page_says_it_and_keeps_the_old_password(cast: Cast) -> None:
    client: Client = client_of(cast.aminah)
    page = reverse("madrasah:password")
    sent = {"old_password": PASSWORD, "new_password1": "kkg-gantarang-1", "new_password2": "kkg-gantarang-1"}
    assert EASY in client.post(page, sent).content.decode()
    assert User.objects.get(pk=cast.aminah.pk).check_password(PASSWORD)
