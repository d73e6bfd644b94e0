"""Finds the madrasah a row is about among those in the data, by NSM, else NPSN, else name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from django.db.models import Q, QuerySet

from core.formats import date_plain
from core.workbooks.cells import Fault
from madrasah.imports.likenings import Likened, Likenings
from madrasah.imports.read_rows import ReadRow
from madrasah.imports.reading import key_of
from madrasah.imports.rows import Places, RowAsked, RowRefused, fault_of
from madrasah.places.models import Madrasah, MadrasahName
from madrasah.scope import scope_of
from madrasah.users.models import User

OUTSIDE = "Madrasah ini di luar tugas Anda."
OUTSIDE_OR_NEW = f"{OUTSIDE[:-1]}, atau belum terdaftar."
ASKING = "minta operator madrasah itu atau operator wilayah yang mengimpornya."
ASK_OPERATOR = ASKING.capitalize()
CHECK_OR_ASK = f"Periksa tulisannya; bila memang madrasah lain, {ASKING}"
NUMBERS = ("nsm", "npsn")
NEAR, MOST_NEAR = 0.86, 5


class MadrasahIndex:
    """Primary keys of the madrasah the user keeps, by number and by name: two queries for a whole file.

    `likenings`: what was asked about names that are only almost written so, by likenings.key_of.
    """

    def __init__(self, user: User, likenings: Likenings) -> None:
        self.likenings = likenings
        self.is_regional = bool(scope_of(user).registers_regions)
        self.keys: set[int] = set()
        self.by_number: dict[tuple[str, str], int] = {}
        self.by_name: dict[str, list[int]] = defaultdict(list)
        self.names: dict[str, str] = {}
        kept = Madrasah.objects.registered_by(user).order_by("pk")
        for pk, name, nsm, npsn in kept.values_list("pk", "name", "nsm", "npsn").iterator():
            self.keys.add(pk)
            self.by_name[key_of(name)].append(pk)
            self.names[key_of(name)] = name
            self.by_number |= {(field, n): pk for field, n in zip(NUMBERS, (nsm, npsn), strict=True) if n}
        self._add_former_names()

    def _add_former_names(self) -> None:
        """A name that one had before stands for it, unless another has that name now."""
        former: dict[str, list[int]] = defaultdict(list)
        for pk, name in MadrasahName.objects.values_list("madrasah_id", "name").distinct().iterator():
            if pk in self.keys:
                former[key_of(name)].append(pk)
        self.by_name |= {key: pks for key, pks in former.items() if key not in self.by_name}

    @lru_cache(maxsize=2_000)  # noqa: B019  one index lives as long as one pass
    def near(self, text: str) -> str:
        """The name of a madrasah that is written almost like this one, "" if none is; no number in it differs."""
        found = get_close_matches(key_of(text), self.names, n=MOST_NEAR, cutoff=NEAR)
        return next((self.names[key] for key in found if _numbers_in(key) == _numbers_in(key_of(text))), "")

    def meant_by(self, text: str) -> int | None:
        """The one madrasah whose name is almost the text, None for none or several."""
        found = self.by_name[key_of(near)] if (near := self.near(text)) else []
        return found[0] if len(found) == 1 else None

    def possible(self, row: ReadRow) -> Iterator[int]:
        """Every madrasah the row could mean."""
        exact = [self.by_number[n] for n in _numbers(row) if n in self.by_number]
        exact += self.by_name.get(key_of(row.text("madrasah") or row.text("name")), ())
        near = None if exact else self.meant_by(row.text("madrasah"))
        yield from [*exact, near] if near else exact


class StoredMadrasahs:
    """The madrasah that some rows could mean: two queries, for those the user keeps and those of others."""

    def __init__(
        self, index: MadrasahIndex, rows: Iterable[ReadRow], places: Places, *, today: date, lock: bool = False
    ) -> None:
        rows = list(rows)
        self.index, self.places, self.today = index, places, today
        wanted = Madrasah.objects.filter(pk__in={pk for row in rows for pk in index.possible(row)})
        self.stored = {found.pk: found for found in _ordered(wanted, lock=lock)}
        numbered = Q(nsm__in=_values(rows, "nsm")) | Q(npsn__in=_values(rows, "npsn"))
        others = Madrasah.objects.kept().filter(numbered).values_list("pk", *NUMBERS)
        self.outside = {
            (field, number)
            for pk, *numbers in others
            for field, number in zip(NUMBERS, numbers, strict=True)
            if number and pk not in index.keys
        }

    def by_numbers(self, row: ReadRow) -> Madrasah | None:
        """The one with the row's NSM or NPSN. Raises RowRefused if it is not the user's, or two."""
        for number in _numbers(row):
            if number in self.outside:
                raise RowRefused(fault_of(row, self.places, number[0], OUTSIDE, ASK_OPERATOR))
        found = {self.index.by_number[n] for n in _numbers(row) if n in self.index.by_number}
        if len(found) > 1:
            message = "NSM dan NPSN ini milik dua madrasah yang berbeda."
            raise RowRefused(fault_of(row, self.places, "npsn", message, "Periksa kedua nomornya."))
        return next((self.stored[pk] for pk in found if pk in self.stored), None)

    def named(self, text: str) -> list[Madrasah]:
        """Those of that name, whatever the writing."""
        return [self.stored[pk] for pk in self.index.by_name.get(key_of(text), ()) if pk in self.stored]

    def mentioned(self, rows: Iterable[ReadRow]) -> set[int]:
        """Primary keys of the madrasah that teachers' rows are about, as far as they can be found."""
        found = set()
        for row in rows:
            with suppress(RowRefused):
                found.add(self.of_teacher(row).pk)
        return found

    def of_teacher(self, row: ReadRow) -> Madrasah:
        """The madrasah of a teacher's row. Raises RowRefused when there is none, or more than one."""
        found = self.by_numbers(row) or self._likened(row)
        named = [] if found or row.text("nsm") else self.named(row.text("madrasah"))
        if found is None and len(named) != 1:
            raise RowRefused(self._fault_of_unknown(row, len(named)))
        madrasah = found or named[0]
        self._refuse_closed(row, madrasah)
        return madrasah

    def _likened(self, row: ReadRow) -> Madrasah | None:
        """The one whose name is almost that of the row, if somebody said so. Raises RowAsked before that."""
        text = row.text("madrasah")
        pk = None if row.text("nsm") or self.named(text) else self.index.meant_by(text)
        near = self.stored.get(pk) if pk else None
        if near is None or _contradicts(row, near):
            return None
        said = self.index.likenings.ask(text, near)
        if said == Likened.UNSAID:
            raise RowAsked(
                self._fault_of_unknown(row, 0), f"Maksudnya {near}? Selama belum dijawab, baris ini tidak ikut."
            )
        return near if said == Likened.YES else None

    def of_list(self, row: ReadRow) -> Madrasah | None:
        """The madrasah that a row of a list of madrasah is about; None for one not known yet.

        By its numbers, else the one of that name in the kecamatan. Raises RowRefused when there are two.
        """
        return self.by_numbers(row) or self._by_name(row)

    def _by_name(self, row: ReadRow) -> Madrasah | None:
        """The one of that name in the kecamatan, unless its numbers say that it is another."""
        named = self.named(row.text("name"))
        here = [m for m in named if m.region_id == row.text("region") and not _contradicts(row, m)]
        if len(here) > 1:
            message = "Ada dua madrasah dengan nama ini di kecamatan itu."
            raise RowRefused(fault_of(row, self.places, "name", message, "Isi NSM atau NPSN-nya."))
        return here[0] if here else None

    def keeps(self, madrasah_id: int) -> bool:
        """Whether the user keeps the data of this madrasah."""
        return madrasah_id in self.index.keys

    def _refuse_closed(self, row: ReadRow, madrasah: Madrasah) -> None:
        if madrasah.closed_on and madrasah.closed_on < self.today:
            message = f"{madrasah} sudah tutup sesudah {date_plain(madrasah.closed_on)}."
            fix = "Isi madrasah tempat orang ini bertugas sekarang."
            raise RowRefused(fault_of(row, self.places, _given(row) or "nsm", message, fix))

    def _fault_of_unknown(self, row: ReadRow, named: int) -> Fault:
        given = _given(row)
        if not given:
            fix = "Isi NSM, NPSN, atau nama satminkalnya."
            return fault_of(row, self.places, "nsm", "Madrasah belum diisi.", fix)
        if named:
            message = "Nama ini milik lebih dari satu madrasah."
            return fault_of(row, self.places, given, message, "Isi NSM-nya.")
        said = self.index.likenings.said(row.text("madrasah"))
        near = "" if said == Likened.NO else self.index.near(row.text("madrasah"))
        is_regional = self.index.is_regional
        message = "Madrasah ini belum terdaftar." if is_regional else OUTSIDE_OR_NEW
        fix = "Impor atau tambahkan madrasahnya lebih dulu, atau perbaiki nomornya." if is_regional else CHECK_OR_ASK
        if near:
            other = "tambahkan madrasahnya lebih dulu." if is_regional else ASKING
            fix = f"Mungkin maksudnya {near}: bila ya, samakan tulisannya. Bila bukan, {other}"
        return fault_of(row, self.places, given, message, fix)


def _ordered(madrasahs: QuerySet[Madrasah], *, lock: bool) -> QuerySet[Madrasah]:
    ordered = madrasahs.select_related("region").order_by("pk")
    return ordered.select_for_update(of=("self",)) if lock else ordered


def _numbers(row: ReadRow) -> list[tuple[str, str]]:
    return [(name, row.text(name)) for name in NUMBERS if row.text(name)]


def _contradicts(row: ReadRow, found: Madrasah) -> bool:
    given = ((row.text(name), getattr(found, name)) for name in NUMBERS)
    return any(new and old and new != old for new, old in given)


def _numbers_in(key: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", key)]


def _given(row: ReadRow) -> str:
    return next((name for name in ("nsm", "npsn", "madrasah") if row.text(name)), "")


def _values(rows: Iterable[ReadRow], name: str) -> set[str]:
    return {row.text(name) for row in rows if row.text(name)}
