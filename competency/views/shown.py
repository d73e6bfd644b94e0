"""What the pages and papers of a sheet show, built from models and presenters. No request, no writing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone

from competency.forms.assessment import UNSEEN, StageForm, answer_name, note_name, typed_answer
from competency.models import Assessment, FollowUp, SharedVersion
from competency.permissions import Gap, gaps_of
from competency.presenters import (
    answer_words,
    count_words,
    legal_words,
    part_words,
    percent_words,
    proposal_words,
    result_words,
    steps_in_words,
)
from competency.scoring.definition import Answer, Definition
from competency.scoring.engine import score
from competency.scoring.result import Part, Result, from_json
from competency.states import LABELS, State
from core.formats import clock, date_long, form_of_address, joined
from madrasah.competencies import Competency
from madrasah.scope import scope_of

TONES = {
    State.DRAFT: "grey",
    State.SHARED: "blue",
    State.ANSWERED: "amber",
    State.CLOSED: "green",
    State.CORRECTING: "amber",
}
COMPETENCY_TONES = {
    Competency.PEDAGOGIK: "green",
    Competency.KEPRIBADIAN: "plum",
    Competency.SOSIAL: "blue",
    Competency.PROFESIONAL: "amber",
}
SUPERVISION = (
    ("Lembar", "competency:assessment-list"),
    ("RPP", "competency:rpp-week"),
    ("Tindak lanjut", "competency:followup-list"),
    ("Instrumen", "competency:instrument-list"),
)
FOLLOWUP_TONES = {
    FollowUp.Status.PROPOSED: "amber",
    FollowUp.Status.AGREED: "blue",
    FollowUp.Status.DONE: "green",
    FollowUp.Status.WAIVED: "grey",
}


@dataclass(frozen=True)
class Line:
    """One indicator of a filled sheet in words; `was` is the earlier answer where a correction changed it."""

    number: int
    text: str
    answer: str
    note: str = ""
    noted_at: datetime | None = None
    was: str = ""


def supervision_tabs(current: str, user: Any) -> list[dict[str, Any]]:
    """The pages of Supervisi this reader has; `current` is the word of the open one."""
    tabs = []
    for label, name in SUPERVISION:
        if label == "RPP" and not scope_of(user).opens:
            continue
        tabs.append({"label": label, "url": reverse(name), "current": label == current})
    return tabs


def called(person: Any) -> str:
    """How people speak of somebody: 'Bu Aminah'; the full name where the sex is not recorded."""
    word = form_of_address(person.sex)
    return f"{word} {person.name.split()[0]}" if word else str(person)


def about(assessment: Assessment) -> str:
    """'Observasi pembelajaran · Bu Aminah · kelas IV'."""
    parts = [assessment.instrument.get_kind_display(), called(assessment.teacher)]
    return " · ".join([*parts, f"kelas {assessment.class_name}"] if assessment.class_name else parts)


def list_row(assessment: Assessment, reader_id: int | None) -> dict[str, Any]:
    """A row of the list of sheets, from the reader's side."""
    own = assessment.teacher_id == reader_id
    other = f"oleh {assessment.assessor}" if own else str(assessment.madrasah)
    parts = [assessment.instrument.get_kind_display(), date_long(assessment.observed_on)]
    if assessment.subject:
        parts.append(str(assessment.subject))
    unread = own and assessment.read_at is None and assessment.state == State.SHARED
    return {
        "title": assessment.instrument.title if own else str(assessment.teacher),
        "detail": " · ".join([*parts, other]),
        "url": reverse("competency:assessment-detail", args=[assessment.pk]),
        "state": "Belum dibaca" if unread else LABELS[State(assessment.state)],
        "tone": "amber" if unread else TONES[State(assessment.state)],
    }


