"""Paths of this app, room by room; the whole tree is read in config/urls.py."""

from importlib import import_module

ROOMS = (
    "semesters",
    "places",
    "people",
    "work",
    "accounts",
    "factors",
    "qualifications",
    "removals",
    "closings",
    "school_years",
    "imports",
    "registers",
    "rights",
    "desk",
)
app_name = "madrasah"
# Flat, not by `include`: Django takes twice as long to find an address in lists of lists.
urlpatterns = [page for room in ROOMS for page in import_module(f"madrasah.{room}.urls").urlpatterns]
