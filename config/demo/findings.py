"""The demo's findings: evidence of pengawas and kepala, one conclusion triangulated and one not yet."""

from typing import Any, NamedTuple
from uuid import UUID

from competency.findings.actions import conclude, tie_ground
from competency.findings.code_actions import add_code
from competency.findings.evidence_actions import code_evidence, record_evidence
from competency.models import Code, Evidence
from config.demo.days import Days
from config.demo.people import Village

FIRST_TOKEN = 10_000  # far from the tokens that luck draws
CODES = (
    ("RPP disalin", "RPP sama dengan tahun lalu atau milik guru lain, tanpa disesuaikan."),
    ("Alat peraga tidak dipakai", "Alatnya ada, tetapi pelajaran berjalan tanpa alat itu."),
    ("Asesmen hanya di akhir", "Pemahaman siswa baru diperiksa lewat ulangan."),
)


class Piece(NamedTuple):
    """One piece: where, which kind, from whom, how many weeks ago, the words, and its codes by number."""

    place: str
    kind: str
    role: str
    sign: str
    weeks_ago: int
    text: str
    codes: tuple[int, ...]
    consent: str = ""
    by: str = "daeng"


PIECES = (
    Piece("Satu", "dokumen", "guru", "kelas V", 4, "Tanggal pada tiga RPP masih tahun pelajaran lalu.", (0,)),
    Piece(
        "Satu", "wawancara", "guru", "kelas IV", 4, "Kami pakai RPP lama dulu karena waktunya tidak cukup.", (0,), "ya"
    ),
    Piece("Dua", "observasi", "guru", "kelas III", 3, "Urutan kegiatan di kelas berbeda dari RPP di meja.", (0,)),
    Piece("Dua", "observasi", "guru", "kelas II", 3, "Kotak alat peraga pecahan tetap di lemari.", (1,)),
    Piece("Satu", "observasi", "guru", "kelas VI", 2, "Guru menggambar pecahan di papan; alatnya tidak diambil.", (1,)),
    Piece(
        "Satu", "wawancara", "siswa", "kelompok 1", 2, "Kalau pakai kartu lebih mudah, tapi jarang.", (1,), "ya", "baso"
    ),
    Piece("Tiga", "dokumen", "guru", "kelas IV", 1, "Buku nilai hanya berisi ulangan tengah dan akhir.", (2,)),
)
CONCLUSIONS = (
    ("RPP lebih sering disalin daripada disesuaikan", "Waktu menyusun menjadi alasan yang berulang.", (0, 1, 2), ()),
    ("Alat peraga yang ada jarang dipakai", "", (3, 4), (5,)),
)


def gather_findings(village: Village, days: Days) -> None:
    """Noted in turn; the second conclusion lacks another kind of source, and a pupil's words speak against it."""
    codes = [
        add_code(name=name, meaning=meaning, client_token=_token(number), by=village.users["daeng"])
        for number, (name, meaning) in enumerate(CODES)
    ]
    pieces = [_note(village, days, number, piece, codes) for number, piece in enumerate(PIECES)]
    for number, (title, text, pro, contra) in enumerate(CONCLUSIONS):
        finding = conclude(title=title, text=text, client_token=_token(200 + number), by=village.users["daeng"])
        for stance, chosen in (("mendukung", pro), ("membantah", contra)):
            for at in chosen:
                tie_ground(finding=finding, evidence=pieces[at], stance=stance, by=village.users["daeng"])


def _note(village: Village, days: Days, number: int, piece: Piece, codes: list[Code]) -> Evidence:
    values: dict[str, Any] = {
        "madrasah": village.places[piece.place],
        "kind": piece.kind,
        "role": piece.role,
        "informant": piece.sign,
        "happened_on": days.school_day(piece.weeks_ago, number % 5),
        "happened_at": None,
        "consent": piece.consent,
        "text": piece.text,
        "sheet": None,
    }
    token = _token(100 + number)
    row = record_evidence(values=values, client_token=token, by=village.users[piece.by], on=days.eve)
    return code_evidence(evidence=row, codes=[codes[at] for at in piece.codes], by=village.users["daeng"])


def _token(number: int) -> UUID:
    return UUID(int=FIRST_TOKEN + number)
