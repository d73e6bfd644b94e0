"""Decides, row by row, which madrasah an EMIS row is about and what it would change. Writes nothing."""

from collections.abc import Mapping
from typing import Any

from madrasah.imports.places import NUMBERS, OUTSIDE, KnownMadrasahs
from madrasah.imports.reading import key_of
from madrasah.imports.rows import Change, PlannedRow, ReadRow, RowKind, RowRefused, fault_of
from madrasah.imports.shapes import Place
from madrasah.models import Madrasah
from madrasah.scope import Scope

FIELDS = ("name", "nsm", "npsn", "status", "region", "address", "affiliation")
CASELESS = {"name", "address", "affiliation"}
ONLY_REGION = "Madrasah baru ditambahkan oleh operator wilayah kecamatan itu."


class MadrasahPlanner:
    """Plans the rows of one file in their order; `region_names` maps codes to names for the preview."""

    def __init__(
        self,
        madrasahs: KnownMadrasahs,
        scope: Scope,
        places: Mapping[str, Place],
        region_names: Mapping[str, str],
    ) -> None:
        self.madrasahs = madrasahs
        self.scope = scope
        self.places = places
        self.region_names = region_names
        self.seen: dict[tuple[str, ...], ReadRow] = {}
        self.taken: dict[int, int] = {}

    def plan(self, row: ReadRow, _answer: str = "") -> PlannedRow:
        """What would happen to the row; a madrasah is never asked about."""
        if row.is_refused:
            return PlannedRow(row, RowKind.REFUSED)
        try:
            return self._twin(row) or self._planned(row)
        except RowRefused as refusal:
            return PlannedRow(row, RowKind.REFUSED, faults=(refusal.fault,))

    def _twin(self, row: ReadRow) -> PlannedRow | None:
        keys: list[tuple[str, ...]] = [(name, row.text(name)) for name in NUMBERS if row.text(name)]
        keys = keys or [("named", key_of(row.text("name")), row.text("region"))]
        twin = next((self.seen[key] for key in keys if key in self.seen), None)
        for key in keys:
            self.seen.setdefault(key, row)
        if twin is None:
            return None
        if twin.values == row.values:
            info = f"Sama dengan baris {twin.number}, jadi dibaca sekali saja."
            return PlannedRow(row, RowKind.SAME, infos=(info,))
        message = f"Madrasah ini sudah ada di baris {twin.number} dengan isi yang berbeda."
        raise RowRefused(fault_of(row, self.places, "name", message, "Hapus salah satu barisnya."))

    def _planned(self, row: ReadRow) -> PlannedRow:
        found = self.madrasahs.by_numbers(row, self.places) or self._by_name(row)
        if found is None and not self._registers(row.text("region")):
            raise RowRefused(
                fault_of(row, self.places, "name", f"{OUTSIDE[:-1]}, atau belum terdaftar.", ONLY_REGION)
            )
        if found is not None:
            self._refuse_madrasah(row, found)
            self.taken[found.pk] = row.number
        updates = _changed_fields(row, found)
        changes = tuple(self._change(name, found, value) for name, value in updates.items())
        kind = RowKind.NEW if found is None else RowKind.CHANGED if changes else RowKind.SAME
        target = found.pk if found else None
        return PlannedRow(row, kind, changes, target=target, updates=updates)

    def _by_name(self, row: ReadRow) -> Madrasah | None:
        """The one of that name in the kecamatan, unless its numbers say that it is another."""
        named = self.madrasahs.by_name.get(key_of(row.text("name")), [])
        here = [m for m in named if m.region_id == row.text("region") and not _contradicts(row, m)]
        if len(here) > 1:
            message = "Ada dua madrasah dengan nama ini di kecamatan itu."
            raise RowRefused(fault_of(row, self.places, "name", message, "Isi NSM atau NPSN-nya."))
        return here[0] if here else None

    def _refuse_madrasah(self, row: ReadRow, found: Madrasah) -> None:
        if found.pk in self.taken:
            message = f"Madrasah ini sudah ada di baris {self.taken[found.pk]}."
            raise RowRefused(fault_of(row, self.places, "name", message, "Hapus salah satu barisnya."))
        moves = row.text("region") != found.region_id
        if moves and not (self._registers(row.text("region")) and self._registers(found.region_id)):
            message = f"Madrasah ini tercatat di {self.region_names.get(found.region_id, found.region_id)}."
            fix = "Samakan kecamatannya, atau minta operator wilayah memindahkannya."
            raise RowRefused(fault_of(row, self.places, "kecamatan", message, fix))

    def _registers(self, region: str) -> bool:
        return any(region == own or region.startswith(f"{own}.") for own in self.scope.registers_regions)

    def _change(self, name: str, found: Madrasah | None, value: Any) -> Change:
        label = str(Madrasah._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        before = _stored(found, name) if found else ""
        if name == "region":
            return Change(label, self.region_names.get(before, before), self.region_names.get(value, value))
        return Change(label, before, str(value))


def _changed_fields(row: ReadRow, found: Madrasah | None) -> dict[str, Any]:
    given = {name: row.values[name] for name in FIELDS if name in row.values}
    if found is None:
        return given
    return {name: value for name, value in given.items() if _differs(name, value, _stored(found, name))}


def _differs(name: str, value: str, stored: str) -> bool:
    return value.casefold() != stored.casefold() if name in CASELESS else value != stored


def _stored(found: Madrasah, name: str) -> str:
    return str(found.region_id if name == "region" else getattr(found, name))


def _contradicts(row: ReadRow, found: Madrasah) -> bool:
    given = ((row.text(name), getattr(found, name)) for name in NUMBERS)
    return any(new and old and new != old for new, old in given)
