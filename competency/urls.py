"""Paths of this app, room by room; the whole tree is read in config/urls.py."""

from django.urls import URLPattern

from competency.agreement.urls import urlpatterns as agreement
from competency.board.urls import urlpatterns as board
from competency.district.urls import urlpatterns as district
from competency.effect.urls import urlpatterns as effect
from competency.findings.urls import urlpatterns as findings
from competency.followups.urls import urlpatterns as followups
from competency.growth.urls import urlpatterns as growth
from competency.guidance.urls import urlpatterns as guidance
from competency.instruments.urls import urlpatterns as instruments
from competency.mentoring.urls import urlpatterns as mentoring
from competency.needs.urls import urlpatterns as needs
from competency.packs.urls import urlpatterns as packs
from competency.paper_forms.urls import urlpatterns as paper_forms
from competency.recap.urls import urlpatterns as recap
from competency.reflections.urls import urlpatterns as reflections
from competency.rpp.urls import urlpatterns as rpp
from competency.sharing.urls import urlpatterns as sharing
from competency.sheets.urls import urlpatterns as sheets
from competency.staircase.urls import urlpatterns as staircase
from competency.summary.urls import urlpatterns as summary
from competency.ties.urls import urlpatterns as ties
from competency.visits.urls import urlpatterns as visits

app_name = "competency"
urlpatterns: list[URLPattern] = [
    *board,
    *instruments,
    *visits,
    *sheets,
    *reflections,
    *sharing,
    *paper_forms,
    *followups,
    *rpp,
    *guidance,
    *ties,
    *summary,
    *staircase,
    *needs,
    *recap,
    *district,
    *growth,
    *effect,
    *agreement,
    *findings,
    *mentoring,
    *packs,
]
