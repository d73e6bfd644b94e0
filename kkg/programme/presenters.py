"""Programmes and their planned meetings in words."""

from datetime import date
from typing import Any

from core.formats import date_long, dotted
from kkg.groups.presenters import Line
from kkg.sessions.models import Session
from kkg.sessions.presenters import session_state


def programme_line(programme: Any, url: str) -> Line:
    """A programme in a list; needs `ProgrammeQuerySet.for_list`."""
    rows, made = programme.row_count, programme.session_count
    detail = f"{programme.group} · {rows} rencana, {made} sudah dijadwalkan" if rows else str(programme.group)
    return Line(str(programme.semester), detail, "" if rows else "Masih kosong", "amber", url)


def planned_line(planned: Any, session: Session | None, today: date, url: str) -> Line:
    """A planned meeting, in the state of its session once it is one."""
    state, tone = session_state(session, today) if session else ("Belum dijadwalkan", "grey")
    day = session.date if session else planned.date
    detail = dotted(
        date_long(day) if day else "tanggal belum diisi",
        planned.get_kind_display(),
        f"paket {planned.pack}" if planned.pack else "",
        planned.get_competency_display(),
        f"{planned.jp} JP" if planned.jp else "",
        str(planned.speaker or ""),
    )
    return Line(planned.title, detail[:1].upper() + detail[1:], state, tone, url)
