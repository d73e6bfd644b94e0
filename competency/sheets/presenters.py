"""A draft on a page: its rows and screens, what it lacks, what it is about. No request, no writing."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone

from competency.instruments.presenters import item_shown
from competency.scoring.definition import Definition
from competency.scoring.engine import score
from competency.scoring.mapping import Carried
from competency.scoring.pieces import Answer
from competency.scoring.result import Result
from competency.scoring.words import answer_words
from competency.sheets.forms import UNSEEN, StageForm, answer_name, note_name, time_name, typed_answer, typed_time
from competency.sheets.models import Assessment, FollowUp
from competency.sheets.noted import NOTHING, Fact
from competency.sheets.permissions import Gap, gaps_of, why_not_see_paper, why_not_tend_paper
from competency.sheets.states import LABELS, State
from core.addresses import row_address
from core.formats import call_name, clock, date_long, dotted, form_of_address, joined, moment_short
from madrasah.models import User

TONES = {
    State.DRAFT: "grey",
    State.SHARED: "blue",
    State.ANSWERED: "amber",
    State.CLOSED: "green",
    State.CORRECTING: "amber",
}


MENDED = "Menunggu dilihat lagi"
PENDING = (FollowUp.Status.PROPOSED, FollowUp.Status.AGREED)
FOLLOWUP_TONES = {
    FollowUp.Status.PROPOSED: "amber",
    FollowUp.Status.AGREED: "blue",
    FollowUp.Status.DONE: "green",
    FollowUp.Status.WAIVED: "grey",
}


def called(person: Any) -> str:
    """How people speak of somebody: 'Bu Aminah'; the full name where the sex is not recorded, never guessed."""
    word = form_of_address(person.sex)
    return f"{word} {call_name(person.name)}" if word else str(person)


def about(assessment: Assessment) -> str:
    """'Empat kompetensi KKG · Bu Aminah · kelas IV'."""
    class_words = f"kelas {assessment.class_name}" if assessment.class_name else ""
    return dotted(assessment.name, called(assessment.teacher), class_words)


def list_row(assessment: Assessment, reader_id: int | None) -> dict[str, Any]:
    """A row of the list of sheets, from the reader's side."""
    own = assessment.teacher_id == reader_id
    other = f"oleh {assessment.observer}" if own else str(assessment.madrasah)
    instrument = assessment.instrument
    parts = [instrument.get_kind_display() if own else assessment.name, date_long(assessment.observed_on)]
    if assessment.subject:
        parts.append(str(assessment.subject))
    unread = own and assessment.read_at is None and assessment.state == State.SHARED
    return {
        "title": assessment.name if own else str(assessment.teacher),
        "detail": " · ".join([*parts, other]),
        "url": row_address("competency:assessment-detail", assessment.pk),
        "state": "Belum dibaca" if unread else LABELS[State(assessment.state)],
        "tone": "amber" if unread else TONES[State(assessment.state)],
    }


def waiting_row(assessment: Assessment) -> dict[str, Any]:
    """A row of the sheets that wait to be taken over: about whom, seen by whom, when."""
    seen = f"{assessment.name} oleh {assessment.observer}"
    return {
        "title": str(assessment.teacher),
        "detail": f"{seen} · {date_long(assessment.observed_on)} · {assessment.madrasah}",
        "url": reverse("competency:assessment-take-over", args=[assessment.pk]),
        "state": LABELS[State(assessment.state)],
        "tone": TONES[State(assessment.state)],
    }


