"""Decides which madrasah a row is about and what it would change. Writes nothing."""

from collections.abc import Mapping
from typing import Any

from core.fields import label_of
from core.workbooks.cells import Fault
from madrasah.imports.earlier_rows import EarlierRow, EarlierRows, Key, who_of
from madrasah.imports.madrasahs import told_status
from madrasah.imports.places import NUMBERS, OUTSIDE_OR_NEW, StoredMadrasahs
from madrasah.imports.plan import refuse_twin, registers
from madrasah.imports.read_rows import ReadRow
from madrasah.imports.reading import key_of
from madrasah.imports.rows import Change, Places, PlannedRow, RowKind, RowRefused, fault_of, faults_of
from madrasah.places.models import Madrasah
from madrasah.scope import Scope

FIELDS = ("name", "nsm", "npsn", "status", "region", "village", "address", "affiliation")
CASELESS = {"name", "village", "address", "affiliation"}
STATUS_TOLD = "Status {} diambil dari nama atau NSM, sebab tidak tertulis di berkas."
STATUS_ASSUMED = "Status tidak tertulis di berkas, jadi dicatat {}. Ubah di halaman madrasahnya bila keliru."
STATUS_DOUBTED = "Statusnya {}, tetapi nama atau NSM menunjukkan {}. Pastikan mana yang benar."
ONLY_REGION = "Madrasah baru ditambahkan oleh operator wilayah kecamatan itu."


class MadrasahPlanner:
    """Plans the rows of one batch in their order; `region_names` maps codes to names for the preview."""

    what = "Madrasah ini"

    def __init__(
        self, madrasahs: StoredMadrasahs, scope: Scope, above: EarlierRows, region_names: Mapping[str, str]
    ) -> None:
        self.madrasahs = madrasahs
        self.places: Places = madrasahs.places
        self.scope = scope
        self.above = above
        self.region_names = region_names

    def keys(self, row: ReadRow) -> list[Key]:
        """Both numbers; for a row without, name with kecamatan."""
        numbers: list[Key] = [(name, row.text(name)) for name in NUMBERS if row.text(name)]
        return numbers or [("named", key_of(row.text("name")), row.text("region"))]

    def more_faults(self, row: ReadRow) -> tuple[Fault, ...]:
        """Whose the numbers are."""
        return faults_of(lambda: self.madrasahs.by_numbers(row))

    def marks(self, planned: PlannedRow) -> list[Key]:
        """The madrasah, which may not come twice."""
        return [("is", who_of(planned))] if planned.target else []

    def field_of_twin(self, _row: ReadRow) -> str:
        """The name."""
        return "name"

    def plan(self, row: ReadRow, _answer: str) -> PlannedRow:
        """What would happen to the row; a madrasah is never asked about."""
        found = self.madrasahs.of_list(row)
        if found is None and not registers(self.scope, row.text("region")):
            raise RowRefused(fault_of(row, self.places, "name", OUTSIDE_OR_NEW, ONLY_REGION))
        if found is not None:
            self._refuse_madrasah(row, found)
        updates = _changed_fields(row, found)
        changes = tuple(self._change(name, found, value) for name, value in updates.items())
        kind = RowKind.NEW if found is None else RowKind.CHANGED if changes else RowKind.SAME
        near = self.madrasahs.index.near(row.text("name")) if found is None else ""
        like = [f"Namanya mirip {near}, yang sudah terdaftar. Pastikan bukan madrasah yang sama."] if near else []
        infos = (*like, *_about_status(row, found))
        return PlannedRow(row, kind, changes, infos=infos, target=found.pk if found else None, updates=updates)

    def plan_second(self, _row: ReadRow, _first: EarlierRow) -> None:
        """A madrasah has no second row."""

    def _refuse_madrasah(self, row: ReadRow, found: Madrasah) -> None:
        if first := self.above.find([("is", str(found.pk))]):
            raise refuse_twin(self, row, first)
        region = row.text("region")
        moves = region != found.region_id
        if moves and not (registers(self.scope, region) and registers(self.scope, found.region_id)):
            message = f"Madrasah ini tercatat di {self.region_names.get(found.region_id, found.region_id)}."
            fix = "Samakan kecamatannya, atau minta operator wilayah memindahkannya."
            raise RowRefused(fault_of(row, self.places, "kecamatan", message, fix))

    def _change(self, name: str, found: Madrasah | None, value: Any) -> Change:
        label = label_of(Madrasah, name)
        before = _stored(found, name) if found else ""
        if name == "region":
            return Change(label, self.region_names.get(before, before), self.region_names.get(value, value))
        if name == "status":
            return Change(label, before and _label(before), _label(value))
        return Change(label, before, str(value))


def _changed_fields(row: ReadRow, found: Madrasah | None) -> dict[str, Any]:
    given = {name: row.values[name] for name in FIELDS if name in row.values}
    if found is None:
        return {"status": _told(row) or Madrasah.Status.SWASTA.value} | given
    return {name: value for name, value in given.items() if _differs(name, value, _stored(found, name))}


def _differs(name: str, value: str, stored: str) -> bool:
    return value.casefold() != stored.casefold() if name in CASELESS else value != stored


def _stored(found: Madrasah, name: str) -> str:
    return str(found.region_id if name == "region" else getattr(found, name))


def _about_status(row: ReadRow, found: Madrasah | None) -> list[str]:
    """Where a status comes from that the file does not say, and what speaks against one said or kept."""
    told, kept = _told(row), row.text("status") or (found.status if found else "")
    if not kept:
        words = STATUS_TOLD if told else STATUS_ASSUMED
        return [words.format(_label(told or Madrasah.Status.SWASTA))]
    return [STATUS_DOUBTED.format(_label(kept), _label(told))] if told and told != kept else []


def _told(row: ReadRow) -> str:
    return told_status(row.text("name"), row.text("nsm"))


def _label(status: str) -> str:
    return str(Madrasah.Status(status).label)
