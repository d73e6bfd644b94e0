"""A whole workbook at once, for what doesn't stream its rows yet."""

from typing import IO

from core.sheets.cells import Sheet
from core.sheets.source import LIMITS, Limits, SheetRefused, open_source

__all__ = ["LIMITS", "Limits", "SheetRefused", "read_workbook"]


def read_workbook(file: IO[bytes], name: str, limits: Limits = LIMITS) -> tuple[Sheet, ...]:
    """All sheets. Raises SheetRefused with a sentence."""
    with open_source(file, name, limits) as source:
        return tuple(Sheet(sheet, tuple(source.rows(place))) for place, sheet in enumerate(source.sheets))
