"""Paths of this app, room by room; the whole tree is read in config/urls.py."""

from django.urls import URLPattern

from kkg.agenda.urls import urlpatterns as agenda
from kkg.attendance.urls import urlpatterns as attendance
from kkg.calendar.urls import urlpatterns as calendar
from kkg.certificates.urls import urlpatterns as certificates
from kkg.checkin.urls import urlpatterns as checkin
from kkg.coded_lists.urls import urlpatterns as coded_lists
from kkg.decisions.urls import urlpatterns as decisions
from kkg.desk.urls import urlpatterns as desk
from kkg.groups.urls import urlpatterns as groups
from kkg.letters.urls import urlpatterns as letters
from kkg.library.urls import urlpatterns as library
from kkg.lineage.urls import urlpatterns as lineage
from kkg.messages.urls import urlpatterns as messages
from kkg.photos.urls import urlpatterns as photos
from kkg.postponements.urls import urlpatterns as postponements
from kkg.problems.urls import urlpatterns as problems
from kkg.programme.urls import urlpatterns as programme
from kkg.recap.urls import urlpatterns as recap
from kkg.record.urls import urlpatterns as record
from kkg.reflection.urls import urlpatterns as reflection
from kkg.sessions.urls import urlpatterns as sessions
from kkg.speakers.urls import urlpatterns as speakers

app_name = "kkg"
urlpatterns: list[URLPattern] = [
    *groups,
    *speakers,
    *sessions,
    *attendance,
    *agenda,
    *photos,
    *decisions,
    *problems,
    *library,
    *record,
    *postponements,
    *programme,
    *calendar,
    *checkin,
    *certificates,
    *letters,
    *coded_lists,
    *reflection,
    *recap,
    *lineage,
    *messages,
    *desk,
]
