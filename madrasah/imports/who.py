"""Decides who a teacher's row is about. Writes nothing.

Identity (decisions 26): an identifier, else name + birth date, else name + madrasah, which is asked and never
taken for granted.
"""

from collections.abc import Iterable
from datetime import date

from madrasah.imports.earlier_rows import EarlierRows
from madrasah.imports.matching import Match, contradicts, is_alike, name_key
from madrasah.imports.read_rows import ReadRow
from madrasah.imports.rows import Answer, Places, RowRefused, fault_of, same_as
from madrasah.imports.stored_people import NUMBERS, StoredPeople
from madrasah.people.models import Person
from madrasah.places.models import Madrasah

SAME_OR_SKIP = (Answer.SAME_PERSON.value, Answer.SKIP.value)
ANY_ANSWER = (Answer.SAME_PERSON.value, Answer.NEW_PERSON.value, Answer.SKIP.value)
NEW_OR_SKIP = (Answer.NEW_PERSON.value, Answer.SKIP.value)


class WhoIsIt:
    """Asks what is known of people, and the rows above in the file."""

    def __init__(self, known: StoredPeople, places: Places, above: EarlierRows) -> None:
        self.known, self.places, self.above = known, places, above

    def of(self, row: ReadRow, madrasah: Madrasah) -> Match:
        """The person, a question that comes first, or nobody known. Raises RowRefused."""
        known = self.by_number(row) or self._by_birth(row) or self._by_name(row, madrasah)
        return known or self._by_row_above(row, madrasah) or Match()

    def by_number(self, row: ReadRow) -> Match | None:
        """Whose the numbers of a row are. Raises RowRefused for two people, and for one who can't be reached."""
        found = {
            self.known.by_number[name, row.text(name)]: name
            for name in NUMBERS
            if (name, row.text(name)) in self.known.by_number
        }
        if not found:
            return None
        pk, name = next(iter(found.items()))
        if len(found) > 1:
            message = "Nomor-nomor di baris ini milik lebih dari satu orang."
            raise RowRefused(fault_of(row, self.places, name, message, "Periksa NIP, NUPTK, NPK, dan Peg ID."))
        person = self._reachable(row, pk, name)
        if is_alike(row, person):
            return Match(person)
        label = self.places[row.table][name].heading
        return Match(person, f"{label} ini tercatat atas nama {person}: orang yang sama?", SAME_OR_SKIP)

    def _reachable(self, row: ReadRow, pk: int, name: str) -> Person:
        person = self.known.people[pk]
        if person.removed_at:
            message = "Orang dengan nomor ini sudah dihapus."
            fix = "Kembalikan dulu datanya, lalu unggah lagi."
        elif pk not in self.known.visible:
            message = "Nomor ini sudah dipakai orang di luar tugas Anda."
            fix = "Periksa nomornya. Bila ia pindah, minta operator wilayah mencatat kepindahannya."
        else:
            return person
        raise RowRefused(fault_of(row, self.places, name, message, fix))

    def _by_birth(self, row: ReadRow) -> Match | None:
        if not row.text("birth_date"):
            return None
        key = (name_key(row), date.fromisoformat(row.text("birth_date")))
        found = self._not_contradicting(row, self.known.by_birth.get(key, []))
        if len(found) > 1:
            message = "Ada dua orang dengan nama dan tanggal lahir ini."
            raise RowRefused(fault_of(row, self.places, "name", message, "Isi NIP, NUPTK, atau Peg ID-nya."))
        return Match(found[0]) if found else None

    def _by_name(self, row: ReadRow, madrasah: Madrasah) -> Match | None:
        named = self.known.at_madrasah.get((madrasah.pk, name_key(row)), [])
        found = self._not_contradicting(row, named)
        if not found:
            return None
        if len(found) > 1:
            question = f"Di {madrasah} sudah ada {len(found)} orang bernama {found[0].name}: yang mana?"
            answers = (*(same_as(person.pk) for person in found), *NEW_OR_SKIP)
            return Match(None, question, answers, namesakes=tuple(found))
        return Match(found[0], f"Di {madrasah} sudah ada {found[0]}: orang yang sama?", ANY_ANSWER)

    def _by_row_above(self, row: ReadRow, madrasah: Madrasah) -> Match | None:
        """A namesake above at the same madrasah, of whom nothing says that they are somebody else."""
        first = self.above.find([("named", name_key(row), madrasah.pk)])
        if first is None or first.contradicts(row):
            return None
        question = f"Di {first.place_in_file} juga ada {row.label} di {madrasah}: orang lain?"
        return Match(None, question, NEW_OR_SKIP, first.ref)

    def _not_contradicting(self, row: ReadRow, pks: Iterable[int]) -> list[Person]:
        """Visible people of whom no number and no birth date says that they are somebody else."""
        people = [self.known.people[pk] for pk in pks if pk in self.known.visible]
        return [person for person in people if not contradicts(row, person)]
