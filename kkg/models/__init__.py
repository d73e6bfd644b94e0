"""The names this app hands on; nothing is defined here."""

from kkg.models.attendance import Attendance
from kkg.models.checkin import CheckInWindow, PaperSheet, PinMiss
from kkg.models.entitlements import (
    Award,
    Difference,
    awards_of,
    awards_to_issue,
    changed_since,
    guest_names,
    open_sessions,
)
from kkg.models.groups import GroupPlace, Officer, WorkingGroup, places_open_to
from kkg.models.letters import Certificate, CertificateBatch, Letter, LetterCounter
from kkg.models.library import Material, Use
from kkg.models.photos import SessionPhoto
from kkg.models.problems import Decision, Problem
from kkg.models.programme import PlannedSession, Postponement, Programme
from kkg.models.reflection import Feeling, ReflectionGiven, SessionReflection
from kkg.models.rosters import (
    RosterEntry,
    called_at,
    hosts_of,
    known_people,
    member_entry,
    people_of,
    roster_of,
    why_not_invite,
    why_not_name,
)
from kkg.models.sessions import MOST_JP, Session, Speaker, Topic, narasumber

__all__ = [
    "MOST_JP",
    "Attendance",
    "Award",
    "Certificate",
    "CertificateBatch",
    "CheckInWindow",
    "Decision",
    "Difference",
    "Feeling",
    "GroupPlace",
    "Letter",
    "LetterCounter",
    "Material",
    "Officer",
    "PaperSheet",
    "PinMiss",
    "PlannedSession",
    "Postponement",
    "Problem",
    "Programme",
    "ReflectionGiven",
    "RosterEntry",
    "Session",
    "SessionPhoto",
    "SessionReflection",
    "Speaker",
    "Topic",
    "Use",
    "WorkingGroup",
    "awards_of",
    "awards_to_issue",
    "called_at",
    "changed_since",
    "guest_names",
    "hosts_of",
    "known_people",
    "member_entry",
    "narasumber",
    "open_sessions",
    "people_of",
    "places_open_to",
    "roster_of",
    "why_not_invite",
    "why_not_name",
]
