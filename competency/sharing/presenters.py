"""A shared version on a page: its result, its lines, what changed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from competency.reflections.presenters import beside
from competency.scoring.definition import Definition
from competency.scoring.result import Result, from_json
from competency.scoring.words import answer_words, result_shown, result_words
from competency.sharing.models import SharedVersion
from competency.sheets.models import Assessment
from competency.sheets.noted import NOTHING, Fact, thawed
from competency.sheets.presenters import note_time


@dataclass(frozen=True)
class AnswerLine:
    """One indicator of a filled sheet in words; `was` and `note_was` say what a correction changed, else ""."""

    number: int
    text: str
    answer: str
    note: str = ""
    note_time: str = ""
    was: str = ""
    note_was: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether answer or note differ from the version before."""
        return bool(self.was or self.note_was)


def result_of(version: SharedVersion, definition: Definition) -> Result:
    """The frozen result of a shared version."""
    return from_json(version.result, definition)


def version_shown(version: SharedVersion, earlier: SharedVersion | None, assessment: Assessment) -> dict[str, Any]:
    """What templates/competency/sharing/_result.html shows of one shared version; `earlier` is the one before it."""
    definition = assessment.instrument.definition
    lines = lines_of(version, definition, earlier, assessment.observed_on)
    return {
        "assessment": assessment,
        "version": version,
        "reply": getattr(version, "reply", None),
        "result": result_shown(result_of(version, definition), definition),
        "beside": beside(getattr(assessment, "reflection", None), version.given_answers(), definition),
        "lines": lines,
        "noted": [line for line in lines if line.note],
        "changed": [line for line in lines if line.is_changed],
    }


def lines_of(
    version: SharedVersion, definition: Definition, earlier: SharedVersion | None, day: date
) -> list[AnswerLine]:
    """Every indicator of a shared version in words, in the order of the sheet; `day` is the day of the lesson."""
    answers, facts = version.given_answers(), thawed(version.notes)
    before = earlier.given_answers() if earlier else answers
    facts_before = thawed(earlier.notes) if earlier else facts
    lines = []
    for number, indicator in enumerate(definition.indicators, start=1):
        code = indicator.code
        fact, fact_before = facts.get(code, NOTHING), facts_before.get(code, NOTHING)
        changed = before.get(code) != answers.get(code)
        line = AnswerLine(
            number=number,
            text=indicator.text,
            answer=answer_words(definition, code, answers.get(code)),
            note=fact.text,
            note_time=note_time(fact, day) if fact.text else "",
            was=answer_words(definition, code, before.get(code)) if changed else "",
            note_was=_quoted(fact_before, day) if fact.told != fact_before.told else "",
        )
        lines.append(line)
    return lines


def _quoted(fact: Fact, day: date) -> str:
    """An earlier note with its time, or that there was none."""
    return f"“{fact.text}” ({note_time(fact, day)})" if fact.text else "belum ada"


def version_row(version: SharedVersion, definition: Definition) -> dict[str, Any]:
    """An earlier shared version in a line: what it said, and what the teacher replied to it."""
    return {
        "version": version,
        "words": result_words(result_of(version, definition), definition),
        "reply": getattr(version, "reply", None),
    }
