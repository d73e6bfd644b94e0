"""A shared version on a page: its result, its lines, what changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from competency.scoring.definition import Definition
from competency.scoring.result import Result, from_json
from competency.scoring.words import answer_words, result_words
from competency.sharing.models import SharedVersion


@dataclass(frozen=True)
class AnswerLine:
    """One indicator of a filled sheet in words; `was` is the earlier answer where a correction changed it."""

    number: int
    text: str
    answer: str
    note: str = ""
    noted_at: datetime | None = None
    was: str = ""


def result_of(version: SharedVersion, definition: Definition) -> Result:
    """The frozen result of a shared version."""
    return from_json(version.result, definition)


def lines_of(version: SharedVersion, definition: Definition, earlier: SharedVersion | None) -> list[AnswerLine]:
    """Every indicator of a shared version in words, in the order of the sheet."""
    answers, notes = version.given_answers(), {note["indicator"]: note for note in version.notes}
    before = earlier.given_answers() if earlier else answers
    lines = []
    for number, indicator in enumerate(definition.indicators, start=1):
        code, note = indicator.code, notes.get(indicator.code, {})
        changed = before.get(code) != answers.get(code)
        line = AnswerLine(
            number=number,
            text=indicator.text,
            answer=answer_words(definition, code, answers.get(code)),
            note=note.get("text", ""),
            noted_at=_moment(note.get("noted_at")),
            was=answer_words(definition, code, before.get(code)) if changed else "",
        )
        lines.append(line)
    return lines


def version_row(version: SharedVersion, definition: Definition) -> dict[str, Any]:
    """An earlier shared version in a line: what it said, and what the teacher replied to it."""
    return {
        "version": version,
        "words": result_words(result_of(version, definition), definition),
        "reply": getattr(version, "reply", None),
    }


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
