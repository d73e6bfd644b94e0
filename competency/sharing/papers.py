"""A sheet on paper, filled: one shared version as it was frozen, or the draft. Never more than the screen shows."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from competency.instruments.papers import form_of
from competency.reflections.models import SelfReflection
from competency.scoring.definition import Definition
from competency.scoring.pieces import Answer, Method, NotObserved
from competency.scoring.result import Part, Result
from competency.scoring.words import count_words, part_words, result_shown, short_step
from competency.sharing.models import Reply, SharedVersion
from competency.sharing.presenters import result_of
from competency.sheets.models import Assessment
from competency.sheets.noted import Fact, thawed
from competency.sheets.presenters import draft_result, facts_of, followups_shown, note_time
from competency.sheets.states import State
from competency.visits.papers import office_of, three_signers
from core.formats import date_plain, dotted, moment_long
from madrasah.models import User

Data = dict[str, Any]
NOT_SUMMED = (Method.LEVEL, Method.PKG_CONVERSION)


def version_paper(
    version: SharedVersion, assessment: Assessment, reader: User, *, reply: Reply | None, is_latest: bool
) -> Data:
    """Everything templates/papers/filled.typ prints of one shared version; `reply`: the one this reader may read."""
    definition = assessment.instrument.definition
    answers = version.given_answers()
    return {
        **_sheet(assessment, reader),
        **_filled(assessment, answers, thawed(version.notes), result_of(version, definition)),
        "standing": _standing(version, assessment, is_latest=is_latest),
        "shared": f"Dibagikan {_moment(version.shared_at)} oleh {version.shared_by}",
        "strengths": version.strengths,
        "suggestions": version.suggestions,
        "followups": _followups(assessment) if is_latest else [],
        "reply": _reply(reply) if reply else {},
        "reflection": _reflection(getattr(assessment, "reflection", None)),
    }


def draft_paper(assessment: Assessment, reader: User, *, shows_result: bool) -> Data:
    """A draft, for who may read it: marked as such, nothing of it is known to the teacher.

    `shows_result`: whether the screen tells this reader what it would come to.
    """
    answers, notes = assessment.draft_answers(), assessment.draft_notes()
    result = draft_result(assessment) if shows_result else None
    return {
        **_sheet(assessment, reader),
        **_filled(assessment, answers, notes, result),
        "standing": "DRAF: belum dibagikan kepada guru, masih dapat berubah.",
        "shared": "",
        "strengths": assessment.strengths,
        "suggestions": assessment.suggestions,
        "followups": _followups(assessment),
        "reply": {},
        "reflection": {},
    }


def _sheet(assessment: Assessment, reader: User) -> Data:
    """Head and feet: what the sheet is about and who signs."""
    place, day, facts = assessment.madrasah, assessment.observed_on, _facts(assessment)
    visit = assessment.visit
    talk = [("Yang ingin diamati guru", visit.wanted), ("Yang terlihat di RPP", visit.rpp_seen)] if visit else []
    return {
        **form_of(assessment.instrument),
        "letterhead": [dict(facts)["Madrasah"].upper(), *place.letterhead[1:]],
        "facts": facts,
        "talk": [pair for pair in talk if pair[1] and assessment.instrument.is_of_lessons],
        "signers": three_signers(assessment.teacher, assessment.observer, place, day, reader),
        "dated": f"…………………, {date_plain(day)}",
        "foot": f"{assessment.name} · {assessment.teacher} · ",
    }


def _facts(assessment: Assessment) -> list[tuple[str, str]]:
    """As the page tells them, with the office and the semester; the instrument is the paper's title."""
    day, visit = assessment.observed_on, assessment.visit
    is_peer = visit is not None and visit.is_peer and visit.observer_id == assessment.observer_id
    office = office_of(assessment.observer, assessment.madrasah, day, is_peer=is_peer)
    facts = [pair for pair in facts_of(assessment) if pair[0] != "Instrumen"]
    return [*facts, *([("Tugas penilai", office)] if office else []), ("Semester", str(assessment.semester))]


def _filled(
    assessment: Assessment, answers: Mapping[str, Answer], notes: Mapping[str, Fact], result: Result | None
) -> Data:
    definition, day = assessment.instrument.definition, assessment.observed_on
    lines = {
        item.code: {"value": _value(answers.get(item.code)), "word": _word(definition, answers.get(item.code))}
        for item in definition.indicators
    }
    told = {code: _noted(fact, note_time(fact, day)) for code, fact in notes.items() if fact.text}
    if result is None:
        return {"lines": lines, "notes": told, "sums": {}, "total": [], "result": {}}
    shown = result_shown(result, definition)
    parts = [*result.stages, *result.groups]
    return {
        "lines": lines,
        "notes": told,
        "sums": {part.code: _sum(part, definition) for part in parts},
        "total": [] if definition.method in NOT_SUMMED else [str(result.total), str(result.maximum)],
        "result": {
            "words": shown["words"],
            "count": shown["count"],
            "steps": list(shown["steps"]),
            "competencies": [
                [figure["label"], _figure(figure), figure["rests_on"]] for figure in shown["competencies"]
            ],
        },
    }


def _standing(version: SharedVersion, assessment: Assessment, *, is_latest: bool) -> str:
    said = f"Versi {version.number}, dibuat karena: {version.reason}." if version.reason else ""
    if not is_latest:
        later = "Sudah diganti oleh versi yang lebih baru."
        return f"Versi {version.number}. {later}" if not said else f"{said} {later}"
    if assessment.state == State.CORRECTING:
        return f"{said} Hasil ini sedang diperbaiki: {assessment.correction_reason}.".strip()
    return said


def _figure(figure: Mapping[str, Any]) -> str:
    return dotted(figure["percent"], figure["band"]) or figure["why"]


def _sum(part: Part, definition: Definition) -> str:
    """'7 dari 12 = 58,33% → nilai 3 (6 dari 6 butir terisi)'."""
    words = part_words(part, definition)
    if part.answered and definition.method is not Method.PKG_CONVERSION:
        words = f"{part.numerator} dari {part.denominator} = {words}"
    return f"{words} ({count_words(part)})"


def _value(answer: Answer | None) -> str:
    if answer is None:
        return "–"
    return "TT" if isinstance(answer, NotObserved) else str(answer)


def _word(definition: Definition, answer: Answer | None) -> str:
    return short_step(definition.scale.label(answer)) if isinstance(answer, int) else ""


def _noted(fact: Fact, when: str) -> str:
    return f"{when}: {fact.text}" if when else fact.text


def _followups(assessment: Assessment) -> list[list[str]]:
    rows = followups_shown(assessment.followups.all())
    return [[row["title"], _day(row["followup"].due_on), row["state"]] for row in rows]


def _day(day: Any) -> str:
    return date_plain(day) if day else ""


def _reply(reply: Reply) -> Data:
    helped = f", dibantu {reply.helper_name}" if reply.helper_name else ""
    return {"text": reply.text, "by": f"{reply.by}, {_moment(reply.written_at)}{helped}"}


def _reflection(reflection: SelfReflection | None) -> Data:
    if reflection is None:
        return {}
    when = _moment(reflection.sent_at)
    if reflection.is_skipped:
        return {"words": f"Dilewati, {when}.", "text": "", "values": {}}
    return {
        "words": f"Dikirim {when}, sebelum nilainya dilihat. Tidak ikut dihitung.",
        "text": reflection.text,
        "values": {code: _value(answer) for code, answer in reflection.given_answers().items()},
    }


def _moment(moment: Any) -> str:
    return moment_long(timezone.localtime(moment))
