"""How somebody is spoken of: by what was recorded, never by what a name seems to say."""

import pytest

from competency.sheets.presenters import called
from kkg.messages.texts import person_addressee
from madrasah.models import Person

NAMES = [
    ("Aminah Contoh", "P", "Bu Aminah"),
    ("Andi Besse Contoh", "P", "Bu Andi Besse"),
    ("Andi Besse Contoh", "", "Andi Besse Contoh, S.Pd."),
    ("A. Tenri Contoh", "P", "Bu A. Tenri"),
    ("Muh. Yusuf", "L", "Pak Muh. Yusuf"),
    ("Muh. Yusuf", "", "Muh. Yusuf, S.Pd."),
    ("MUHAMMAD ALI", "L", "Pak MUHAMMAD ALI"),
    ("Siti Nurhayati", "", "Siti Nurhayati, S.Pd."),
    ("Andi", "L", "Pak Andi"),
]


@pytest.mark.parametrize(("name", "sex", "spoken"), NAMES)
def test_an_honorific_is_never_guessed_and_a_particle_never_stands_alone(name, sex, spoken) -> None:
    assert called(Person(name=name, sex=sex, title_after="S.Pd.")) == spoken


def test_a_letter_to_somebody_of_unknown_sex_says_bapak_ibu() -> None:
    to = person_addressee("Andi Besse Contoh", "")
    assert (to.full, to.short) == ("Bapak/Ibu Andi Besse Contoh", "Bapak/Ibu")
