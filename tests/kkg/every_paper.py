"""One of every paper there is, as data for its template: what walks over all papers walks over these."""

from datetime import date, time
from typing import Any

from core.codes import qr_drawing
from core.papers import ROOT
from kkg.attendance.presenters import paper_rows
from kkg.attendance.rosters import roster_of
from kkg.certificates.papers import certificates_paper
from kkg.groups.reports import signers_on
from kkg.letters.activity_papers import CHAPTERS, some_sessions
from kkg.letters.activity_papers import report as report_paper
from kkg.letters.forms import ConsentForm, InvitationForm, TaskForm
from kkg.letters.papers import assigners, attendance_paper, consent, invitation, lines_for, record, task
from kkg.models import Certificate, Decision, Programme, Session
from kkg.programme.papers import programme_paper
from kkg.record.papers import journal, minutes
from kkg.record.reports import with_record
from tests.cast import Cast
from tests.competency.every_sheet import every_sheet
from tests.kkg.certificate_makers import make_batch
from tests.kkg.makers import close, make_session, make_speaker, make_topic
from tests.kkg.paper_makers import sent_by
from tests.kkg.programme_makers import make_plan, make_programme

SHEETS = sorted(path.name for path in ROOT.glob("*.typ") if path.name != "base.typ")
Paper = tuple[str, dict[str, Any]]


def make_full_session(cast: Cast) -> Session:
    """A closed session of two days ago with everything recorded that a paper prints."""
    hours = {"starts_at": time(8), "ends_at": time(11, 30)}
    session = make_session(cast, days=-2, title="Menyusun RPP 5M", madrasah=cast.satu, place="Aula", **hours)
    session.leader, session.notetaker = cast.gita.person, cast.aminah.person
    session.method, session.result_text = "Diskusi kelompok", "Dua RPP tersusun\nSatu lagi menyusul"
    session.save()
    session.speakers.create(group=session.group, name="Ibu Rosmini", institution="Puskesmas Contoh")
    told = {"achieved": "RPP selesai", "obstacles": "Laptop kurang", "advice": "Tulis tangan", "minutes_planned": 60}
    for title in ("Langkah 5M", "Lembar kerja"):
        make_topic(session, title, competency="pedagogik", **told)
    due = {"due": date(2026, 12, 5), "proof": "Foto RPP"}
    Decision.objects.create(session=session, text="Membawa satu RPP", owner=cast.aminah.person, **due)
    close(session, cast.gita)
    return with_record(cast.group.sessions).get(pk=session.pk)


def every_paper(cast: Cast, session: Session) -> dict[str, Paper]:
    """Name: template and data, as the views hand them over."""
    signers = signers_on(cast.group, session.date, with_numbers=True)
    return {
        **_lists(cast, session, signers),
        "notulen": ("minutes.typ", minutes(session, with_numbers=True)),
        "jurnal": ("journal.typ", journal(session, signers, 1)),
        **_letters(session, signers),
        "laporan": ("report.typ", {**_report(cast, session, signers), "photos": []}),
        "program": ("programme.typ", programme_paper(_programme(cast, session), signers, session.date)),
        "sertifikat": ("certificate.typ", _certificates(cast)),
        **every_sheet(cast),
    }


def _programme(cast: Cast, session: Session) -> Programme:
    programme = make_programme(cast, goals="Guru menyusun RPP bersama")
    told = {"competency": "pedagogik", "speaker": make_speaker(cast, "Ibu Rosmini"), "pack": "RPP", "jp": 3}
    make_plan(programme, "Menyusun RPP 5M", session=session, **told)
    make_plan(programme, "Alat peraga", **told)
    return programme


def _lists(cast: Cast, session: Session, signers: dict[str, Any]) -> dict[str, Paper]:
    rows = paper_rows(roster_of(session), session, cast.gita)
    called = attendance_paper(session, rows, [], signers, "001/KKG/XI/2026")
    code = {"code": "K7MP4Q", "qr": qr_drawing("https://contoh.id/l/K7MP4Q"), "foot": "Kode lembar K7MP4Q · "}
    return {
        "daftar hadir": ("attendance.typ", called),
        "daftar hadir kosong": (
            "attendance.typ",
            attendance_paper(session, [], [], signers, blank_lines=lines_for(len(rows))),
        ),
        "lembar berkode": ("attendance.typ", called | code | {"blank_lines": 6}),
    }


def _letters(session: Session, signers: dict[str, Any]) -> dict[str, Paper]:
    roster, dated = roster_of(session), session.date
    heads = [one for one in assigners(session) if one.madrasah]
    sent = {"dated": dated, "assigner": heads[0], "people": [e for e in roster if e.madrasah == heads[0].madrasah]}
    forms = [form(assigners=heads, roster=roster) for form in (TaskForm, ConsentForm)]
    words = {"duty": "", "target": "", "note": "", "number": "", "travel": True} | sent_by(forms[1]) | sent_by(forms[0])
    invited = sent_by(InvitationForm(session=session, roster=roster)) | {"dated": dated}
    told = {"dated": dated, "result": session.result_text, "witnesses": roster[:2]}
    return {
        "undangan": ("invitation.typ", invitation(session, invited, signers)),
        "surat tugas": ("task.typ", task(session, sent | words)),
        "persetujuan": ("consent.typ", consent(session, sent | words)),
        "berita acara": ("record.typ", record(session, told, signers)),
    }


def _report(cast: Cast, session: Session, signers: dict[str, Any]) -> dict[str, Any]:
    typed = {name: f"Isi {name}\nbaris kedua" for name in CHAPTERS}
    values = typed | {
        "income": "Kas KKG: 1.000.000",
        "spent": "Konsumsi: 400.000",
        "guide": "Juknis",
        "dated": session.date,
    }
    return report_paper(cast.group, some_sessions(cast.group, [session], {session.pk: 1}), values, signers)


def _certificates(cast: Cast) -> dict[str, Any]:
    batch = make_batch(cast.group, cast.gita)
    line = {
        "date": "2026-11-21",
        "title": "Menyusun RPP 5M",
        "topics": ["Langkah 5M"],
        "speakers": ["Rosmini"],
        "jp": 3,
    }
    held = {"holder": str(cast.aminah.person), "holder_number": "NIP –", "institution": "MI Contoh Satu"}
    row = Certificate(batch=batch, part="peserta", number_text="001/SERT-KKG/2026", hours=3, sessions=[line], **held)
    address = "https://contoh.id/s/"
    return certificates_paper(batch, [row], address_of=lambda code: address + code, check=address)
