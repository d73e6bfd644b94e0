"""Where a teacher serves on a day and in which semester that is; who may come to look; whose visits are next."""

from collections.abc import Collection
from datetime import date

from competency.visits.permissions import superiors
from core.formats import date_plain
from core.refusals import Refused
from madrasah.models import Assignment, Madrasah, Person, Placement, Semester
from madrasah.roles import Role

IN_OFFICE = (Role.KEPALA, Role.PENGAWAS)


def post_at(teacher: Person, day: date, madrasah_ids: Collection[int]) -> Placement:
    """The teacher's post of that day at one of these madrasah, satminkal first; or Refused."""
    posts = teacher.placements.open(day).filter(madrasah__in=madrasah_ids).select_related("madrasah")
    post = posts.order_by("-is_home", "-since").first()
    if post is None:
        raise Refused(f"{teacher} tidak tercatat bertugas di madrasah Anda pada tanggal itu. Periksa tanggalnya.")
    return post


def semester_on(day: date) -> Semester:
    """The semester of that day; in the holidays the one just past. Raises Refused."""
    semester = Semester.objects.begun(day).first()
    if semester is None:
        raise Refused("Semester untuk tanggal itu belum tercatat. Periksa tanggalnya, atau hubungi operator.")
    return semester


def superiors_at(madrasah_ids: Collection[int], day: date) -> Collection[int]:
    """Keys of those who are kepala or pengawas at one of these madrasah on that day."""
    held = Assignment.objects.open(day).filter(madrasah__in=madrasah_ids, role__in=IN_OFFICE)
    return held.values_list("person", flat=True)


def why_not_come(observer: Person, teacher: Person, madrasah: Madrasah, day: date) -> str | None:
    """Who looks is kepala or pengawas there on that day, and somebody else than the teacher."""
    if observer.pk == teacher.pk:
        return f"{observer} tidak dapat mengamati diri sendiri. Pilih pengamat lain."
    if observer.pk not in superiors_at([madrasah.pk], day):
        return f"{observer} bukan {superiors()} di {madrasah} pada {date_plain(day)}. Pilih pengamat lain."
    return None
