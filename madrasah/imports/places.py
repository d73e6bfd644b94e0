"""Finds the madrasah a row is about among those in the data, by NSM, else NPSN, else name."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from django.db.models import Q

from core.sheets.cells import Fault
from madrasah.imports.reading import key_of
from madrasah.imports.rows import ReadRow, RowRefused, fault_of
from madrasah.imports.shapes import Place
from madrasah.models import Madrasah, User

OUTSIDE = "Madrasah ini di luar tugas Anda."
ASK_OPERATOR = "Minta operator madrasah itu atau operator wilayah yang mengimpornya."
NUMBERS = ("nsm", "npsn")


class KnownMadrasahs:
    """Two queries per file: those the user keeps, and those of others that carry a number of the file."""

    def __init__(self, rows: Iterable[ReadRow], user: User, *, lock: bool = False) -> None:
        rows = list(rows)
        mine = Madrasah.objects.registered_by(user).order_by("pk")
        self.mine = list(mine.select_for_update(of=("self",)) if lock else mine)
        numbered = Q(nsm__in=_values(rows, "nsm")) | Q(npsn__in=_values(rows, "npsn"))
        own = {madrasah.pk for madrasah in self.mine}
        others = [found for found in Madrasah.objects.kept().filter(numbered) if found.pk not in own]
        self.outside = {(name, getattr(found, name)) for found in others for name in NUMBERS}
        self.by_number = {(name, getattr(found, name)): found for found in self.mine for name in NUMBERS}
        self.by_name: dict[str, list[Madrasah]] = {}
        for found in self.mine:
            self.by_name.setdefault(key_of(found.name), []).append(found)

    def by_numbers(self, row: ReadRow, places: Mapping[str, Place]) -> Madrasah | None:
        """The one with the row's NSM or NPSN. Raises RowRefused if it is not the user's, or two."""
        numbers = [(name, row.text(name)) for name in NUMBERS if row.text(name)]
        for number in numbers:
            if number in self.outside:
                raise RowRefused(fault_of(row, places, number[0], OUTSIDE, ASK_OPERATOR))
        found = {self.by_number[number].pk: number for number in numbers if number in self.by_number}
        if len(found) > 1:
            message = "NSM dan NPSN ini milik dua madrasah yang berbeda."
            raise RowRefused(fault_of(row, places, "npsn", message, "Periksa kedua nomornya."))
        return next((self.by_number[number] for number in found.values()), None)

    def mentioned(self, rows: Iterable[ReadRow], places: Mapping[str, Place]) -> set[int]:
        """Primary keys of the madrasah that teachers' rows are about, as far as they can be found."""
        found = set()
        for row in rows:
            with suppress(RowRefused):
                found.add(self.of_teacher(row, places).pk)
        return found

    def of_teacher(self, row: ReadRow, places: Mapping[str, Place]) -> Madrasah:
        """The madrasah of a teacher's row. Raises RowRefused when there is none, or more than one."""
        if found := self.by_numbers(row, places):
            return found
        named = [] if row.text("nsm") else self.by_name.get(key_of(row.text("madrasah")), [])
        if len(named) == 1:
            return named[0]
        raise RowRefused(_fault_of_unknown(row, places, len(named)))


def _fault_of_unknown(row: ReadRow, places: Mapping[str, Place], named: int) -> Fault:
    given = next((name for name in ("nsm", "npsn", "madrasah") if row.text(name)), "")
    if not given:
        return fault_of(row, places, "nsm", "Madrasah belum diisi.", "Isi NSM, NPSN, atau nama satminkalnya.")
    if named:
        return fault_of(row, places, given, "Nama ini milik lebih dari satu madrasah.", "Isi NSM-nya.")
    fix = "Impor atau tambahkan madrasahnya lebih dulu, atau perbaiki nomornya."
    return fault_of(row, places, given, "Madrasah ini belum terdaftar.", fix)


def _values(rows: Iterable[ReadRow], name: str) -> set[str]:
    return {row.text(name) for row in rows if row.text(name)}
