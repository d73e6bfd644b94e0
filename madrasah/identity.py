"""Shapes of the identity numbers of places and people: NSM, NPSN, NIP, NUPTK, NPK, PegID, NRG.

Numbers are text, none is compulsory. Belongs here: cleaning and judging one number.
Does not: uniqueness or matching against rows.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

EXCEL_DIGITS = 15  # Excel keeps 15 significant digits of a number, the rest become zeros
NOTHING = {"", "-", "--", "0", "null", "none", "nan", "n/a", "tidak ada", "belum ada"}
FIRST_YEAR = 1900
MI_PREFIXES = ("1111", "1112")  # level 11 for MI after 1 for madrasah; status 1 negeri, 2 swasta

_NOISE = re.compile(r"[\s.,'’‘`´\-–\u00a0\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x1f\x7f-\x9f]+")
_STORED_AS_NUMBER = re.compile(r"(\d+)\.0+")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,2}")
_AS_TEXT = "Ubah kolomnya menjadi Teks di Excel, lalu ketik ulang dari kartu atau SK."


@dataclass(frozen=True)
class Number:
    """One kind of identity number and the length the regulation gives it."""

    name: str
    digits: int
    letters: bool = False


# Lengths: NSM SK Dirjen Pendis DJ.I/456A/2008; NIP Perka BKN 22/2007; NPK letter Dj.I/Dt.II/2/PP.00/211/2016.
NSM = Number("NSM", 12)
NPSN = Number("NPSN", 8, letters=True)
NIP = Number("NIP", 18)
NUPTK = Number("NUPTK", 16)
NPK = Number("NPK", 13)
PEG_ID = Number("Peg ID", 14)
NRG = Number("NRG", 12)


def clean_number(value: object) -> str:
    """The bare number as text; "" for nothing, "-", "0", "null". Leading zeros stay."""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value or "")
    if stored := _STORED_AS_NUMBER.fullmatch(text.strip()):
        text = stored[1]
    bare = "" if text.strip().lower() in NOTHING else _NOISE.sub("", text)
    return "" if bare.lower() in NOTHING else bare.upper()


def clean_nip(value: object) -> str:
    """A NIP without the spaces and dots people write between its parts, and without "NIP." before it."""
    return re.sub(r"^NI[PA-Z]*:?(?=\d)", "", clean_number(value))


def clean_peg_id(value: object) -> str:
    """A PegID without the letters "ID" some exports put before it."""
    return clean_number(value).removeprefix("ID")


def why_not_nsm(value: object) -> str | None:
    """A sentence with the cure when this cannot be an NSM, or None. Empty is fine."""
    return _why_not(NSM, value, clean_number)


def why_not_mi(nsm: str) -> str | None:
    """A sentence when a well-formed NSM belongs to another kind of madrasah, or says neither negeri nor swasta."""
    if not nsm or nsm.startswith(MI_PREFIXES):
        return None
    first, second = MI_PREFIXES
    return f"NSM madrasah ibtidaiyah berawalan {first} atau {second}, yang ini {nsm[:4]}. Periksa NSM atau jenjangnya."


def why_not_npsn(value: object) -> str | None:
    """A sentence when this cannot be an NPSN, or None. A few institutions carry a letter."""
    return _why_not(NPSN, value, clean_number)


def why_not_nuptk(value: object) -> str | None:
    """A sentence when this cannot be a NUPTK, or None."""
    return _why_not(NUPTK, value, clean_number)


def why_not_npk(value: object) -> str | None:
    """A sentence when this cannot be an NPK, or None."""
    return _why_not(NPK, value, clean_number)


def why_not_peg_id(value: object) -> str | None:
    """A sentence when this cannot be a PegID, or None."""
    return _why_not(PEG_ID, value, clean_peg_id)


def why_not_nrg(value: object) -> str | None:
    """A sentence when this cannot be an NRG, or None."""
    return _why_not(NRG, value, clean_number)


def why_not_nip(value: object) -> str | None:
    """A sentence when this cannot be a NIP (PNS) or NI PPPK, or None.

    What the person's birth date and sex make doubtful never refuses it; see `doubt_about_nip`.
    """
    refused = _why_not(NIP, value, clean_nip)
    nip = clean_nip(value)
    if refused or not nip:
        return refused
    if _birth_in(nip) is None:
        return f"NIP diawali tanggal lahir (tahun, bulan, hari), tetapi {nip[:8]} bukan tanggal. Periksa lagi."
    if int(nip[8:12]) <= FIRST_YEAR or nip[12:14] == "00":
        return f"Digit ke-9 sampai ke-14 NIP adalah tahun dan bulan angkat, bukan {nip[8:14]}. Periksa lagi."
    if nip.endswith("000"):
        return f"Tiga digit terakhir NIP menjadi 000, artinya digit aslinya hilang. {_AS_TEXT}"
    if nip[14] not in "12":
        return f"Digit ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan), bukan {nip[14]}. Periksa lagi."
    return None


def doubt_about_nip(nip: str, birth_date: date | None, sex: str | None) -> str | None:
    """A warning when a well-formed NIP disagrees with the birth date or sex ("L"/"P"); never a refusal."""
    if why_not_nip(nip) or not nip:
        return None
    nip = clean_nip(nip)
    if birth_date and _birth_in(nip) != birth_date:
        return "Tanggal lahir tidak sama dengan delapan digit pertama NIP. Pastikan mana yang benar."
    if sex and {"1": "L", "2": "P"}[nip[14]] != sex:
        return "Jenis kelamin tidak sama dengan digit ke-15 NIP. Pastikan mana yang benar."
    return None


def _why_not(kind: Number, value: object, clean: Callable[[object], str]) -> str | None:
    text = clean(value)
    if not text:
        return None
    if _lost_digits(value):
        return f"{kind.name} tersimpan sebagai angka sehingga digit akhirnya hilang. {_AS_TEXT}"
    if not _only_ascii(text, kind.letters):
        return f"{kind.name} hanya boleh berisi angka. Hapus huruf atau tanda lain."
    if len(text) != kind.digits:
        cure = _cure_of_length(kind, value, text)
        return f"{kind.name} harus {kind.digits} digit, ini {len(text)} digit. {cure}"
    return None


def _cure_of_length(kind: Number, value: object, text: str) -> str:
    if isinstance(value, int | float) and len(text) < kind.digits:
        return f"Mungkin angka 0 di depan hilang. {_AS_TEXT}"
    return "Periksa lagi dari kartu atau SK."


def _only_ascii(text: str, letters: bool) -> bool:
    return text.isascii() and (text.isalnum() if letters else text.isdigit())


def _lost_digits(value: object) -> bool:
    if isinstance(value, int | float):
        return bool(abs(value) >= 10**EXCEL_DIGITS)
    text = str(value).strip()
    stored = _STORED_AS_NUMBER.fullmatch(text)
    return bool(_SCIENTIFIC.fullmatch(text)) or bool(stored and len(stored[1]) > EXCEL_DIGITS + 1)


def _birth_in(nip: str) -> date | None:
    try:
        born = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return None
    return born if born.year > FIRST_YEAR else None
