"""What stands around a table and holds for its rows: "Nama Madrasah : MI …", a section. Pure."""

import re
from collections.abc import Iterable

from core.workbooks.cells import Row

LABELS = {
    "madrasah": r"(?:nama\s+)?(?:madrasah|satminkal|unit\s+kerja|lembaga|sekolah|satuan\s+pendidikan)",
    "nsm": r"nsm|nomor\s+statistik\s+madrasah",
    "npsn": r"npsn",
    "kecamatan": r"kecamatan",
    "kabupaten": r"kabupaten(?:\s*/\s*kota)?",
    "province": r"provinsi",
}
_CLEAR = (
    r"(?:SDN|SDS|SDIT|SD|SLB|SMPN?|SMPS|SMPIT|SMAN?|SMAS|SMKN?|SMKS|MTSN?|MTSS)\b|MTs|"
    r"(?:Madrasah|MADRASAH)\s+(?:Tsanawiyah|TSANAWIYAH|Aliyah|ALIYAH)|(?:Raudhatul|RAUDHATUL)"
)
CLEARLY_OTHER = re.compile(_CLEAR)  # in capitals no beginning of a person's name, as "RA" or "MAN" may be
OTHER_LEVELS = re.compile(
    r"(?:UPTD?\s+)?(?:SATUAN\s+PENDIDIKAN\s+)?"
    r"(?:(?:RA|TKA?|KB|PAUD|TPA|SD(?:N|S|I|IT|LB)?|SLB|SM[PA](?:N|S|IT|LB)?|SMK[NS]?|MTS[NS]?|MA[NSK]?)\b(?!['’])|"
    r"TAMAN\s+KANAK|SEKOLAH\s+(?:DASAR|MENENGAH)|MADRASAH\s+(?:TSANAWIYAH|ALIYAH)|RAUDH?AT[HU]?UL)",
    re.IGNORECASE,
)
OTHER_SHEETS = {"RA", "MTS", "MA", "MAK", "SD", "SMP", "SMA", "SMK", "TK", "PAUD"}
_PUPILS = re.compile(
    r"(?:(?:daftar|data|absen\w*|rekap\w*|buku induk)\s+(?:nama\s+|hadir\s+|nilai\s+)*|nama\s+(?:lengkap\s+)?)"
    r"(?:siswa|murid|peserta\s+didik|santri|alumni|wali\s+murid|orang\s*tua)\b|n\.?i\.?s\.?n\.?$|nis$|nis\s*/\s*nisn",
    re.IGNORECASE,
)
_ANY = "|".join(LABELS.values())
_PAIR = re.compile(rf"(?<!\w)({_ANY})\s*[:=]\s*(.*?)(?=[\s,;|]+(?:{_ANY})\s*[:=]|$)", re.IGNORECASE)
_BARE = re.compile(rf"({_ANY})", re.IGNORECASE)
_NAMED = re.compile(r"\b((?:MI|MIN|MIS|MIS\.|M\.I\.?|Madrasah Ibtidaiyah|MADRASAH IBTIDAIYAH)\s+.+)$")
_TAIL = re.compile(
    r"[\s,\-–(]*\b(?:tahun|thn?|semester|kec|kecamatan|kab|kabupaten|periode|bulan|tp|t\.p|ta|per)\b.*$|"
    r"[\s,\-–(]*\b20\d\d\b.*$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"(?:se\b|kkg|wilayah|gugus|swasta|negeri|dan\b|di\b|yang\b|tahun)", re.IGNORECASE)
_PREFIX = re.compile(r"(?:MIN|MIS\.?|MI|M\.I\.?|MADRASAH IBTIDAIYAH(?:\s+(?:NEGERI|SWASTA))?)\s+", re.IGNORECASE)


def given_in(texts: Iterable[str]) -> dict[str, str]:
    """What a line outside the table says for the rows below it, by field; {} when it says nothing."""
    cells = [text for text in texts if text]
    found = _pairs(" ".join(cells))
    if not found and len(cells) > 1 and _BARE.fullmatch(cells[0].strip(" :")):
        found = _pairs(f"{cells[0].strip(' :')} : {' '.join(cells[1:]).strip(' :')}")
    if not found and len(cells) == 1 and (name := school_in(cells[0])):
        found = {"madrasah": name}
    return found


def given_above(rows: Iterable[Row]) -> dict[str, str]:
    """What the titles above a table say; the line nearest to the table wins."""
    found: dict[str, str] = {}
    for row in rows:
        found |= given_in(cell.text for cell in row.cells.values())
    return found


def given_by_sheet(name: str) -> dict[str, str]:
    """What the name of a sheet says: a madrasah, or "Kec. Gantarang"."""
    if found := re.match(r"kec(?:amatan)?\.?\s+(.+)", name.strip(), re.IGNORECASE):
        return {"kecamatan": found[1]}
    school = school_in(name.strip().upper())
    return {"madrasah": name.strip()} if school else {}


def school_in(text: str) -> str:
    """The school that a title or section names, "" if none: "DAFTAR GURU MI CONTOH SATU TAHUN 2026"."""
    if CLEARLY_OTHER.match(text.strip()) and len(text.split()) > 1:
        return text.strip()
    found = _NAMED.search(text)
    if found is None:
        return ""
    name = _TAIL.sub("", found[1]).strip(" .,:-–")
    rest = _PREFIX.sub("", f"{name} ", count=1).strip(" .,:-–")
    numbered = rest.isdigit() and name.upper().startswith("MIN")
    is_name = len(re.sub(r"[^A-Za-z]", "", rest)) > 2 and not _NO_NAME.match(rest)
    return name if is_name or numbered else ""


def is_of_pupils(text: str) -> bool:
    """Whether a title or a heading says that the list below is not of teachers: "DAFTAR SISWA", "NISN"."""
    return bool(_PUPILS.match(text.strip()))


def is_other_level(name: str) -> bool:
    """Whether a school's name says that it is no madrasah ibtidaiyah."""
    return bool(OTHER_LEVELS.match(name.strip()))


def is_school(name: str) -> bool:
    """Whether what stands as a person's name is that of a school."""
    return bool(CLEARLY_OTHER.match(name.strip()) or re.match(r"(?:MIS?|MIN\s+\d+)\s", name.strip()))


def _pairs(line: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for label, value in _PAIR.findall(line):
        field = next(name for name, words in LABELS.items() if re.fullmatch(words, label, re.IGNORECASE))
        value = value.strip(" .,:")
        if field in ("nsm", "npsn"):
            value = re.sub(r"\D", "", value)
        if value and len(value) <= 120:
            found.setdefault(field, value)
    return found