def stage_items(form: StageForm, stored: Assessment | None = None) -> list[dict[str, Any]]:
    """The items of components/indicator.html; `stored` is given where another device has saved in between."""
    kept = stored.draft_answers() if stored else {}
    kept_notes = {note.indicator: note.text for note in stored.notes.all()} if stored else {}
    items = []
    for number, indicator, chosen, note, fault in form.indicator_rows():
        item = {
            "number": number,
            "text": indicator.text,
            "hint": indicator.note or indicator.evidence,
            "name": answer_name(indicator.code),
            "chosen": chosen,
            "note_name": note_name(indicator.code),
            "note_value": note,
            "error": fault,
            "allow_unseen": form.definition.scale.allow_not_observed,
            "unseen_value": UNSEEN,
        }
        if stored:
            here = {"answer": str(chosen), "note": note.replace("\r\n", "\n")}
            there = {
                "answer": kept.get(indicator.code),
                "note": kept_notes.get(indicator.code, "").replace("\r\n", "\n"),
            }
            item["error"] = _two_versions(form.definition, indicator.code, here, there)
        items.append(item | _choices(form.definition, indicator))
    return items


def result_of(version: SharedVersion, definition: Definition) -> Result:
    """The frozen result of a shared version."""
    return from_json(version.result, definition)


def draft_result(assessment: Assessment) -> Result:
    """What the draft would give if it were shared now; for the assessor's eyes only."""
    return score(assessment.instrument.definition, assessment.draft_answers())


def draft_gaps(assessment: Assessment) -> list[Gap]:
    """What still keeps the draft from being shared."""
    noted = {note.indicator for note in assessment.notes.all()}
    return gaps_of(assessment.instrument.definition, assessment.draft_answers(), noted)


def gaps_shown(assessment: Assessment, gaps: Iterable[Gap]) -> list[dict[str, Any]]:
    """One line a screen: what misses there, and the first place to go to."""
    screens = assessment.instrument.definition.screens()
    return [
        {
            "title": screens[stage - 1].title,
            "stage": stage,
            "number": found[0].number,
            "words": _gap_words(found),
        }
        for stage, found in ((stage, list(run)) for stage, run in groupby(gaps, key=lambda gap: gap.stage))
    ]


def result_shown(result: Result, definition: Definition) -> dict[str, Any]:
    """The whole result for a page: headline, figures per competency and stage, steps."""
    percent = None if result.percent is None else percent_words(result.percent, definition.bands)
    return {
        "words": _capital(result_words(result, definition)),
        "percent": percent,
        "value": int(result.percent or 0),
        "band": result.band.label if result.band else "",
        "count": count_words(result),
        "competencies": [_figure(part, definition, competency=True) for part in result.competencies],
        "stages": [(part.title, part_words(part, definition)) for part in result.stages],
        "groups": [(part.title, part_words(part, definition)) for part in result.groups],
        "steps": steps_in_words(result, definition),
        "proposal": proposal_words(definition),
    }


def lines_of(version: SharedVersion, definition: Definition, earlier: SharedVersion | None) -> list[Line]:
    """Every indicator of a shared version in words, in the order of the sheet."""
    answers, notes = version.given_answers(), {note["indicator"]: note for note in version.notes}
    before = earlier.given_answers() if earlier else answers
    lines = []
    for number, indicator in enumerate(definition.indicators, start=1):
        code, note = indicator.code, notes.get(indicator.code, {})
        changed = before.get(code) != answers.get(code)
        line = Line(
            number=number,
            text=indicator.text,
            answer=answer_words(definition, code, answers.get(code)),
            note=note.get("text", ""),
            noted_at=_moment(note.get("noted_at")),
            was=answer_words(definition, code, before.get(code)) if changed else "",
        )
        lines.append(line)
    return lines


def followups_shown(followups: Iterable[FollowUp]) -> list[dict[str, Any]]:
    """Rows of tindak lanjut: what, until when, how it stands."""
    return [
        {
            "followup": followup,
            "title": followup.text or f"Tidak perlu: {followup.reason}",
            "tone": FOLLOWUP_TONES[FollowUp.Status(followup.status)],
            "state": followup.get_status_display(),
            "is_pending": followup.status in (FollowUp.Status.PROPOSED, FollowUp.Status.AGREED),
        }
        for followup in followups
    ]


