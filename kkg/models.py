"""The models of kkg, by room, as Django and other apps take them; nothing is defined here."""

from kkg.attendance.models import Attendance
from kkg.certificates.models import Certificate, CertificateBatch
from kkg.checkin.models import CheckInWindow
from kkg.coded_lists.models import CodedList
from kkg.decisions.models import Decision
from kkg.groups.models import GroupPlace, LetterCounter, Officer, WorkingGroup
from kkg.letters.models import Letter
from kkg.library.models import Material, Use
from kkg.photos.models import SessionPhoto
from kkg.problems.models import Problem
from kkg.programme.models import PlannedSession, Programme
from kkg.reflection.models import Feeling, ReflectionGiven, SessionReflection
from kkg.sessions.models import Postponement, Session, Topic
from kkg.speakers.models import Speaker, SpeakerMerge

__all__ = [
    "Attendance",
    "Certificate",
    "CertificateBatch",
    "CheckInWindow",
    "CodedList",
    "Decision",
    "Feeling",
    "GroupPlace",
    "Letter",
    "LetterCounter",
    "Material",
    "Officer",
    "PlannedSession",
    "Postponement",
    "Problem",
    "Programme",
    "ReflectionGiven",
    "Session",
    "SessionPhoto",
    "SessionReflection",
    "Speaker",
    "SpeakerMerge",
    "Topic",
    "Use",
    "WorkingGroup",
]
