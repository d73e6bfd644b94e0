"""Paths of this app, room by room; the whole tree is read in config/urls.py."""

from importlib import import_module

ROOMS = (
    "groups",
    "speakers",
    "sessions",
    "attendance",
    "agenda",
    "photos",
    "decisions",
    "problems",
    "library",
    "record",
    "postponements",
    "programme",
    "calendar",
    "checkin",
    "certificates",
    "letters",
    "coded_lists",
    "reflection",
    "recap",
    "lineage",
    "messages",
    "desk",
)
app_name = "kkg"
# Flat, not by `include`: Django takes twice as long to find an address in lists of lists.
urlpatterns = [page for room in ROOMS for page in import_module(f"kkg.{room}.urls").urlpatterns]
