"""Paths of this app, grouped by noun; the whole tree is read in config/urls.py."""

from django.urls import URLPattern, URLResolver, path

from competency.views import rpp

app_name = "competency"

rpp_urls = [
    path("supervisi/rpp/", rpp.week, name="rpp-week"),
]

urlpatterns: list[URLPattern | URLResolver] = [*rpp_urls]
