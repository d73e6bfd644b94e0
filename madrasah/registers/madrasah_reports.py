"""Madrasah in the columns of lists that came from elsewhere: EMIS' "Daftar Lembaga", SIMPATIKA's and Dapodik's.

EMIS has a sheet for each level; there are only madrasah ibtidaiyah here, so the others hold their heads alone.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.utils import timezone

from core.exports import Sheet
from madrasah.places.models import Madrasah
from madrasah.users.models import User

PORTION = 2000
LEVELS = ("RA", "MI", "MTs", "MA", "MAK")
Cell = Callable[[Any], str]
Columns = Sequence[tuple[str, Cell]]


def _status(row: Any) -> str:
    return str(row.status)


def _kabupaten(row: Any) -> str:
    return str(row.region.parent or "")


def _province(row: Any) -> str:
    return str(row.region.parent.parent or "") if row.region.parent else ""


EMIS: Columns = (
    ("NSM", lambda row: row.nsm),
    ("NPSN", lambda row: row.npsn),
    ("Nama Madrasah", lambda row: row.name),
    ("Jenjang", lambda _row: "Madrasah Ibtidaiyah"),
    ("Status", _status),
    ("Provinsi", _province),
    ("Kabupaten", _kabupaten),
    ("Kecamatan", lambda row: row.region.name),
    ("Alamat", lambda row: row.address),
    ("Status Konfirmasi", lambda _row: ""),
    ("Afiliasi Organisasi", lambda row: row.affiliation),
)
SIMPATIKA: Columns = (
    ("NSM", lambda row: row.nsm),
    ("NPSN", lambda row: row.npsn),
    ("Nama Madrasah", lambda row: row.name),
    ("Jenjang", lambda _row: "MI"),
    ("Status Madrasah", _status),
    ("Alamat", lambda row: row.address),
    ("Desa/Kelurahan", lambda row: row.village),
    ("Kecamatan", lambda row: row.region.name),
    ("Kabupaten/Kota", _kabupaten),
    ("Provinsi", _province),
)
DAPODIK: Columns = (
    ("NPSN", lambda row: row.npsn),
    ("Nama Satuan Pendidikan", lambda row: row.name),
    ("Bentuk Pendidikan", lambda _row: "MI"),
    ("Status Sekolah", _status),
    ("Alamat", lambda row: row.address),
    ("Desa/Kelurahan", lambda row: row.village),
    ("Kecamatan", lambda row: row.region.name),
    ("Kabupaten/Kota", _kabupaten),
    ("Provinsi", _province),
    ("NSM", lambda row: row.nsm),
)
COLUMNS: dict[str, Columns] = {"emis": EMIS, "simpatika": SIMPATIKA, "dapodik": DAPODIK}


def register_places(user: User) -> Any:
    """Those one registers that stand today, by name."""
    found = Madrasah.objects.registered_by(user).standing(timezone.localdate())
    return found.select_related("region__parent__parent").by_name()


def madrasah_sheets(user: User, columns: str) -> list[Sheet]:
    """One sheet, of EMIS one for each level; all cells are text."""
    chosen = COLUMNS[columns]
    head = [word for word, _ in chosen]
    if columns != "emis":
        return [("Madrasah", head, _rows(user, chosen))]
    return [(level, head, _rows(user, chosen) if level == "MI" else []) for level in LEVELS]


def _rows(user: User, columns: Columns) -> Iterator[list[str]]:
    for row in register_places(user).iterator(chunk_size=PORTION):
        yield [cell(row) for _, cell in columns]
