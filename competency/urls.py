"""Paths of this app, room by room; the whole tree is read in config/urls.py."""

from importlib import import_module

ROOMS = (
    "board",
    "instruments",
    "visits",
    "sheets",
    "reflections",
    "sharing",
    "paper_forms",
    "followups",
    "rpp",
    "guidance",
    "ties",
    "summary",
    "staircase",
    "needs",
    "recap",
    "district",
    "growth",
    "effect",
    "agreement",
    "findings",
    "mentoring",
    "packs",
)
app_name = "competency"
# Flat, not by `include`: Django takes twice as long to find an address in lists of lists.
urlpatterns = [page for room in ROOMS for page in import_module(f"competency.{room}.urls").urlpatterns]
