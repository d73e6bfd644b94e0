"""The card of a petugas kabupaten: which semester can be read, and when the next one follows."""

from datetime import date

from django.urls import reverse

from competency.district.models import DistrictCube
from competency.district.reads import freezes_on
from competency.district.reports import to_come
from core.formats import date_plain
from core.todo import Task
from madrasah.models import User
from madrasah.scope import scope_of

WEIGHT = 5


def district_tasks(user: User, today: date) -> list[Task]:
    """One card, once a semester is frozen: nothing is told of one that runs (decisions.md 13)."""
    if not scope_of(user).counts_regions:
        return []
    newest = DistrictCube.objects.visible_to(user).defer("document").first()
    if newest is None:
        return []
    coming = to_come(user, today)
    later = f"Angka {coming} menyusul {date_plain(freezes_on(coming))}, sesudah semesternya selesai." if coming else ""
    return [
        Task(
            title=f"Baca angka {newest.semester}",
            url=reverse("competency:district"),
            action="Buka angkanya",
            detail=f"Pertemuan KKG, kehadiran, pengamatan, RPP, dan empat kompetensi, tanpa nama. {later}".strip(),
            state="Sudah lengkap",
            tone="green",
            weight=WEIGHT,
        )
    ]
