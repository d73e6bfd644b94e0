"""Undangan, surat tugas, surat persetujuan, berita acara: what was typed on the form, beside the record."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kkg.models import RosterEntry, Session
from kkg.papers.common import (
    Assigner,
    Data,
    assigner_line,
    came_text,
    circumstances,
    heading,
    person_line,
    speakers_text,
)

TEMPLATES = {
    "undangan": "invitation.typ",
    "surat-tugas": "task.typ",
    "persetujuan": "consent.typ",
    "berita-acara": "record.typ",
    "laporan": "report.typ",
    "lpj": "report.typ",
}
INVITATION_WORDS = (
    "nature",
    "enclosure",
    "subject",
    "addressee",
    "opening",
    "event",
    "participants",
    "closing",
)


def invitation(session: Session, values: Mapping[str, Any], signers: Data) -> Data:
    """`values`: INVITATION_WORDS and "dated"; `signers` as kkg.reports.signers_on."""
    return {
        **heading(session.group, f"Undangan {session.title}", values["dated"]),
        **circumstances(session),
        **{name: values[name] for name in INVITATION_WORDS},
        "speakers": speakers_text(session),
        "signers": signers,
    }


def task(session: Session, values: Mapping[str, Any]) -> Data:
    """`values`: "dated", "assigner" (Assigner), "people" (roster entries), "target" and "duty"."""
    return {
        **_sent(session, "Surat Tugas", values["dated"], values["assigner"], values["people"]),
        "target": values["target"],
        "duty": values["duty"],
    }


def consent(session: Session, values: Mapping[str, Any]) -> Data:
    """`values`: "dated", "assigner" (a kepala), "people" of that madrasah, and "note"."""
    return {
        **_sent(session, "Surat Persetujuan", values["dated"], values["assigner"], values["people"]),
        "note": values["note"],
    }


def _sent(
    session: Session, title: str, dated: date, assigner: Assigner, people: Iterable[RosterEntry]
) -> Data:
    return {
        **heading(session.group, f"{title} {session.title}", dated),
        **circumstances(session),
        "assigner": assigner_line(assigner),
        "people": [person_line(entry) for entry in people],
    }


def record(session: Session, values: Mapping[str, Any], signers: Data, roster: Iterable[RosterEntry]) -> Data:
    """`values`: "dated", "result" and "witnesses" (roster entries); who came is counted."""
    came = came_text([entry.mark for entry in roster], session.attendances.guests().count())
    return {
        **heading(session.group, f"Berita Acara {session.title}", values["dated"]),
        **circumstances(session),
        "leader": str(session.leader or ""),
        "came": came,
        "result": values["result"],
        "witnesses": [person_line(entry) for entry in values["witnesses"]],
        "signers": signers,
    }
