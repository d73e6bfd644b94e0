"""What a column's heading means, in whatever words, order and case it is written. Pure.

Exact words first, then words without fillers, then headings of two levels or of two fields in one column.
Nothing is guessed: what isn't known here is asked. Not here: which column of a sheet wins (recognise).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from madrasah.imports.fields import FIELDS, TEACHERS, TICKS, words_of

OF_ONE_COLUMN = ({"birth_place", "birth_date"}, {"level", "programme"})
NUMBERS = {"nip", "nuptk", "npk", "peg_id", "nrg"}
COMBINED = {"birth": ("birth_place", "birth_date"), "nip_nuptk": ("nip", "nuptk")}

_SHORT = {
    "no": "nomor",
    "nmr": "nomor",
    "nomer": "nomor",
    "tgl": "tanggal",
    "tmp": "tempat",
    "tmpt": "tempat",
    "tpt": "tempat",
    "jk": "jeniskelamin",
    "gol": "golongan",
    "pend": "pendidikan",
    "peg": "pegawai",
    "kab": "kabupaten",
    "kec": "kecamatan",
    "prov": "provinsi",
    "jml": "jumlah",
    "jlh": "jumlah",
    "ket": "keterangan",
    "nm": "nama",
    "telp": "telepon",
    "tlp": "telepon",
    "tlpn": "telepon",
    "tlf": "telepon",
    "telpon": "telepon",
    "handphone": "hp",
    "ponsel": "hp",
    "whatsapp": "wa",
    "stat": "status",
    "sts": "status",
    "kelahiran": "lahir",
    "mad": "madrasah",
    "mapel": "matapelajaran",
    "prodi": "programstudi",
    "pangk": "pangkat",
    "yg": "yang",
    "dgn": "dengan",
    "bln": "bulan",
    "thn": "tahun",
    "th": "tahun",
    "ttl": "tempattanggallahir",
    "surel": "email",
}
_FILLERS = {
    "guru",
    "ptk",
    "gtk",
    "pendidik",
    "pegawai",
    "lengkap",
    "dan",
    "beserta",
    "dengan",
    "gelar",
    "sesuai",
    "ijazah",
    "data",
    "anggota",
    "peserta",
    "tenaga",
    "yang",
    "bersangkutan",
    "saat",
    "ini",
    "sekarang",
    "wajib",
    "diisi",
    "aktif",
    "nomor",
}
_NEUTRAL = {
    "identitas",
    "data",
    "pribadi",
    "guru",
    "ptk",
    "gtk",
    "pendidik",
    "personal",
    "diri",
    "biodata",
    "umum",
    "dan",
    "dasar",
}
_GENERIC = {"nama", "nomor", "tanggal", "tempat", "jenjang", "status", "tahun", "matapelajaran"}
_OTHERS = {
    "suami",
    "istri",
    "isteri",
    "pasangan",
    "ayah",
    "ibu",
    "anak",
    "orangtua",
    "wali",
    "kepala",
    "kamad",
    "kepsek",
    "pengawas",
    "ketua",
    "operator",
    "bendahara",
    "penandatangan",
    "atasan",
    "penilai",
}
_UNUSED = _OTHERS | {
    "nik",
    "ktp",
    "kk",
    "npwp",
    "rekening",
    "bank",
    "bpjs",
    "alamat",
    "agama",
    "ttd",
    "tandatangan",
    "tangan",
    "paraf",
    "tmt",
    "sk",
    "masa",
    "gaji",
    "keahlian",
    "foto",
    "darah",
    "perkawinan",
    "kawin",
    "karpeg",
    "karis",
    "karsu",
    "kewarganegaraan",
    "nuks",
    "lisensi",
    "diklat",
    "lulus",
    "universitas",
    "perguruan",
    "usia",
    "umur",
    "hobi",
    "jtm",
    "jam",
    "beban",
    "verval",
    "konfirmasi",
    "rombel",
    "siswa",
    "murid",
    "lintang",
    "bujur",
    "latitude",
    "longitude",
    "dusun",
    "rt",
    "rw",
    "pos",
    "pengangkatan",
    "cpns",
    "sertifikat",
    "urut",
    "keterangan",
    "jumlah",
    "total",
    "lama",
    "bulan",
    "tahun",
    "catatan",
    "niy",
    "nigk",
    "kode",
    "akreditasi",
    "luas",
    "tanah",
    "gedung",
    "izin",
    "pendirian",
    "berdiri",
    "website",
    "fax",
    "desa",
    "kelurahan",
    "timestamp",
    "stempel",
    "waktu",
}
_BRACKETS = re.compile(r"[(\[{].*?[)\]}]")
_PARTS = re.compile(r"\s*[/,&+\n|]\s*|\s+(?:dan|atau|serta)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Claim:
    """What a heading says it holds: several fields in one column, none (known, not used), or one to tick.

    `strength` 2 means exactly this, 1 may mean it when nothing says it better.
    """

    fields: tuple[str, ...]
    strength: int = 2


NOT_USED = Claim(())


def key_of_heading(path: tuple[str, ...]) -> str:
    """What a mapping is remembered by: a heading without capitals and signs, short forms written out."""
    return " ".join(word for text in path for word in _words(text))[:190]


@lru_cache(maxsize=500)
def is_nik(path: tuple[str, ...]) -> bool:
    """Whether a heading is about the NIK, which is never read, shown or stored (decisions 26)."""
    return bool({"nik", "ktp", "kependudukan"} & set(_words(" ".join(path))))


@lru_cache(maxsize=4_000)
def claim_of(kind: str, path: tuple[str, ...]) -> Claim | None:
    """What the heading `path` (top level first) claims for a kind of import; None when it isn't known."""
    if len(path) == 1:
        return _claim_of_text(kind, path[0])
    above = [word for text in path[:-1] for word in _words(text)]
    last = path[-1]
    whole = " ".join(path)
    known = _exact(kind, _words(whole)) or _exact(kind, [*_words(last), *above])
    if known or set(above) & (_OTHERS | {"sertifikasi", "sertifikat", "sk", "tmt", "alamat", "diklat"}):
        return known or NOT_USED
    if tick := _tick(kind, " ".join(path[:-1]), last):
        return tick
    if "".join(_words(last)) in _GENERIC and not set(above) <= _NEUTRAL:
        return _generic_below(kind, path)
    return _claim_of_text(kind, last)


