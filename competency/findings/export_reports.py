"""The research file: evidence, codes, matrix and conclusions without names. Reading only."""

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings

from competency.findings.disguise import Disguise, Known, told_columns, told_words
from competency.findings.models import Code, Coding, Evidence, Finding, Ground
from competency.findings.reads import known_people, known_places
from competency.findings.reports import grounds_of, informant_of, verdict_on
from core.formats import month_long
from madrasah.models import User

Column = tuple[int, str]  # code, kind of source

Sheet = tuple[str, list[str], list[list[Any]]]
UNQUOTED, UNTOLD, SOMEBODY = "(tidak dikutip: tanpa persetujuan)", "disembunyikan", "Orang"
ALL_PLACES = "Semua madrasah"
WORDS = {
    "guru": "Guru",
    "kepala": "Kepala",
    "siswa": "Siswa",
    "orang_tua": "Orang-tua",
    "pengurus": "Pengurus",
    "staf": "Staf",
    "lain": SOMEBODY,
}


@dataclass(frozen=True)
class _Rows:
    """What one reader exports, in an order that tells nothing, and what must not be told of it."""

    disguise: Disguise
    evidence: list[Evidence]
    codes: list[Code]
    codings: dict[int, list[int]]
    sources: dict[Column, dict[str, int]]  # who was counted, each with the madrasah
    told: set[Column]  # those whose numbers are told madrasah by madrasah
    untold: set[Column]  # those of which even the sum is too small
    words: set[str]


def research_file(user: User) -> list[Sheet]:
    """The sheets of the workbook; a secret mixes order and numbers, another one for each file."""
    rows = _read(user, secrets.token_bytes(16))
    numbers = {row.pk: number for number, row in enumerate(rows.evidence, start=1)}
    return [
        ("Baca dulu", ["Sebelum berkas ini diteruskan"], [[line] for line in _notice()]),
        ("Bukti", ["Nomor", "Jenis", "Sumber", "Bulan", "Isi", "Kode"], list(_evidence(rows, numbers))),
        ("Kode", ["Kode", "Artinya"], [[*map(rows.disguise.text, (c.name, c.meaning))] for c in rows.codes]),
        ("Kode per madrasah", ["Kode", "Jenis", "Madrasah", "Sumber"], list(_matrix(rows))),
        (
            "Kesimpulan",
            ["Kesimpulan", "Uraian", "Keadaan", "Didukung bukti", "Dibantah bukti"],
            [*_findings(user, rows, numbers)],
        ),
    ]


def _notice() -> list[str]:
    minimum = settings.MIN_GROUP_SIZE
    return [
        "BACA SETIAP KALIMAT sebelum meneruskan berkas ini. Nama yang tercatat di sistem sudah diganti, tetapi nama "
        "panggilan, nama siswa, dan cerita yang menunjuk seseorang tidak dapat dikenali sistem.",
        "Nama orang dan madrasah diganti nama samaran (Guru-07, MI-03). Dalam satu berkas, nama samaran yang sama "
        "selalu orang yang sama. Berkas berikutnya memakai nomor lain.",
        "Kata-kata yang diwawancarai hanya dikutip bila sumbernya setuju dicatat.",
        f"Kelompok di bawah {minimum} disembunyikan, bersama angka lain yang dapat dipakai menghitungnya kembali. "
        "Di tabel per madrasah, madrasah diberi huruf sendiri agar tidak dapat dicocokkan dengan kutipan.",
        "Tanggal hanya sampai bulannya, dan urutan baris diacak.",
    ]


def _read(user: User, secret: bytes) -> _Rows:
    disguise = Disguise(_called(known_people(user)), known_places(user), secret)
    codes = list(Code.objects.visible_to(user))
    evidence = list(Evidence.objects.visible_to(user).order_by())
    evidence.sort(key=lambda row: disguise.order(row.pk))
    codings: dict[int, list[int]] = defaultdict(list)
    for of, code in Coding.objects.filter(code__in=codes).order_by("code__name").values_list("evidence", "code"):
        codings[of].append(code)
    pieces: Counter[Column] = Counter()
    sources: dict[Column, dict[str, int]] = {(code.pk, kind): {} for code in codes for kind in Evidence.Kind.values}
    for row in evidence:
        for code in codings[row.pk]:
            pieces[code, row.kind] += 1
            sources[code, row.kind][informant_of(row)] = row.madrasah_id
    untold = {column for column, count in pieces.items() if count < settings.MIN_GROUP_SIZE}
    told = told_columns(
        {column: sources[column] for column in sources if column not in untold}, settings.MIN_GROUP_SIZE
    )
    people = Counter(WORDS[row.role] for row in {informant_of(row): row for row in evidence}.values())
    words = told_words(people, settings.MIN_GROUP_SIZE)
    return _Rows(disguise, evidence, codes, codings, sources, told, untold, words)


def _called(people: list[Known]) -> list[Known]:
    """Each by the office, where enough people hold it."""
    words = told_words(Counter(each.word for each in people), settings.MIN_GROUP_SIZE)
    return [each if each.word in words else replace(each, word=SOMEBODY) for each in people]


def _evidence(rows: _Rows, numbers: dict[int, int]) -> Iterator[list[Any]]:
    names = {code.pk: rows.disguise.text(code.name) for code in rows.codes}
    for row in rows.evidence:
        word = WORDS[row.role] if WORDS[row.role] in rows.words else SOMEBODY
        told = [names[code] for code in rows.codings[row.pk] if (code, row.kind) not in rows.untold]
        yield [
            numbers[row.pk],
            row.get_kind_display(),
            rows.disguise.stand_in(f"sumber/{informant_of(row)}", word),
            month_long(row.happened_on),
            rows.disguise.text(row.text) if row.is_quotable else UNQUOTED,
            "; ".join(told),
        ]


def _matrix(rows: _Rows) -> Iterator[list[Any]]:
    """Of each code and kind how many sources, all and by madrasah; a code that nobody gave stands with noughts."""
    places = sorted({row.madrasah_id for row in rows.evidence}, key=lambda place: rows.disguise.order(f"lajur/{place}"))
    letters = {place: f"Madrasah {_letters(number)}" for number, place in enumerate(places)}
    for code in rows.codes:
        for kind in Evidence.Kind:
            column, name = (code.pk, kind.value), rows.disguise.text(code.name)
            sources = rows.sources[column]
            yield [name, kind.label, ALL_PLACES, UNTOLD if column in rows.untold else len(sources)]
            for place, letter in letters.items():
                is_told = column in rows.told or not sources
                yield [name, kind.label, letter, list(sources.values()).count(place) if is_told else UNTOLD]


def _letters(number: int) -> str:
    """A, B, … Z, AA, AB …"""
    first, last = divmod(number, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)


def _findings(user: User, rows: _Rows, numbers: dict[int, int]) -> Iterator[list[Any]]:
    findings = list(Finding.objects.visible_to(user))
    grounds = grounds_of([finding.pk for finding in findings], user)
    for finding in findings:
        tied = grounds[finding.pk]
        yield [
            rows.disguise.text(finding.title),
            rows.disguise.text(finding.text),
            verdict_on(tied).words,
            *(_numbers(tied, stance, numbers) for stance in (Ground.Stance.FOR, Ground.Stance.AGAINST)),
        ]


def _numbers(grounds: Sequence[Ground], stance: str, numbers: dict[int, int]) -> str:
    return ", ".join(str(one) for one in sorted(numbers[row.evidence_id] for row in grounds if row.stance == stance))
