"""How the parts of a letter are written: its number, the rank beside a grade, the clock's zone.

Pure: no Django, no clock. Which number comes next is not here (kkg/groups/actions.py).
"""

import re
from datetime import date

from madrasah.periods import school_year_label

MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
NUMBER, MONTH, YEAR = "{nomor}", "{bulan}", "{tahun}"
LETTER_WORDS = (NUMBER, MONTH, YEAR)
CERTIFICATE_WORDS = (NUMBER, YEAR)
LETTER_PATTERN = "{nomor}/KKG/{bulan}/{tahun}"
CERTIFICATE_PATTERN = "{nomor}/SERT-KKG/{tahun}"
RANKS = {
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tk. I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tk. I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tk. I",
    "III/c": "Penata",
    "III/d": "Penata Tk. I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tk. I",
    "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}
WEST = {"11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "31", "32", "33", "34", "35", "36"}
WEST |= {"61", "62"}
EAST = {"81", "82", "91", "92", "93", "94", "95", "96", "97"}


def three_digits(number: int) -> str:
    """
    >>> three_digits(7), three_digits(1204)
    ('007', '1204')
    """
    return f"{number:03d}"


def letter_number(pattern: str, number: int, day: date) -> str:
    """The number of a letter dated `day`; letters count per calendar year (decisions.md 21).

    >>> letter_number("{nomor}/KKG/{bulan}/{tahun}", 7, date(2026, 11, 23))
    '007/KKG/XI/2026'
    """
    return _filled(pattern, {NUMBER: three_digits(number), MONTH: MONTHS[day.month - 1], YEAR: str(day.year)})


def certificate_number(pattern: str, number: int, school_year: int) -> str:
    """The number of a certificate; they count per school year, named by the year it begins.

    >>> certificate_number("{nomor}/SERT-KKG/{tahun}", 12, 2026)
    '012/SERT-KKG/2026/2027'
    """
    return _filled(pattern, {NUMBER: three_digits(number), YEAR: school_year_label(school_year)})


def code_in_fours(code: str) -> str:
    """
    >>> code_in_fours("ACDEFHJKMNPRTUVW")
    'ACDE-FHJK-MNPR-TUVW'
    """
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def _filled(pattern: str, words: dict[str, str]) -> str:
    for word, value in words.items():
        pattern = pattern.replace(word, value)
    return pattern


def why_not_pattern(pattern: str, words: tuple[str, ...] = LETTER_WORDS) -> str | None:
    """What is wrong with a pattern, in a sentence. Without number or year two papers could be numbered alike.

    >>> why_not_pattern("KKG/{bulan}/{tahun}")
    'Pola nomor harus memuat {nomor}.'
    """
    for needed in (NUMBER, YEAR):
        if needed not in pattern:
            return f"Pola nomor harus memuat {needed}."
    for word in words:
        if pattern.count(word) > 1:
            return f"{word} tertulis lebih dari sekali. Tulis sekali saja."
    return _why_not_known(pattern, words)


def _why_not_known(pattern: str, words: tuple[str, ...]) -> str | None:
    for found in re.findall(r"\{[^{}]*\}", pattern):
        if found not in words:
            return f"{found} tidak dikenal. Yang diisi otomatis: {', '.join(words)}."
    if re.search(r"[{}]", _filled(pattern, dict.fromkeys(words, ""))):
        return "Ada kurung kurawal yang tidak berpasangan. Hapus, atau lengkapi pasangannya."
    return None


def rank_and_grade(grade: str) -> str:
    """Pangkat and golongan as letters write them; a grade without a rank (PPPK) stays as it is.

    >>> rank_and_grade("III/a"), rank_and_grade("IX"), rank_and_grade("")
    ('Penata Muda, III/a', 'IX', '–')
    """
    rank = RANKS.get(grade)
    return f"{rank}, {grade}" if rank else grade or "–"


def zone_of(region_code: str) -> str:
    """The zone of a region's clock by its province (decisions.md 27).

    >>> zone_of("73.02.01"), zone_of("32.01"), zone_of("81"), zone_of("")
    ('WITA', 'WIB', 'WIT', 'WITA')
    """
    province = region_code[:2]
    return "WIB" if province in WEST else "WIT" if province in EAST else "WITA"