def choice_fields(field: str) -> tuple[str, ...]:
    """The fields behind a choice of the mapping form."""
    return COMBINED.get(field, (field,)) if field else ()


def _generic_below(kind: str, path: tuple[str, ...]) -> Claim | None:
    """ "Pendidikan Terakhir" over "Jenjang" is the field that both name; else it has to be asked."""
    above, last = _claim_of_text(kind, " ".join(path[:-1])), _claim_of_text(kind, path[-1])
    return last if above and last and set(above.fields) & set(last.fields) else None


def _claim_of_text(kind: str, text: str) -> Claim | None:
    bare = _BRACKETS.sub(" ", text)
    for words in (_words(bare), _words(text)):
        if known := _exact(kind, words):
            return known
    words = _words(bare)
    if set(words) & _OTHERS:
        return NOT_USED
    if combined := _combined(kind, bare):
        return combined
    if set(words) & _UNUSED or "".join(words) in _UNUSED or words == ["nomor"]:
        return NOT_USED
    claim = _exact(kind, [word for word in words if word not in _FILLERS])
    is_number = claim is not None and set(claim.fields) <= NUMBERS | {"nsm", "npsn", "phone"}
    return claim if is_number or "nomor" not in words else None


def _exact(kind: str, words: list[str]) -> Claim | None:
    return _dictionary(kind).get("".join(words)) if words else None


def _combined(kind: str, text: str) -> Claim | None:
    """Several fields in one column, as "NIP/NUPTK": each part must be known, and they must be separable."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    if len(parts) < 2:
        return None
    claims = [_exact(kind, _words(part)) or _unused(part) for part in parts]
    if any(claim is None for claim in claims):
        return None
    fields = {field for claim in claims if claim for field in claim.fields}
    may = len(fields) == 1 or fields in OF_ONE_COLUMN or fields <= NUMBERS | {"name"}
    if {"nik", "ktp"} & set(_words(text)) and "nuptk" in fields:
        return NOT_USED  # both have 16 digits: they can't be told apart
    order = [field for field in FIELDS[kind] if field in fields]
    return Claim(tuple(order), 2 if len(fields) == 1 else 1) if may else None


def _unused(text: str) -> Claim | None:
    return NOT_USED if set(_words(text)) & _UNUSED else None


def _tick(kind: str, above: str, last: str) -> Claim | None:
    """A column to tick: "Status Kepegawaian" over "PNS | Non PNS"."""
    claim = _claim_of_text(kind, above)
    if kind != TEACHERS or claim is None or len(claim.fields) != 1:
        return None
    field = claim.fields[0]
    value = TICKS.get(field, {}).get(re.sub(r"[^a-z0-9]", "", last.lower()))
    return Claim((f"{field}={value}",)) if value else None


def _words(text: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    joined = "".join(words)
    if len(words) > 1 and all(len(word) == 1 for word in words):
        words = [joined]  # "N I P"
    return [_SHORT.get(word, word) for word in words]


@lru_cache(maxsize=2)
def _dictionary(kind: str) -> dict[str, Claim]:
    """Claims by heading, as it is written and with its short forms written out."""
    found: dict[str, Claim] = {}
    for field, heading, strength in words_of(kind):
        claim = Claim(() if field == "-" else choice_fields(field), strength)
        for key in ("".join(_words(heading)), re.sub(r"[^a-z0-9]", "", heading.lower())):
            found.setdefault(key, claim)
    return found
