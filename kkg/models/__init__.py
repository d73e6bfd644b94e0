"""The names this app hands on; nothing is defined here."""

from kkg.models.attendance import Attendance
from kkg.models.groups import GroupPlace, Officer, WorkingGroup
from kkg.models.rosters import RosterEntry, roster_of
from kkg.models.sessions import Session, Speaker, Topic

__all__ = [
    "Attendance",
    "GroupPlace",
    "Officer",
    "RosterEntry",
    "Session",
    "Speaker",
    "Topic",
    "WorkingGroup",
    "roster_of",
]