def stage_items(form: StageForm, stored: Assessment | None = None) -> list[dict[str, Any]]:
    """The items of components/indicator.html; `stored` is given where another device has saved in between."""
    kept = stored.draft_answers() if stored else {}
    kept_notes = stored.draft_notes() if stored else {}
    items = []
    for number, indicator, chosen, note, seen_at, fault in form.indicator_rows():
        shown = item_shown(form.definition, number, indicator)
        item = shown | {
            "name": answer_name(indicator.code),
            "chosen": chosen,
            "note_name": note_name(indicator.code),
            "note_value": note,
            "note_open": any(needs and str(value) == str(chosen) for value, _, needs in shown["steps"]),
            "time_name": time_name(indicator.code),
            "time_value": seen_at,
            "code": indicator.code,
            "error": fault,
            "unseen_value": UNSEEN,
        }
        if stored:
            here = {"answer": str(chosen), "note": note.replace("\r\n", "\n"), "time": seen_at}
            fact = kept_notes.get(indicator.code, NOTHING)
            there = {
                "answer": kept.get(indicator.code),
                "note": fact.text.replace("\r\n", "\n"),
                "time": typed_time(fact.seen_at),
            }
            item["error"] = _two_versions(form.definition, indicator.code, here, there)
        items.append(item)
    return items


def draft_shown(assessment: Assessment) -> dict[str, Any]:
    """A whole draft to be read: what was answered and noted, and the words at its end."""
    definition, answers = assessment.instrument.definition, assessment.draft_answers()
    notes = assessment.draft_notes()
    lines = [
        {
            "number": number,
            "text": indicator.text,
            "answer": answer_words(definition, indicator.code, answers.get(indicator.code)),
            "note": notes.get(indicator.code, NOTHING).text,
            "note_time": note_time(notes.get(indicator.code, NOTHING), assessment.observed_on),
        }
        for number, indicator in enumerate(definition.indicators, start=1)
    ]
    return {"assessment": assessment, "facts": facts_of(assessment), "lines": lines}


def lost_words(assessment: Assessment, goes: Carried) -> str:
    """What a change of instrument would take away, by the numbers of today's sheet, and what stays."""
    numbers = [
        str(number)
        for number, indicator in enumerate(assessment.instrument.definition.indicators, start=1)
        if indicator.code in goes.lost
    ]
    return (
        f"Yang akan hilang: isian butir {joined(numbers)}, yang tidak ditanyakan sama di instrumen itu. "
        f"Yang tetap: {len(goes.answers)} jawaban dan {len(goes.notes)} catatan. Tekan Simpan sekali lagi bila setuju."
    )


def draft_result(assessment: Assessment) -> Result:
    """What the draft would give if it were shared now; for its keeper's eyes only."""
    return score(assessment.instrument.definition, assessment.draft_answers())


def draft_gaps(assessment: Assessment) -> list[Gap]:
    """What still keeps the draft from being shared."""
    noted = {note.indicator for note in assessment.notes.all()}
    return gaps_of(assessment.instrument.definition, assessment.draft_answers(), noted)


def gaps_shown(assessment: Assessment, gaps: Iterable[Gap]) -> list[dict[str, Any]]:
    """One line a screen: what misses there, and the first place to go to."""
    screens = assessment.instrument.definition.screens()
    return [
        {"title": screens[stage - 1].title, "stage": stage, "number": found[0].number, "words": _gap_words(found)}
        for stage, found in ((stage, list(run)) for stage, run in groupby(gaps, key=lambda gap: gap.stage))
    ]


def followups_shown(followups: Iterable[FollowUp]) -> list[dict[str, Any]]:
    """Rows of tindak lanjut: what, until when, how it stands."""
    return [
        {
            "followup": followup,
            "title": followup.text or f"Tidak perlu: {followup.reason}",
            "tone": FOLLOWUP_TONES[FollowUp.Status(followup.status)],
            "state": MENDED if getattr(followup, "is_waiting", False) else followup.get_status_display(),
            "is_pending": followup.status in PENDING,
        }
        for followup in followups
    ]


