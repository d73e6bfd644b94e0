"""The frozen figures on paper: the tables of the page, who prints them signs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from competency.district.models import DistrictCube
from competency.district.presenters import frozen_words
from competency.district.reports import Block
from competency.recap.papers import ends, tables_paper
from madrasah.models import User


def cube_paper(title: str, cube: DistrictCube, blocks: Sequence[Block], reader: User, today: date) -> dict[str, Any]:
    """Everything templates/papers/tables.typ prints."""
    facts = [
        ("Kabupaten/kota", cube.region.name),
        ("Data", frozen_words(cube)),
        ("Kelompok kecil", f"di bawah {cube.minimum} guru tidak ditampilkan"),
    ]
    tables = [block.whole for block in blocks]
    return tables_paper(title, cube.semester, facts, tables, **ends(None, reader, today), asked=[])
