"""Paths of this app, room by room; the whole tree is read in config/urls.py."""

from django.urls import URLPattern

from madrasah.accounts.urls import urlpatterns as accounts
from madrasah.closings.urls import urlpatterns as closings
from madrasah.desk.urls import urlpatterns as desk
from madrasah.factors.urls import urlpatterns as factors
from madrasah.imports.urls import urlpatterns as imports
from madrasah.people.urls import urlpatterns as people
from madrasah.places.urls import urlpatterns as places
from madrasah.qualifications.urls import urlpatterns as qualifications
from madrasah.registers.urls import urlpatterns as registers
from madrasah.removals.urls import urlpatterns as removals
from madrasah.rights.urls import urlpatterns as rights
from madrasah.school_years.urls import urlpatterns as school_years
from madrasah.semesters.urls import urlpatterns as semesters
from madrasah.work.urls import urlpatterns as work

app_name = "madrasah"
urlpatterns: list[URLPattern] = [
    *semesters,
    *places,
    *people,
    *work,
    *accounts,
    *factors,
    *qualifications,
    *removals,
    *closings,
    *school_years,
    *imports,
    *registers,
    *rights,
    *desk,
]
