"""Passwords that anybody of the place would try first (ASVS 6.2.11): its words, the own name, and hardly more."""

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from madrasah.models import Madrasah
from madrasah.scope import scope_of

# Said by everybody here, whatever the site is called. Words of at least three letters count.
COMMON = (
    "kkg gantarang bulukumba madrasah ibtidaiyah sekolah kemenag kementerian agama kelompok kerja guru kepala pengawas "
    "operator petugas kabupaten kecamatan pengelola supervisi rpp kata sandi masuk rahasia"
)
ENOUGH = 4  # letters that must be left without those words
_READ_AS = str.maketrans("013457@$", "oieastas")
TOO_EASY = (
    "Kata sandi ini mudah ditebak, karena hampir seluruhnya nama tempat, madrasah, KKG, tugas, atau nama Anda. "
    "Tambahkan kata lain."
)


class NotOfThePlace:
    """One of AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for words of the place with hardly anything else, also with digits as letters."""
        words, said = words_of(COMMON, settings.SITE_NAME, *_names_around(user)), password.casefold()
        if min(_letters_left(text, words) for text in (said, said.translate(_READ_AS))) < ENOUGH:
            raise ValidationError(TOO_EASY, code="password_of_the_place")

    def get_help_text(self) -> str:
        return "Jangan hanya nama tempat, madrasah, KKG, atau nama Anda."


def words_of(*texts: str | None) -> set[str]:
    """The words in names, small, of three letters and more."""
    return {word for text in texts if text for word in re.findall(r"[^\W\d_]{3,}", text.casefold())}


def _letters_left(said: str, words: Iterable[str]) -> int:
    """A password without any word of the place has all of its letters, and a sign for each of the rest."""
    if not any(word in said for word in words):
        return len(said)
    for word in sorted(words, key=len, reverse=True):
        said = said.replace(word, " ")
    return len(re.findall(r"[^\W\d_]", said))


def _names_around(user: Any) -> list[str | None]:
    """Own name, madrasah with kecamatan, kabupaten and KKG, and where offices are held."""
    if user is None or user.person_id is None:
        return []
    scope = scope_of(user)
    own = Madrasah.objects.filter(pk__in=scope.belongs)
    around = own.values_list("name", "region__name", "region__parent__name", "groups__name")
    return [user.person.name, *(office.place for office in scope.offices), *(name for row in around for name in row)]
