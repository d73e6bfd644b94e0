"""Search that forgives: capitals, marks and the order of words don't matter; a misspelt word is found second.

The one mechanism for whatever a person types to find something. Not here: which rows are looked at.
"""

from collections.abc import Collection, Mapping
from typing import Any, TypeVar
from unicodedata import category, normalize

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower

ALIKE = 0.4  # share of a word's letter triples; "disukusi" has 0.54 of "diskusi"
SHORTEST_ALIKE = 4  # a shorter word has too few triples to be misspelt
MOST_WORDS = 8
SHORTEST_NUMBER = 6  # shorter ones stand in names: MIN 2
MARKS = "’‘'`´ʼ.,\""  # "Ma’ruf" is "Maruf", "S.Pd.I." is "SPdI"

Same = Mapping[str, Collection[str]]
NONE_SAME: Same = {}
Rows = TypeVar("Rows", bound=QuerySet[Any])
_BARE = str.maketrans("", "", MARKS)


def words_of(text: str) -> list[str]:
    """The words of a search in small letters and without marks."""
    return text.casefold().translate(_BARE).split()[:MOST_WORDS]


def number_in(text: str) -> str:
    """The number that a text is, without the blanks, dots and apostrophes between its groups; "" if it is none."""
    bare = "".join(text.translate(_BARE).replace("-", "").split())
    return bare if bare.isascii() and bare.isdigit() and len(bare) >= SHORTEST_NUMBER else ""


def fits(text: str, asked: str) -> bool:
    """Whether a line of a list holds every word that is looked for, in any order. static/js/find.js does the same."""
    held = _letters(text)
    return all(_letters(word) in held for word in asked.split())


def _letters(text: str) -> str:
    """Letters and digits alone, small, without what is set above or below them."""
    kinds = ((sign, category(sign)) for sign in normalize("NFKD", text))
    return "".join(sign for sign, kind in kinds if kind[0] in "LN" and kind != "Lm").lower()


def forgiving(rows: Rows, text: str, *columns: str, without: str = "", same: Same = NONE_SAME) -> Rows:
    """Rows that hold every word in the first column; else over all columns; else words much like these.

    `without` is the text without what may be left out (titles), tried before anything is taken for misspelt. `same`
    gives all writings of a word in small letters: "moh" -> "muh", "muhammad". The first way may use an index, so that
    most searches read few rows; the database is asked each time whether there are any. A text without words leaves
    all rows.
    """
    if not words_of(text):
        return rows
    for asked in dict.fromkeys((text, without or text)):
        for found in (written(rows, asked, columns[0]), containing(rows, asked, *columns)):
            if found.exists():
                return found
    return alike(rows, without or text, *columns, same=same)


def written(rows: Rows, text: str, column: str) -> Rows:
    """Rows that hold every word in a column as it is typed, but for capitals, in any order."""
    held = Q()
    for word in text.split()[:MOST_WORDS]:
        held &= Q(**{f"{column}__icontains": word.strip(".,")})
    return rows.filter(held)


def containing(rows: Rows, text: str, *columns: str) -> Rows:
    """Rows that hold every word over some columns, without marks and in any order."""
    held = Q()
    for word in words_of(text):
        held &= Q(searched__contains=word)
    return rows.alias(searched=_plain(columns)).filter(held)


def alike(rows: Rows, text: str, *columns: str, same: Same = NONE_SAME) -> Rows:
    """Rows that hold every word, or one that is spelt much like it. Reads all rows: use it second."""
    found, near = rows.alias(searched=_plain(columns)), Q()
    for number, word in enumerate(words_of(text)):
        if word in same:
            near &= Q(searched__regex=rf"\m({'|'.join(sorted(same[word]))})\M")
            continue
        if len(word) < SHORTEST_ALIKE:
            near &= Q(searched__contains=word)
            continue
        found = found.alias(**{f"alike_{number}": TrigramWordSimilarity(word, F("searched"))})
        near &= Q(**{f"alike_{number}__gte": ALIKE})
    return found.filter(near)


def _plain(columns: tuple[str, ...]) -> Any:
    """What is searched, in small letters and without marks."""
    parts = [part for column in columns for part in (column, Value(" "))]
    whole = Lower(Concat(*parts, Value(""), output_field=TextField()))
    return Func(whole, Value(MARKS), Value(""), function="TRANSLATE", output_field=TextField())
