"""What a row of a list of madrasah says, as EMIS "Daftar Lembaga"; only madrasah ibtidaiyah are taken."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from madrasah import identity
from madrasah.imports.head_cells import read_head
from madrasah.imports.read_rows import ReadRow
from madrasah.imports.reading import Line, RowReader, key_of, without_signs
from madrasah.imports.titles import is_other_level
from madrasah.people.names import proper_case, tidy

MI_WORDS = {
    "mi",
    "madrasahibtidaiyah",
    "min",
    "mis",
    "minegeri",
    "miswasta",
    "misederajat",
    "mimadrasahibtidaiyah",
    "madrasahibtidaiyahnegeri",
    "madrasahibtidaiyahswasta",
    "madrasahibtidaiyahmi",
}
NO_MI = "Bukan madrasah ibtidaiyah, jadi tidak diimpor."
NO_MI_FIX = "Hapus baris ini bila mengganggu."
NO_LEVEL = {"negeri", "swasta", "formal", "nonformal"}  # what a column named "Jenis Sekolah" may say instead
ALWAYS_CAPITAL = {"MI", "MIS", "MIN", "DDI", "GUPPI", "NU", "YPI", "PP", "LP", "YAPIS", "PGRI", "II", "III", "IV"}
NEGERI, SWASTA = "negeri", "swasta"
STATUSES = {"negeri": NEGERI, "swasta": SWASTA, "n": NEGERI, "s": SWASTA}
_NEGERI = re.compile(r"MIN\b|(?:MI|M\.I\.?|MADRASAH\s+IBTIDAIYAH)\s+NEGERI\b", re.IGNORECASE)
_SWASTA = re.compile(r"MIS\b|(?:MI|M\.I\.?|MADRASAH\s+IBTIDAIYAH)\s+SWASTA\b", re.IGNORECASE)
BEFORE_KABUPATEN = re.compile(r"^(?:(?:kabupaten|kab|kota)\s+|kab\.\s*)", re.IGNORECASE)
BEFORE_KECAMATAN = re.compile(r"^(?:(?:kecamatan|kec)\s+|kec\.\s*)", re.IGNORECASE)
BEFORE_VILLAGE = re.compile(r"^(?:(?:desa|kelurahan|kel)\s+|(?:ds|kel)\.\s*)", re.IGNORECASE)
BEFORE_PROVINCE = re.compile(r"^(?:(?:provinsi|prov)\s+|prov\.\s*)", re.IGNORECASE)


@dataclass(frozen=True)
class KnownRegion:
    """A region with every spelling it goes by, as keys; `name` is the official one."""

    code: str
    name: str
    spellings: frozenset[str]


class Regions:
    """Finds a kecamatan from three words, in any of their spellings."""

    def __init__(self, regions: Iterable[KnownRegion]) -> None:
        self.by_code: dict[str, KnownRegion] = {}
        self.by_spelling: dict[str, list[str]] = {}
        for region in regions:
            self.by_code[region.code] = region
            for spelling in region.spellings:
                self.by_spelling.setdefault(spelling, []).append(region.code)

    def kecamatan(self, province: str, kabupaten: str, kecamatan: str) -> list[str]:
        """Codes that fit all words given; an empty word fits everything. More than one means: ask."""
        above = self._kabupaten(province, kabupaten)
        key = key_of(BEFORE_KECAMATAN.sub("", kecamatan))
        found = [code for code in self.by_spelling.get(key, []) if code.count(".") == 2]
        return [code for code in found if code.rpartition(".")[0] in above]

    def _kabupaten(self, province: str, kabupaten: str) -> set[str]:
        wanted = key_of(BEFORE_PROVINCE.sub("", province))
        provinces = {code for code in self.by_spelling.get(wanted, []) if "." not in code}
        bare = key_of(BEFORE_KABUPATEN.sub("", kabupaten))
        named_so = self.by_spelling.get(bare, []) if bare else self.by_code
        found = {code for code in named_so if code.count(".") == 1}
        exact = key_of(re.sub(r"^kab(?:\s+|\.\s*)", "kabupaten ", kabupaten, flags=re.IGNORECASE))
        named = {code for code in found if key_of(self.by_code[code].name) == exact}
        return {code for code in named or found if not wanted or code.partition(".")[0] in provinces}


def spellings_of(name: str, others: Iterable[str]) -> frozenset[str]:
    """Keys under which a region is found: its names with and without "Kabupaten" or "Kota" before them."""
    names = [name, *others]
    return frozenset(key_of(word) for name in names for word in (name, BEFORE_KABUPATEN.sub("", name)))


def read_madrasah(line: Line, regions: Regions) -> ReadRow:
    """The row with cleaned values; `region` is the code of the kecamatan.

    Of a school that is no MI only that is said.
    """
    reader = RowReader(line)
    written = reader.text("name", 120, vital=True)
    name = place_case(without_signs(written))
    reader.values["name"] = name
    if not name and not reader.faults:
        reader.refuse("name", "Nama madrasah belum diisi.", "Isi nama, atau hapus baris ini.")
    if other := other_level(reader, "level", "name"):
        reader.refuse(other, NO_MI, NO_MI_FIX)
        return reader.result(written)
    reader.number("nsm", identity.clean_number, _why_not_nsm_of_mi)
    reader.number("npsn", identity.clean_number, identity.why_not_npsn)
    _read_region(reader, regions)
    reader.choice("status", STATUSES, "Tulis negeri atau swasta.")
    reader.values["village"] = BEFORE_VILLAGE.sub("", reader.text("village", 80))
    reader.values["address"] = reader.text("address", 200)
    reader.values["affiliation"] = reader.text("affiliation", 80)
    read_head(reader)
    return reader.result(name)


def other_level(reader: RowReader, level: str, name: str) -> str:
    """The field in which a row says that its school is no MI, "" if none does; a level counts before a name."""
    said = {place: key_of(reader.text(place, 60)) for place in reader.places if place.partition("+")[0] == level}
    said |= {level: key_of(reader.text(level, 60))}
    told = {place: word for place, word in said.items() if word and word not in NO_LEVEL}
    if told:
        return next((place for place, word in told.items() if word not in MI_WORDS), "")
    return name if is_other_level(reader.text(name, 120)) else ""


def told_status(name: str, nsm: str) -> str:
    """What a name or the NSM of a madrasah says about its status, "" if they say nothing or contradict each other."""
    told = {status for status, words in ((NEGERI, _NEGERI), (SWASTA, _SWASTA)) if words.match(name)}
    told |= {
        status for status, prefix in zip((NEGERI, SWASTA), identity.MI_PREFIXES, strict=True) if nsm.startswith(prefix)
    }
    return told.pop() if len(told) == 1 else ""


def place_case(name: str) -> str:
    """A madrasah's name in capitals made readable: MIS DDI GATTARENG -> MIS DDI Gattareng."""
    if not name.isupper():
        return tidy(name)
    words = zip(tidy(name).split(), proper_case(tidy(name)).split(), strict=True)
    return " ".join(given if given in ALWAYS_CAPITAL else proper for given, proper in words)


def _why_not_nsm_of_mi(value: object) -> str | None:
    return identity.why_not_nsm(value) or identity.why_not_mi(identity.clean_number(value))


def _read_region(reader: RowReader, regions: Regions) -> None:
    words = [reader.text(name, 80, vital=True) for name in ("province", "kabupaten", "kecamatan")]
    if not words[2]:
        reader.refuse("kecamatan", "Kecamatan belum diisi.", "Isi nama kecamatannya.")
        return
    found = regions.kecamatan(*words)
    if len(found) == 1:
        reader.values["region"] = found[0]
    elif found:
        fix = "Tulis “Kabupaten” atau “Kota” di depan namanya, dan isi provinsinya."
        reader.refuse("kabupaten", "Ada lebih dari satu kecamatan dengan nama itu.", fix)
    else:
        fix = "Samakan ejaannya dengan nama resmi, dan periksa kabupatennya."
        reader.refuse("kecamatan", "Kecamatan ini tidak ditemukan di kabupaten itu.", fix)
