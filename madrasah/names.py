"""Names of people: titles apart, capitals made readable, keys to sort and to compare. Pure.

Does not belong here: finding the person who carries a name.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class FullName:
    """A name in three parts; the parts of titles are joined as they are printed."""

    before: str
    name: str
    after: str

    def __str__(self) -> str:
        named = " ".join(part for part in (self.before, self.name) if part)
        return ", ".join(part for part in (named, self.after) if part)


BEFORE = (
    "Prof.", "Dr.", "Drs.", "Dra.", "Ir.", "H.", "Hj.", "K.H.", "Ust.", "Ustadz", "Ustadzah", "Ustaz", "Apt.",
)  # fmt: skip
AFTER = (
    "A.Ma.", "A.Ma.Pd.", "A.Ma.Pd.SD.", "A.Md.", "A.Md.Kom.", "A.Md.Pd.", "B.A.", "B.Sc.", "Lc.",
    "Gr.", "Ph.D.", "S.Ag.", "S.Ds.", "S.E.", "S.E.I.", "S.E.Sy.", "S.Farm.", "S.H.",
    "S.H.I.", "S.Hum.", "S.Hut.", "S.I.Kom.", "S.IP.", "S.IQ.", "S.Kep.", "S.Kom.",
    "S.Kom.I.", "S.M.", "S.Mat.", "S.P.", "S.Pd.", "S.Pd.I.", "S.Pd.Gr.", "S.Pd.K.", "S.Pd.SD.",
    "S.Pi.", "S.Psi.", "S.Pt.", "S.S.", "S.Si.", "S.Sn.", "S.Sos.", "S.Sos.I.", "S.Sy.",
    "S.T.", "S.Th.I.", "S.Tr.", "M.A.", "M.Ag.", "M.Ed.", "M.H.", "M.H.I.", "M.Hum.",
    "M.I.Kom.", "M.Kes.", "M.Kom.", "M.M.", "M.M.Pd.", "M.P.", "M.Pd.", "M.Pd.I.", "M.Pd.K.",
    "M.Psi.", "M.Sc.", "M.Si.", "M.Sos.", "M.T.", "M.Th.I.",
)  # fmt: skip
SMALL_WORDS = {"bin", "binti"}
ONE_SPELLING = {
    "muh": "muhammad", "moh": "muhammad", "mohd": "muhammad", "muhamad": "muhammad", "mohammad": "muhammad",
    "mohamad": "muhammad", "abd": "abdul", "st": "siti", "sitti": "siti", "sitti.": "siti", "dg": "daeng",
}  # fmt: skip

_SPACES = re.compile(r"[\s\u00a0\u200b\ufeff\x00-\x1f]+")
_APOSTROPHES = str.maketrans("’‘`´ʼ", "'''''")


def _key(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


_BEFORE = {_key(title): title for title in BEFORE}
_AFTER = {_key(title): title for title in AFTER}


def tidy(text: str) -> str:
    """One space between words, none around, one kind of apostrophe."""
    return _SPACES.sub(" ", text).strip().translate(_APOSTROPHES)


def split_titles(text: str) -> FullName:
    """Titles before and after a name, in any writing: "HJ. NISWATI, S.PD.I" -> Hj. / Niswati / S.Pd.I.

    Without a comma only titles with dots or in mixed case are taken from the end: "SITI MA" stays a name.
    """
    named, _, tail = tidy(text).partition(",")
    before, words = _leading_titles(_apart(named).split())
    words, trailing = _trailing_titles(words)
    later, after = _titles_of_tail(tail)
    if not words:
        return FullName("", proper_case(tidy(text).strip(" ,")), "")
    return FullName(" ".join([*before, *later]), proper_case(" ".join(words)), ", ".join([*trailing, *after]))


def proper_case(name: str) -> str:
    """A name in capitals (or without any) as it is usually written; mixed writing is left alone."""
    if not (name.isupper() or name.islower()):
        return name
    return " ".join(word if word in SMALL_WORDS else _capitalised(word) for word in name.lower().split())


def sort_key(text: str) -> str:
    """Order names by this: without titles, accents or capitals (decisions 27)."""
    return _plain(split_titles(text).name)


@lru_cache(maxsize=20_000)
def comparison_key(text: str) -> str:
    """Two writings of one name give the same key: titles, dots, spaces, Muh./Muhammad don't matter."""
    words = re.split(r"[^a-z]+", _plain(split_titles(text).name).replace("'", ""))
    return "".join(ONE_SPELLING.get(word, word) for word in words)


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def _apart(named: str) -> str:
    """ "Drs.H.Ahmad" -> "Drs. H. Ahmad", without touching "S.Pd" """
    pattern = r"^((?:(?:prof|drs?|dra|ir|hj?|ust)\.\s*)+)(?=[^\W\d_])"
    found = re.match(pattern, named, re.IGNORECASE)
    return named if found is None else f"{found[1].replace('.', '. ')}{named[found.end() :]}"


def _leading_titles(words: list[str]) -> tuple[list[str], list[str]]:
    titles = []
    while len(words) > 1 and _key(words[0]) in _BEFORE:
        titles.append(_BEFORE[_key(words[0])])
        words = words[1:]
    return titles, words


def _trailing_titles(words: list[str]) -> tuple[list[str], list[str]]:
    titles: list[str] = []
    while len(words) > 1 and _is_plain_title(words[-1]):
        titles.insert(0, _AFTER[_key(words[-1])])
        words = words[:-1]
    return words, titles


def _is_plain_title(word: str) -> bool:
    inner_dot = "." in word.rstrip(".")
    mixed = not word.isupper() and not word.istitle() and not word.islower()
    return _key(word) in _AFTER and (
        inner_dot or mixed or (_key(word) in {"gr", "lc"} and word.endswith("."))
    )


def _titles_of_tail(tail: str) -> tuple[list[str], list[str]]:
    """Titles behind the comma; one that belongs before the name ("Ahmad, Drs.") goes there."""
    before, after = [], []
    for part in filter(None, (part.strip() for part in tail.split(","))):
        if _key(part) in _BEFORE:
            before.append(_BEFORE[_key(part)])
        else:
            after.extend(_titles_of_part(part))
    return before, after


def _titles_of_part(part: str) -> list[str]:
    """ "S.Pd. M.Pd" is two titles, "S.Pd. I" is one, an unknown one stays as it was written."""
    if _key(part) in _AFTER:
        return [_AFTER[_key(part)]]
    words = part.split()
    known = all(_key(word) in _AFTER for word in words)
    return [_AFTER[_key(word)] for word in words] if known else [part]


def _capitalised(word: str) -> str:
    return re.sub(r"(^|[-(.])([^\W\d_])", lambda found: found[1] + found[2].upper(), word)
