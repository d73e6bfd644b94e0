"""The names this app hands on; nothing is defined here."""

from madrasah.models.accounts import AccessLink, Assignment, User
from madrasah.models.consent import Consent
from madrasah.models.devices import Device
from madrasah.models.history import MadrasahClosing, MadrasahName, PersonMerge, names_of_the_day, read_names
from madrasah.models.imports import ColumnMemory, ImportRow, ImportRun, ImportWrite
from madrasah.models.people import Degree, Person, Placement, TeachingCertificate
from madrasah.models.places import Holiday, Madrasah, Region, RegionAlias, Semester, Subject
from madrasah.models.removals import Removal

__all__ = [
    "AccessLink",
    "Assignment",
    "ColumnMemory",
    "Consent",
    "Degree",
    "Device",
    "Holiday",
    "ImportRow",
    "ImportRun",
    "ImportWrite",
    "Madrasah",
    "MadrasahClosing",
    "MadrasahName",
    "Person",
    "PersonMerge",
    "Placement",
    "Region",
    "RegionAlias",
    "Removal",
    "Semester",
    "Subject",
    "TeachingCertificate",
    "User",
    "names_of_the_day",
    "read_names",
]
