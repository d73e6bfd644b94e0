"""Whether a diploma and a certificate fit a post: by a table in a file, one file a version. Pure.

Source: domain of the table's own `source`. The two are judged apart, and neither says how well somebody teaches (S14).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "rules"
CURRENT = "linieritas-2018"
CLASS_POST = "kelas"
ENOUGH = ("D4", "S1", "S2", "S3")  # UU 14/2005 pasal 9


class Verdict(StrEnum):
    """How something fits a post."""

    FITS = "sesuai"
    KIN = "serumpun"
    UNFIT = "tidak_sesuai"
    UNKNOWN = "belum"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return LABELS[self]


LABELS = {
    Verdict.FITS: "Sesuai",
    Verdict.KIN: "Serumpun",
    Verdict.UNFIT: "Tidak sesuai",
    Verdict.UNKNOWN: "Belum diketahui",
}


@dataclass(frozen=True)
class Judgement:
    """A verdict with the sentence of the rule it follows from."""

    verdict: Verdict
    sentence: str


@dataclass(frozen=True)
class Table:
    """One version of the rules; `posts` by "kelas" or the code of a subject."""

    version: str
    title: str
    source: str
    programmes: Mapping[str, str]  # a name as it is compared -> what the rules call it
    posts: Mapping[str, Mapping[str, Any]]


@cache
def table(name: str = CURRENT) -> Table:
    """The rules of one version."""
    document = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    programmes = {_plain(name): key for key, names in document["programmes"].items() for name in names}
    return Table(document["version"], document["title"], document["source"].strip(), programmes, document["posts"])


def judge_degrees(post: str, degrees: Sequence[tuple[str, str]], rules: Table) -> Judgement:
    """`post`: "kelas", the code of a subject, or "" where nobody noted it; `degrees`: (level, programme).

    >>> judge_degrees("kelas", [("S1", "PGMI")], table()).sentence
    'S1 PGMI termasuk yang sesuai untuk guru kelas.'
    """
    if not degrees:
        return Judgement(Verdict.UNKNOWN, "Belum ada ijazah yang tercatat.")
    high = [(level, programme) for level, programme in degrees if level in ENOUGH]
    if not high:
        return Judgement(Verdict.UNFIT, f"Ijazah {_listed(degrees)} belum S1 atau D4, yang diminta UU 14/2005.")
    if (rule := rules.posts.get(post)) is None:
        return _unruled(post)
    return _of_programmes(rule, high, rules)


def _of_programmes(rule: Mapping[str, Any], degrees: Sequence[tuple[str, str]], rules: Table) -> Judgement:
    asked, name = rule["degree"], rule["name"]
    known = {degree: rules.programmes.get(_plain(degree[1])) for degree in degrees}
    for degree, programme in known.items():
        if programme in asked.get("fits", ()):
            return Judgement(Verdict.FITS, f"{_told(degree)} termasuk yang sesuai untuk {name}.")
    for degree, programme in known.items():
        if programme in asked.get("kin", ()):
            return Judgement(Verdict.KIN, f"{_told(degree)} serumpun untuk {name}.")
    is_listed = all(
        programme in asked.get("unfit", ()) or (asked["is_complete"] and degree[1].strip())
        for degree, programme in known.items()
    )
    if is_listed:
        return Judgement(Verdict.UNFIT, f"{_listed(degrees)} tidak termasuk yang sesuai untuk {name}.")
    return Judgement(Verdict.UNKNOWN, f"{_listed(degrees)} tidak tersebut di tabel untuk {name}.")


def judge_certificates(post: str, codes: Collection[str], rules: Table) -> Judgement:
    """`codes`: of the fields; empty ones were not noted.

    >>> judge_certificates("kelas", ["027"], table()).verdict.label
    'Serumpun'
    """
    if not codes:
        return Judgement(Verdict.UNKNOWN, "Belum ada sertifikat pendidik yang tercatat.")
    given = [code for code in codes if code]
    if not given:
        return Judgement(Verdict.UNKNOWN, "Kode bidang sertifikatnya belum dicatat.")
    if (rule := rules.posts.get(post)) is None:
        return _unruled(post)
    asked, name, told = rule["certificate"], rule["name"], ", ".join(given)
    if not asked:
        return Judgement(Verdict.UNKNOWN, f"Tabel belum memuat kode sertifikat untuk {name}.")
    for verdict, words in ((Verdict.FITS, "sesuai untuk"), (Verdict.KIN, "serumpun untuk")):
        if set(given) & set(asked.get("fits" if verdict is Verdict.FITS else "kin", ())):
            return Judgement(verdict, f"Kode bidang {told} {words} {name}.")
    return Judgement(Verdict.UNFIT, f"Kode bidang {told} bukan untuk {name}, yang kodenya {', '.join(asked['fits'])}.")


def _unruled(post: str) -> Judgement:
    reason = "Tabel belum memuat mata pelajaran ini." if post else "Tugas mengajarnya belum dicatat."
    return Judgement(Verdict.UNKNOWN, reason)


def _listed(degrees: Sequence[tuple[str, str]]) -> str:
    return ", ".join(map(_told, degrees))


def _told(degree: tuple[str, str]) -> str:
    level, programme = degree
    return f"{level} {programme}".strip() if programme else f"{level} tanpa program studi"


def _plain(name: str) -> str:
    """As names are compared: without case, marks, and what only says the level."""
    words = re.sub(r"[^\w\s]", "", re.sub(r"[-/&]", " ", name.casefold())).split()
    spelled = {"pend": "pendidikan", "bhs": "bahasa", "ind": "indonesia"}
    return " ".join(spelled.get(word, word) for word in words if word not in ("magister", "jurusan", "prodi", "dan"))
