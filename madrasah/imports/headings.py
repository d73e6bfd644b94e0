"""What a column's heading means, in whatever words, order and case it is written. Pure.

Exact words first, then words without fillers, then headings of two levels or of two fields in one column.
Nothing is guessed: what isn't known here is asked. Not here: which column of a sheet wins (recognise).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from madrasah.imports.fields import FIELDS, TEACHERS, TICKS, words_of
from madrasah.imports.heading_words import FILLERS, GENERIC, NEUTRAL, OTHERS, UNUSED, plain_words

OF_ONE_COLUMN = ({"birth_place", "birth_date"}, {"level", "programme"})
NUMBERS = {"nip", "nuptk", "npk", "peg_id", "nrg"}
COMBINED = {"birth": ("birth_place", "birth_date"), "nip_nuptk": ("nip", "nuptk")}

_BRACKETS = re.compile(r"[(\[{].*?[)\]}]")
_PARTS = re.compile(r"\s*[/,&+\n|]\s*|\s+(?:dan|atau|serta)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Claim:
    """What a heading says it holds: several fields in one column, none (known, not used), or one to tick.

    `strength` 2 means exactly this, 1 may mean it when nothing says it better.
    """

    fields: tuple[str, ...]
    strength: int = 2


NOT_USED = Claim(())


def key_of_heading(path: tuple[str, ...]) -> str:
    """What a mapping is remembered by: a heading without capitals and signs, short forms written out."""
    return " ".join(word for text in path for word in plain_words(text))[:190]


@lru_cache(maxsize=500)
def is_nik(path: tuple[str, ...]) -> bool:
    """Whether a heading is about the NIK, which is never read, shown or stored (decisions 26)."""
    return bool({"nik", "ktp", "kependudukan"} & set(plain_words(" ".join(path))))


@lru_cache(maxsize=4_000)
def claim_of(kind: str, path: tuple[str, ...]) -> Claim | None:
    """What the heading `path` (top level first) claims for a kind of import; None when it isn't known."""
    if len(path) == 1:
        return _claim_of_text(kind, path[0])
    above = [word for text in path[:-1] for word in plain_words(text)]
    last = path[-1]
    whole = " ".join(path)
    known = _exact(kind, plain_words(whole)) or _exact(kind, [*plain_words(last), *above])
    if known or set(above) & (OTHERS | {"sertifikasi", "sertifikat", "sk", "tmt", "alamat", "diklat"}):
        return known or NOT_USED
    if tick := _tick(kind, " ".join(path[:-1]), last):
        return tick
    if "".join(plain_words(last)) in GENERIC and not set(above) <= NEUTRAL:
        return _generic_below(kind, path)
    return _claim_of_text(kind, last)


def choice_fields(field: str) -> tuple[str, ...]:
    """The fields behind a choice of the mapping form."""
    return COMBINED.get(field, (field,)) if field else ()


def _generic_below(kind: str, path: tuple[str, ...]) -> Claim | None:
    """ "Pendidikan Terakhir" over "Jenjang" is the field that both name; else it has to be asked."""
    above, last = _claim_of_text(kind, " ".join(path[:-1])), _claim_of_text(kind, path[-1])
    return last if above and last and set(above.fields) & set(last.fields) else None


def _claim_of_text(kind: str, text: str) -> Claim | None:
    bare = _BRACKETS.sub(" ", text)
    for words in (plain_words(bare), plain_words(text)):
        if known := _exact(kind, words):
            return known
    words = plain_words(bare)
    if set(words) & OTHERS:
        return NOT_USED
    if combined := _combined(kind, bare):
        return combined
    if set(words) & UNUSED or "".join(words) in UNUSED or words == ["nomor"]:
        return NOT_USED
    claim = _exact(kind, [word for word in words if word not in FILLERS])
    is_number = claim is not None and set(claim.fields) <= NUMBERS | {"nsm", "npsn", "phone"}
    return claim if is_number or "nomor" not in words else None


def _exact(kind: str, words: list[str]) -> Claim | None:
    return _dictionary(kind).get("".join(words)) if words else None


def _combined(kind: str, text: str) -> Claim | None:
    """Several fields in one column, as "NIP/NUPTK": each part must be known, and they must be separable."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    if len(parts) < 2:
        return None
    claims = [_exact(kind, plain_words(part)) or _unused(part) for part in parts]
    if any(claim is None for claim in claims):
        return None
    fields = {field for claim in claims if claim for field in claim.fields}
    may = len(fields) == 1 or fields in OF_ONE_COLUMN or fields <= NUMBERS | {"name"}
    if {"nik", "ktp"} & set(plain_words(text)) and "nuptk" in fields:
        return NOT_USED  # both have 16 digits: they can't be told apart
    order = [field for field in FIELDS[kind] if field in fields]
    return Claim(tuple(order), 2 if len(fields) == 1 else 1) if may else None


def _unused(text: str) -> Claim | None:
    return NOT_USED if set(plain_words(text)) & UNUSED else None


def _tick(kind: str, above: str, last: str) -> Claim | None:
    """A column to tick: "Status Kepegawaian" over "PNS | Non PNS"."""
    claim = _claim_of_text(kind, above)
    if kind != TEACHERS or claim is None or len(claim.fields) != 1:
        return None
    field = claim.fields[0]
    value = TICKS.get(field, {}).get(re.sub(r"[^a-z0-9]", "", last.lower()))
    return Claim((f"{field}={value}",)) if value else None


@lru_cache(maxsize=2)
def _dictionary(kind: str) -> dict[str, Claim]:
    """Claims by heading, as it is written and with its short forms written out."""
    found: dict[str, Claim] = {}
    for field, heading, strength in words_of(kind):
        claim = Claim(() if field == "-" else choice_fields(field), strength)
        for key in ("".join(plain_words(heading)), re.sub(r"[^a-z0-9]", "", heading.lower())):
            found.setdefault(key, claim)
    return found
