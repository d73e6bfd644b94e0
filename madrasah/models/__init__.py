"""The names this app hands on; nothing is defined here."""

from madrasah.models.accounts import AccessLink, Assignment, ImportRun, User
from madrasah.models.people import Degree, Person, Placement, TeachingCertificate
from madrasah.models.places import Holiday, Madrasah, Region, RegionAlias, Semester, Subject

__all__ = [
    "AccessLink",
    "Assignment",
    "Degree",
    "Holiday",
    "ImportRun",
    "Madrasah",
    "Person",
    "Placement",
    "Region",
    "RegionAlias",
    "Semester",
    "Subject",
    "TeachingCertificate",
    "User",
]
