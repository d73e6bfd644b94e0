"""KKG in words, for pages and papers; nothing is defined here. Rights are decided elsewhere."""

from kkg.presenters.attendance import (
    attendance_line,
    attendance_paper,
    attendance_totals,
    extra_lines,
    paper_rows,
)
from kkg.presenters.calendar import CalendarDay, calendar_days
from kkg.presenters.common import Line
from kkg.presenters.library import classes_of, link_host, material_facts, material_line, used_by
from kkg.presenters.lineage import merge_words, split_words
from kkg.presenters.problems import (
    brought_by,
    decision_facts,
    decision_line,
    decision_state,
    outcome_lines,
    problem_facts,
    problem_line,
)
from kkg.presenters.programme import planned_line, programme_line
from kkg.presenters.reflection import REFLECTION_QUESTIONS, ReflectionTable, reflection_table
from kkg.presenters.sessions import (
    called_off,
    hours,
    hours_and_zone,
    session_facts,
    session_line,
    session_state,
    session_when,
    where,
)
from kkg.presenters.topics import (
    continued_from,
    minutes_sum,
    pending_line,
    settled_words,
    topic_facts,
    topic_line,
    topic_minutes,
    topic_state,
)

__all__ = [
    "REFLECTION_QUESTIONS",
    "CalendarDay",
    "Line",
    "ReflectionTable",
    "attendance_line",
    "attendance_paper",
    "attendance_totals",
    "brought_by",
    "calendar_days",
    "called_off",
    "classes_of",
    "continued_from",
    "decision_facts",
    "decision_line",
    "decision_state",
    "extra_lines",
    "hours",
    "hours_and_zone",
    "link_host",
    "material_facts",
    "material_line",
    "merge_words",
    "minutes_sum",
    "outcome_lines",
    "paper_rows",
    "pending_line",
    "planned_line",
    "problem_facts",
    "problem_line",
    "programme_line",
    "reflection_table",
    "session_facts",
    "session_line",
    "session_state",
    "session_when",
    "settled_words",
    "split_words",
    "topic_facts",
    "topic_line",
    "topic_minutes",
    "topic_state",
    "used_by",
    "where",
]
