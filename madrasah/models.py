"""The models of madrasah, by room, as Django and other apps take them; nothing is defined here."""

from madrasah.accounts.models import AccessLink, Device
from madrasah.closings.models import MadrasahClosing
from madrasah.erasures.models import Erasure, Leftover
from madrasah.factors.models import Authenticator
from madrasah.imports.models import ColumnMemory, ImportRow, ImportRun, ImportWrite
from madrasah.merges.models import PersonMerge
from madrasah.people.models import Consent, DateRange, Person
from madrasah.places.models import Madrasah, MadrasahName, Region, RegionAlias, Subject
from madrasah.qualifications.models import Degree, Ruling, TeachingCertificate
from madrasah.removals.models import Removal
from madrasah.rights.models import DataRequest
from madrasah.school_years.models import YearOpening
from madrasah.semesters.models import Holiday, Semester
from madrasah.users.models import User, UserManager
from madrasah.work.models import Assignment, Placement

__all__ = [
    "AccessLink",
    "Assignment",
    "Authenticator",
    "ColumnMemory",
    "Consent",
    "DataRequest",
    "DateRange",
    "Degree",
    "Device",
    "Erasure",
    "Holiday",
    "ImportRow",
    "ImportRun",
    "ImportWrite",
    "Leftover",
    "Madrasah",
    "MadrasahClosing",
    "MadrasahName",
    "Person",
    "PersonMerge",
    "Placement",
    "Region",
    "RegionAlias",
    "Removal",
    "Ruling",
    "Semester",
    "Subject",
    "TeachingCertificate",
    "User",
    "UserManager",
    "YearOpening",
]