def facts_of(assessment: Assessment) -> list[tuple[str, str]]:
    """What the sheet is about, as pairs for components/facts.html."""
    times = " – ".join(clock(at) for at in (assessment.starts_at, assessment.ends_at) if at)
    pairs = [
        ("Guru", str(assessment.teacher)),
        ("Madrasah", assessment.madrasah.name_on(assessment.observed_on)),
        ("Tanggal", ", ".join(filter(None, [date_long(assessment.observed_on), times]))),
        ("Kelas", assessment.class_name),
        ("Mata pelajaran", str(assessment.subject or "")),
        ("Materi", assessment.lesson_topic),
        ("Untuk penilaian", _purpose_words(assessment)),
        ("Penilai", observer_words(assessment)),
        ("Diketik dari kertas", paper_words(assessment)),
        ("Diteruskan oleh", str(assessment.keeper) if assessment.is_taken_over else ""),
        ("Direncanakan", date_long(assessment.visit.day) if assessment.visit else ""),
        ("Instrumen", str(assessment.instrument)),
    ]
    return [(word, value) for word, value in pairs if value]


def _purpose_words(assessment: Assessment) -> str:
    untold = "formatif atau sumatif tidak dicatat" if assessment.instrument.definition.is_yearly else ""
    return assessment.get_purpose_display() or untold


def observer_words(assessment: Assessment) -> str:
    """The name, and that a colleague was appointed."""
    visit = assessment.visit
    is_peer = visit is not None and visit.is_peer and visit.observer_id == assessment.observer_id
    return f"{assessment.observer}, guru sejawat yang ditunjuk" if is_peer else str(assessment.observer)


def paper_words(assessment: Assessment) -> str:
    """'oleh Drs. Baso Contoh, 23 Nov 2026, 09.41, dibantu Rina'; "" of a sheet that was not typed from paper."""
    paper = getattr(assessment, "paper", None)
    if paper is None:
        return ""
    helped = f", dibantu {paper.helper_name}" if paper.helper_name else ""
    return f"oleh {paper.typed_by}, {moment_short(local(paper.typed_at))}{helped}"


def paper_shown(assessment: Assessment, user: User) -> dict[str, Any] | None:
    """What templates/competency/paper_forms/_photo.html shows to who may look at the photo of the paper."""
    paper = getattr(assessment, "paper", None)
    if paper is None or why_not_see_paper(user, assessment):
        return None
    return {"photo": paper.photo, "sheet": assessment.pk, "may_tend": why_not_tend_paper(user, assessment) is None}


def saved_words(assessment: Assessment) -> str:
    """'Tersimpan 09.41'."""
    return f"Tersimpan {clock(local(assessment.updated_at))}"


def note_time(fact: Fact, day: date) -> str:
    """'08.22' as told; else 'ditulis 09.41', with the date where that was not the day of the lesson."""
    if fact.seen_at:
        return clock(fact.seen_at)
    if fact.noted_at is None:
        return ""
    written = local(fact.noted_at)
    return f"ditulis {clock(written) if written.date() == day else moment_short(written)}"


def local(moment: datetime) -> datetime:
    """The moment in the reader's time zone."""
    return timezone.localtime(moment)


def _gap_words(gaps: list[Gap]) -> str:
    if len(gaps) == 1:
        return gaps[0].sentence
    empty = [str(gap.number) for gap in gaps if not gap.lacks_note]
    noteless = [str(gap.number) for gap in gaps if gap.lacks_note]
    parts = [f"Butir {joined(empty)} belum diisi."] if empty else []
    return " ".join(
        [*parts, *([f"Butir {joined(noteless)} perlu satu catatan tentang yang terlihat."] if noteless else [])]
    )


def _two_versions(definition: Definition, code: str, here: Mapping[str, Any], there: Mapping[str, Any]) -> str:
    stored: Answer | None = there["answer"]
    word = answer_words(definition, code, stored)
    faults = []
    if typed_answer(stored) != here["answer"]:
        faults.append(f"Yang tersimpan dari tempat lain: {word}.")
    if there["note"] != here["note"]:
        faults.append(f"Catatan yang tersimpan: “{there['note'] or 'kosong'}”.")
    if there["time"] != here["time"].replace(".", ":"):
        faults.append(f"Jam yang tersimpan: {there['time'].replace(':', '.') or 'kosong'}.")
    return " ".join(faults)
