"""Which other record may be the same person, and what speaks against it."""

from madrasah.merges.folds import label_of
from madrasah.merges.rules import NUMBERS, differing
from madrasah.people.models import Person
from madrasah.people.names import comparison_key


def likeness(person: Person, other: Person) -> list[str]:
    """Why the two may be one, in words; empty where nothing says so."""
    is_same = comparison_key(person.name) == comparison_key(other.name)
    found = {
        "nama sama": is_same,
        "nama mirip": not is_same and _one_holds_the_other(person.name, other.name),
        "tanggal lahir sama": bool(person.birth_date) and person.birth_date == other.birth_date,
    }
    return [word for word, is_so in found.items() if is_so]


def _one_holds_the_other(name: str, other: str) -> bool:
    """ "Aminah Contoh" in "Sitti Aminah Contoh"; a single word is too little to say so."""
    few, many = sorted((_words_of(name), _words_of(other)), key=len)
    return len(few) > 1 and few <= many


def _words_of(name: str) -> set[str]:
    return {comparison_key(word) for word in name.split()}


def doubts(kept: Person, dropped: Person) -> list[str]:
    """What speaks against it: numbers that differ usually belong to two persons."""
    both = [name for name in NUMBERS if name in differing(kept, dropped)]
    return [
        f"{label_of(name)} keduanya berbeda. Biasanya itu berarti dua orang: pastikan dari kartu atau SK."
        for name in both
    ]
