"""Counts and lists read from the rows of KKG; nothing is defined here. No HTML."""

from kkg.reports.attendance import AttendanceEvidence, arrivals, attendance_evidence
from kkg.reports.calendar import calendar_rows, feed_entries
from kkg.reports.doubts import session_doubts
from kkg.reports.papers import next_numbers, session_numbers, signers, signers_on
from kkg.reports.people import officers_placed_at, people_on_photos
from kkg.reports.sessions import held_sessions, sessions_in_full, with_record, year_meetings
from kkg.reports.topics import first_of_chain, outcomes_of, past_of, past_topics, unfinished_count

__all__ = [
    "AttendanceEvidence",
    "arrivals",
    "attendance_evidence",
    "calendar_rows",
    "feed_entries",
    "first_of_chain",
    "held_sessions",
    "next_numbers",
    "officers_placed_at",
    "outcomes_of",
    "past_of",
    "past_topics",
    "people_on_photos",
    "session_doubts",
    "session_numbers",
    "sessions_in_full",
    "signers",
    "signers_on",
    "unfinished_count",
    "with_record",
    "year_meetings",
]
