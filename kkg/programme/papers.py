"""The programme of a semester on paper: goals, what the year adds up to, and each planned meeting."""

from datetime import date

from core.formats import date_plain
from kkg.groups.papers import Data, heading
from kkg.programme.models import PlannedSession, Programme
from kkg.programme.reports import year_meetings
from kkg.programme.tally import SOURCE, year_tally


def programme_paper(programme: Programme, signers: Data, dated: date) -> Data:
    """Everything templates/papers/programme.typ prints."""
    year = programme.semester.school_year
    return {
        **heading(programme.group, "Program", dated),
        "semester": str(programme.semester),
        "group": programme.group.name,
        "goals": programme.goals,
        "tally": f"{year_tally(year_meetings(programme.group, year)).words} (acuan: {SOURCE})",
        "rows": [_row(planned) for planned in programme.planned.select_related("session", "speaker__person")],
        "signers": signers,
    }


def _row(planned: PlannedSession) -> Data:
    """The day is that of its session once it is one."""
    session = planned.session if planned.session and planned.session.removed_at is None else None
    day = session.date if session else planned.date
    kind = [planned.get_kind_display(), f"paket {planned.pack}" if planned.pack else ""]
    return {
        "day": date_plain(day) if day else "",
        "title": planned.title,
        "kind": ", ".join(word for word in kind if word),
        "competency": planned.get_competency_display() if planned.competency else "",
        "speaker": planned.speaker.introduced if planned.speaker else "",
        "jp": str(planned.jp or ""),
    }
