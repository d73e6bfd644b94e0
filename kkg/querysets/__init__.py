"""Verbs on rows, by noun; nothing is defined here. Visibility comes from kkg.scope alone."""

from kkg.querysets.attendance import AttendanceQuerySet
from kkg.querysets.checkin import CheckInWindowQuerySet, PaperSheetQuerySet
from kkg.querysets.common import CountOf
from kkg.querysets.groups import WorkingGroupQuerySet
from kkg.querysets.letters import CertificateBatchQuerySet, CertificateQuerySet, LetterQuerySet
from kkg.querysets.library import MaterialQuerySet
from kkg.querysets.photos import SessionPhotoQuerySet
from kkg.querysets.problems import DecisionQuerySet, ProblemQuerySet
from kkg.querysets.programme import PlannedSessionQuerySet, ProgrammeQuerySet
from kkg.querysets.sessions import SessionQuerySet
from kkg.querysets.topics import UNFINISHED, TopicQuerySet

__all__ = [
    "UNFINISHED",
    "AttendanceQuerySet",
    "CertificateBatchQuerySet",
    "CertificateQuerySet",
    "CheckInWindowQuerySet",
    "CountOf",
    "DecisionQuerySet",
    "LetterQuerySet",
    "MaterialQuerySet",
    "PaperSheetQuerySet",
    "PlannedSessionQuerySet",
    "ProblemQuerySet",
    "ProgrammeQuerySet",
    "SessionPhotoQuerySet",
    "SessionQuerySet",
    "TopicQuerySet",
    "WorkingGroupQuerySet",
]
