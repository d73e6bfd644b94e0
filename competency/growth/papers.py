"""The four competencies of a teacher on paper: this semester with its sources, and every semester before."""

from datetime import date
from typing import Any

from competency.growth.presenters import charts_of
from competency.growth.reports import Growth
from competency.recap.papers import ends, tables_paper
from competency.recap.reports import Table
from competency.summary.presenters import summary_shown
from competency.summary.reports import Summary
from core.papers import chart_svg
from madrasah.models import Madrasah, User


def competencies_paper(
    found: Summary, growth: Growth, place: Madrasah | None, reader: User, today: date
) -> dict[str, Any]:
    """Everything templates/papers/tables.typ prints of one teacher; figures and words are those of the page."""
    shown = summary_shown(found)
    tables = [
        Table("Empat kompetensi", ["Kompetensi", "Hasil", "Dasar"], [_line(card) for card in shown["cards"]]),
        Table("Dari mana angkanya", ["Kompetensi", "Cara menghitung"], _reckoned(shown), shown["proposal"]),
        Table("Bukti lain", ["Bukti", "Banyaknya"], _other_evidence(found), "Tidak mengubah persen di atas."),
        *(_other(other) for other in shown["others"]),
    ]
    charts = [
        {"title": f"{chart.title} tiap semester", "told": chart.description, "svg": chart_svg(chart)}
        | {"head": list(chart.head), "rows": [[str(cell) for cell in row] for row in chart.rows]}
        for chart in charts_of(growth)
    ]
    facts = [("Guru", str(found.teacher)), ("Dasar", f"{len(found.sheets)} lembar, {found.observers} pengamat")]
    title = f"Empat kompetensi {found.teacher}"
    step = [_step(shown["step"])] if shown["step"] else []
    more = ends(place, reader, today) | {"asked": [], "charts": charts, "told": step}
    return tables_paper(title, found.semester, facts, [table for table in tables if table.rows], **more)


def _line(card: dict[str, Any]) -> list[str]:
    words = card["words"] or "belum cukup bukti (ini bukan nilai rendah)"
    picture = " · gambaran awal" if card["is_first"] else ""
    return [card["label"], f"{words}{picture}", card["rests_on"]]


def _reckoned(shown: dict[str, Any]) -> list[list[str]]:
    return [[card["label"], step["text"]] for card in shown["cards"] for step in card["steps"]]


def _other_evidence(found: Summary) -> list[list[str]]:
    rows = []
    if found.attendance:
        rows.append(["Hadir di KKG", f"{found.attendance.came} dari {found.attendance.of} hari pertemuan"])
    if found.rpp:
        rows.append(["RPP ada", f"{found.rpp.done} dari {found.rpp.total} minggu yang diperiksa"])
    notes = sum(len(line.notes) for line in found.lines)
    return [*rows, ["Catatan fakta", str(notes)]] if notes else rows


def _other(other: dict[str, Any]) -> Table:
    note = f"Versi {other['version']}, dengan sebutannya sendiri; tidak dicampur ke empat baris."
    rows = [[sheet["text"], sheet["words"]] for sheet in other["sheets"]]
    return Table(other["title"], ["Lembar", "Hasil"], rows, note)


def _step(step: dict[str, str]) -> str:
    return " ".join(filter(None, [step["praise"], f"{step['lead']}{step['text']}", step["why"]]))