def version_row(version: SharedVersion, definition: Definition) -> dict[str, Any]:
    """An earlier shared version in a line: what it said, and what the teacher replied to it."""
    return {
        "version": version,
        "words": result_words(result_of(version, definition), definition),
        "reply": getattr(version, "reply", None),
    }


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
        ("Penilai", str(assessment.assessor)),
        ("Instrumen", str(assessment.instrument)),
    ]
    return [(word, value) for word, value in pairs if value]


def instrument_facts(definition: Definition) -> list[tuple[str, str]]:
    """Where an instrument comes from and how it counts."""
    scale = definition.scale
    return [
        ("Sumber", definition.source),
        ("Kedudukan", legal_words(definition)),
        ("Versi", definition.version),
        ("Jumlah butir", str(len(definition.indicators))),
        ("Skala", " · ".join(f"{step.value} = {step.label}" for step in scale.steps)),
        (
            "Tidak teramati",
            "boleh dipilih, tidak ikut dihitung" if scale.allow_not_observed else "tidak dipakai",
        ),
        ("Sebutan", " · ".join(f"{band.label} {band.published}".strip() for band in definition.bands)),
    ]


def numbered_groups(definition: Definition) -> list[dict[str, Any]]:
    """Groups with their indicators, numbered through the sheet."""
    number, groups = 0, []
    for group in definition.groups:
        rows = list(enumerate(group.indicators, start=number + 1))
        number += len(rows)
        groups.append({"group": group, "competency": group.competency.label, "rows": rows})
    return groups


def saved_words(assessment: Assessment) -> str:
    """'Tersimpan 09.41'."""
    return f"Tersimpan {clock(local(assessment.updated_at))}"


def local(moment: datetime) -> datetime:
    """The moment in the reader's time zone."""
    return timezone.localtime(moment)


def _gap_words(gaps: list[Gap]) -> str:
    if len(gaps) == 1:
        return gaps[0].sentence
    empty = [str(gap.number) for gap in gaps if not gap.lacks_note]
    noteless = [str(gap.number) for gap in gaps if gap.lacks_note]
    parts = [f"Butir {joined(empty)} belum diisi."] if empty else []
    return " ".join([*parts, *([f"Butir {joined(noteless)} perlu catatan fakta."] if noteless else [])])


def _choices(definition: Definition, indicator: Any) -> dict[str, Any]:
    steps = definition.scale.steps
    if indicator.levels:
        own = {step.value: step.label for step in indicator.levels}
        return {"descriptors": [(step.value, step.label, own.get(step.value, "")) for step in steps]}
    return {"options": [(step.value, step.label) for step in steps]}


def _two_versions(
    definition: Definition, code: str, here: Mapping[str, Any], there: Mapping[str, Any]
) -> str:
    stored: Answer | None = there["answer"]
    word = answer_words(definition, code, stored)
    faults = []
    if typed_answer(stored) != here["answer"]:
        faults.append(f"Yang tersimpan dari tempat lain: {word}.")
    if there["note"] != here["note"]:
        faults.append(f"Catatan yang tersimpan: “{there['note'] or 'kosong'}”.")
    return " ".join(faults)


def _figure(part: Part, definition: Definition, *, competency: bool) -> dict[str, Any]:
    shown = part.percent is not None and not definition.is_profile
    return {
        "label": part.title,
        "percent": percent_words(part.percent, definition.bands) if shown else None,
        "value": int(part.percent or 0),
        "band": part.band.label
        if part.band
        else ""
        if shown or not part.answered
        else part_words(part, definition),
        "rests_on": count_words(part),
        "tone": COMPETENCY_TONES.get(Competency(part.code), "green") if competency else "green",
        "why": "Tidak ada butir yang teramati. Ini bukan nilai rendah.",
    }


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
