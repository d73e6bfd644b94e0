"""Recap, programme and report on paper: the tables of the page, under the head of the madrasah, for the pen."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from competency.recap.reports import Recap, Table
from competency.visits.papers import in_office, signer
from madrasah.models import Madrasah, Semester, User
from madrasah.roles import Role, role_label
from madrasah.scope import scope_of

Data = dict[str, Any]
# How wide a column is, by its word: what people write is wider than a number.
WIDE = {
    "Guru": 1.5,
    "Madrasah": 1.5,
    "Sebelumnya": 1.5,
    "Hasil terakhir": 1.3,
    "Hari, tanggal": 1.4,
    "Yang sudah baik": 1.8,
    "Catatan dan saran": 1.8,
    "Tindak lanjut": 1.8,
    "Lembar": 0.9,
    "Cara menghitung": 2.6,
}


def tables_paper(
    title: str, semester: Semester | None, facts: Sequence[tuple[str, str]], tables: Sequence[Table], **more: Any
) -> Data:
    """Everything templates/papers/tables.typ prints; `more`: letterhead, signers, asked."""
    return {
        "title": title,
        "facts": [*([("Semester", str(semester))] if semester else []), *facts],
        "tables": [
            {
                "title": table.title,
                "head": table.head,
                "widths": [WIDE.get(word, 1) for word in table.head],
                "rows": [[str(cell) for cell in row] for row in table.rows],
                "note": table.note,
            }
            for table in tables
        ],
        "foot": f"{title} · ",
        **more,
    }


def recap_paper(recap: Recap, place: Madrasah | None, reader: User, today: date) -> Data:
    """The recap as a paper."""
    facts = [("Tentang", recap.of_whom), ("Dasar", f"{recap.sheets} lembar yang dibagikan, {recap.teachers} guru")]
    title = f"Rekap supervisi {recap.of_whom}"
    return tables_paper(title, recap.semester, facts, recap.tables, **ends(place, reader, today), asked=[])


def ends(place: Madrasah | None, reader: User, today: date) -> Data:
    """Head and signatures: of one madrasah its own, else of who prints."""
    if place is None:
        office = role_label(Role.PENGAWAS) if scope_of(reader).supervises else ""
        right = signer(office, reader.person, None, reader)
        return {"letterhead": [], "signers": {"left": signer("", None, None, reader), "right": right}}
    left = in_office(Role.PENGAWAS, place, today, reader)
    return {
        "letterhead": place.letterhead,
        "signers": {"left": left, "right": in_office(Role.KEPALA, place, today, reader)},
    }
