"""Rows, blocks and chips of the pages of findings."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from competency.findings.models import Code, Evidence, Finding
from competency.findings.triangulation import Verdict
from core.formats import clock, date_short, dotted

PAGES = (
    ("Kesimpulan", "competency:finding-list"),
    ("Bukti", "competency:evidence-list"),
    ("Per kode", "competency:finding-matrix"),
    ("Kode", "competency:code-list"),
)
CUT = 90


def finding_tabs(current: str) -> list[dict[str, Any]]:
    """The four pages of findings."""
    return [{"label": label, "url": reverse(name), "current": label == current} for label, name in PAGES]


def finding_row(finding: Finding, verdict: Verdict) -> dict[str, Any]:
    """A conclusion with its verdict."""
    against = f" · {verdict.against} bukti membantah" if verdict.against else ""
    return {
        "title": finding.title,
        "detail": f"{verdict.words} · {verdict.pieces} bukti{against}",
        "url": reverse("competency:finding-detail", args=[finding.pk]),
        "state": "Dikuatkan" if verdict.is_triangulated else "Belum",
        "tone": "green" if verdict.is_triangulated else "grey",
    }


def evidence_row(row: Evidence, person: int | None, words: str) -> dict[str, Any]:
    """One piece: what it says, from whom, where and when."""
    told = words if len(words) <= CUT else f"{words[:CUT].rstrip()} …"
    by = "" if row.writer_id == person else f"dicatat {row.writer}"
    return {
        "title": told or "Tanpa persetujuan: kata-katanya tidak dikutip",
        "detail": dotted(row.source, str(row.madrasah), date_short(row.happened_on), by),
        "url": reverse("competency:evidence-detail", args=[row.pk]),
        "state": row.get_kind_display(),
        "tone": "blue",
    }


def evidence_facts(row: Evidence) -> list[tuple[str, str]]:
    """All that was noted beside the words."""
    at = f", pukul {clock(row.happened_at)}" if row.happened_at else ""
    return [
        ("Jenis sumber", row.get_kind_display()),
        ("Sumber", row.source),
        ("Madrasah", str(row.madrasah)),
        ("Waktu", f"{date_short(row.happened_on)}{at}"),
        ("Persetujuan", row.get_consent_display() or "Tidak ditanyakan"),
        ("Dicatat", str(row.writer)),
    ]


def matrix_blocks(codes: Iterable[Code], matrix: Any) -> list[dict[str, Any]]:
    """A block a code: by madrasah and kind of source (`matrix`: reports.Matrix), each number opens its evidence."""
    return [_block(code, matrix) for code in codes]


def _block(code: Code, matrix: Any) -> dict[str, Any]:
    places = matrix.places_of(code.pk)
    count = matrix.count(code.pk)
    return {
        "code": code,
        "count": count,
        "note": f"{count} bukti dari {len(places)} madrasah" if count else "Belum ada bukti dengan kode ini.",
        "rows": [
            [
                str(place),
                *(_cell(matrix.count(code.pk, place.pk, kind), code, place.pk, kind) for kind in Evidence.Kind.values),
                _cell(matrix.count(code.pk, place.pk), code, place.pk),
            ]
            for place in places
        ],
    }


def _cell(count: int, code: Code, place: int, kind: str = "") -> Any:
    if not count:
        return "0"
    asked = {"kode": code.pk, "madrasah": place} | ({"jenis": kind} if kind else {})
    return {"text": str(count), "url": f"{reverse('competency:evidence-list')}?{urlencode(asked)}"}


def code_rows(codes: Sequence[Code], counts: dict[int, int]) -> list[dict[str, Any]]:
    """One's codes with how many pieces have them."""
    return [
        {
            "title": code.name,
            "detail": dotted(code.meaning, f"{counts.get(code.pk, 0)} bukti"),
            "url": reverse("competency:code-mend", args=[code.pk]),
            "state": "",
        }
        for code in codes
    ]
