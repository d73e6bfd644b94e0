"""Which signs the fonts of papers can draw (core/fonts/covers.json, by tools/fonts.py), and what stands for the rest.

A PDF that claims to be readable by ear must not hold a sign without a shape, so typst refuses it whole.
"""

import json
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

HOME = Path(__file__).parent / "fonts"
SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"
NOTHING = "\N{DOTTED CIRCLE}"  # what a mark stands on that was typed alone
# Bullets and ticks of word processors, which lie where Unicode has nothing.
OF_WORD = {
    0xF02D: "–",
    0xF06C: "●",
    0xF06E: "■",
    0xF076: "❖",
    0xF0A7: "▪",
    0xF0A8: "□",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0FC: "✓",
    0xF0FE: "☑",
}
# Seen only by what they do to their neighbours: which picture of a sign is meant, a skin's colour, a key's frame.
UNSEEN = {0x20E3, *range(0xFE00, 0xFE10), *range(0x180B, 0x180E), *range(0xE0100, 0xE01F0), *range(0x1F3FB, 0x1F400)}
BREAKS = {"\n": "\n", "\t": " ", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}


@cache
def covers() -> dict[str, frozenset[int]]:
    """Each family of letters with the signs it can draw in every face that papers use, in the order of asking."""
    stored: dict[str, str] = json.loads((HOME / "covers.json").read_text("utf-8"))
    return {family: frozenset(_points(words)) for family, words in stored.items()}


def _points(words: str) -> Iterable[int]:
    for part in words.split():
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def drawable(words: str) -> str:
    """`words` with signs that can be drawn only: a plain twin where there is one, else SUBSTITUTE.

    >>> drawable("Aula 📍 \\uf0b7 𝗞𝗞𝗚 漢\\u202e")
    'Aula 📍 • KKG �'
    """
    if words.isascii() and words.replace("\n", "").isprintable():
        return words
    tidy = unicodedata.normalize("NFC", words.translate(OF_WORD).replace("\r\n", "\n"))
    kept = [BREAKS.get(sign, sign) for sign in tidy]
    return "".join(map(_drawn, _clusters(sign for sign in kept if sign == "\n" or not _is_unseen(sign))))


def _is_unseen(sign: str) -> bool:
    return ord(sign) in UNSEEN or unicodedata.category(sign) in ("Cc", "Cf")


def _clusters(signs: Iterable[str]) -> list[str]:
    """Each sign with the marks that stand on it: one font must draw them all."""
    found: list[str] = []
    for sign in signs:
        if unicodedata.category(sign)[0] != "M":
            found.append(sign)
        elif found and not found[-1].isspace():
            found[-1] += sign
        else:
            found.append(NOTHING + sign)
    return found


def _drawn(cluster: str) -> str:
    if cluster == "\n" or _is_covered(cluster):
        return cluster
    plain = unicodedata.normalize("NFKC", cluster)
    if _is_covered(plain):
        return plain
    return cluster[0] + SUBSTITUTE if len(cluster) > 1 and _is_covered(cluster[0]) else SUBSTITUTE


def _is_covered(cluster: str) -> bool:
    return any(family.issuperset(map(ord, cluster)) for family in covers().values())
