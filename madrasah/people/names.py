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


BEFORE = ("Prof.", "Dr.", "Drs.", "Dra.", "Ir.", "H.", "Hj.", "K.H.", "Ust.", "Ustadz", "Ustadzah", "Ustaz", "Apt.")
AFTER = (
    "A.Ma.",
    "A.Ma.Pd.",
    "A.Ma.Pd.SD.",
    "A.Md.",
    "A.Md.Kom.",
    "A.Md.Pd.",
    "B.A.",
    "B.Sc.",
    "Lc.",
    "Gr.",
    "Ph.D.",
    "S.Ag.",
    "S.Ds.",
    "S.E.",
    "S.E.I.",
    "S.E.Sy.",
    "S.Farm.",
    "S.H.",
    "S.H.I.",
    "S.Hum.",
    "S.Hut.",
    "S.I.Kom.",
    "S.IP.",
    "S.IQ.",
    "S.Kep.",
    "S.Kom.",
    "S.Kom.I.",
    "S.M.",
    "S.Mat.",
    "S.P.",
    "S.Pd.",
    "S.Pd.I.",
    "S.Pd.Gr.",
    "S.Pd.K.",
    "S.Pd.SD.",
    "S.Pi.",
    "S.Psi.",
    "S.Pt.",
    "S.S.",
    "S.Si.",
    "S.Sn.",
    "S.Sos.",
    "S.Sos.I.",
    "S.Sy.",
    "S.T.",
    "S.Th.I.",
    "S.Tr.",
    "S.Fil.",
    "S.Fil.I.",
    "S.Ud.",
    "S.Pd.AUD.",
    "M.A.",
    "M.Ag.",
    "M.Ed.",
    "M.H.",
    "M.H.I.",
    "M.Hum.",
    "M.I.Kom.",
    "M.Kes.",
    "M.Kom.",
    "M.M.",
    "M.M.Pd.",
    "M.P.",
    "M.Pd.",
    "M.Pd.I.",
    "M.Pd.K.",
    "M.Psi.",
    "M.Sc.",
    "M.Si.",
    "M.Sos.",
    "M.T.",
    "M.Th.I.",
)
MOST_TITLE_WORDS = 4
# Titles that are no name even in capitals and without dots: "NURLINA SPD".
NEVER_A_NAME = {
    "sag",
    "mag",
    "spd",
    "spdi",
    "spdsd",
    "spdgr",
    "mpd",
    "mpdi",
    "mmpd",
    "amapd",
    "amapdsd",
    "amd",
    "skom",
    "ssos",
    "ssosi",
    "sthi",
    "shi",
}
SMALL_WORDS = {"bin", "binti"}
ONE_SPELLING = {
    "muh": "muhammad",
    "moh": "muhammad",
    "mohd": "muhammad",
    "muhamad": "muhammad",
    "mohammad": "muhammad",
    "mohamad": "muhammad",
    "abd": "abdul",
    "st": "siti",
    "sitti": "siti",
    "dg": "daeng",
}
SAME_WORD = {
    word: {common, *(other for other, its in ONE_SPELLING.items() if its == common)}
    for written, common in ONE_SPELLING.items()
    for word in (written, common)
}

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
    while taken := _length_of_title(words):
        titles.insert(0, _AFTER[_key("".join(words[-taken:]))])
        words = words[:-taken]
    return words, titles


def _length_of_title(words: list[str]) -> int:
    """How many words at the end are one title: "S. Pd. I" is three, "SPd" is one, none is 0."""
    for taken in range(min(MOST_TITLE_WORDS, len(words) - 1), 0, -1):
        if _is_plain_title(words[-taken:]):
            return taken
    return 0


def _is_plain_title(words: list[str]) -> bool:
    """Whether words without a comma before them are a title: by dots inside, mixed case, or beyond doubt."""
    joined, key = "".join(words), _key("".join(words))
    if len(words) > 1 and not words[0].endswith("."):
        return key in _AFTER and len(_key(words[0])) == 1 and any(len(_key(word)) > 1 for word in words)
    inner_dot = "." in joined.rstrip(".")
    mixed = not joined.isupper() and not joined.istitle() and not joined.islower()
    is_clear = key in NEVER_A_NAME or (key in {"gr", "lc"} and joined.endswith("."))
    return key in _AFTER and (inner_dot or mixed or is_clear)


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
    """ "S.Pd. M.Pd" is two titles, "S. Pd. I" is one, an unknown one stays as it was written."""
    words, titles = part.split(), []
    while words:
        lengths = range(min(MOST_TITLE_WORDS, len(words)), 0, -1)
        taken = next((n for n in lengths if _key("".join(words[:n])) in _AFTER), 0)
        if not taken:
            return [part]
        titles.append(_AFTER[_key("".join(words[:taken]))])
        words = words[taken:]
    return titles


def _capitalised(word: str) -> str:
    return re.sub(r"(^|[-(.])([^\W\d_])", lambda found: found[1] + found[2].upper(), word)
