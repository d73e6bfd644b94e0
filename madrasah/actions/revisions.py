"""Saving a row that two people may have open at once: the second is told, never overwritten in silence.

Belongs here: the check on `revision`. Not here: what may be changed, or by whom.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction


class OvertakenError(Exception):
    """Somebody saved since this form was opened; `revision` is the one to build on, the text a sentence."""

    def __init__(self, revision: int, sentence: str) -> None:
        super().__init__(sentence)
        self.revision = revision


@transaction.atomic
def save_if_current(row: Any, *, fields: Iterable[str], revision: int) -> None:
    """Save the named fields of `row` if its stored revision is still `revision`; raises OvertakenError."""
    names = list(fields)
    stored = type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if stored.revision != revision:
        raise OvertakenError(stored.revision, _what_differs(stored, row, names))
    row.revision = revision + 1
    row.save(update_fields=[*names, "revision", "updated_at"])


def _what_differs(stored: models.Model, row: models.Model, names: list[str]) -> str:
    """Which values stand in the database now, where they are not those just typed."""
    found = [
        f"{row._meta.get_field(name).verbose_name} sekarang “{_shown(stored, name)}”"  # type: ignore[union-attr]
        for name in names
        if getattr(stored, name) != getattr(row, name)
    ]
    changed = "; ".join(found) or "isinya kini sama dengan isian Anda"
    return f"Orang lain mengubah data ini sejak Anda membukanya: {changed}. Periksa, lalu simpan lagi."


def _shown(row: models.Model, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return str(value) if value not in (None, "") else "kosong"
