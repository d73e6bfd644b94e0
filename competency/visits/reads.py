"""Where a teacher serves on a day and in which semester that is; who may come to look; whose visits are next."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from competency.visits.models import Visit
from competency.visits.permissions import superiors
from core.doubts import day_doubts, off_doubts
from core.formats import date_plain, joined
from core.refusals import Refused
from madrasah.models import Assignment, Holiday, Madrasah, Person, Placement, Semester, User
from madrasah.roles import Role
from madrasah.scope import scope_of

LATELY = timedelta(days=90)
IN_OFFICE = (Role.KEPALA, Role.PENGAWAS)


def post_at(teacher: Person, day: date, madrasah_ids: Collection[int], place: Madrasah | None = None) -> Placement:
    """The teacher's post of that day at one of these madrasah, at `place` where it is told; or Refused.

    Of two madrasah none is guessed: whose kepala reads the sheet hangs on it (decisions.md 11).
    """
    found = teacher.placements.open(day).filter(madrasah__in=madrasah_ids).select_related("madrasah")
    posts = list((found.filter(madrasah=place) if place else found).order_by("-is_home", "-since"))
    if not posts:
        where = f"di {place}" if place else "di madrasah Anda"
        raise Refused(f"{teacher} tidak tercatat bertugas {where} pada tanggal itu. Periksa tanggalnya.")
    if names := list(dict.fromkeys(str(post.madrasah) for post in posts))[1:]:
        both = joined([str(posts[0].madrasah), *names])
        raise Refused(f"{teacher} bertugas di {both} pada tanggal itu. Pilih di madrasah mana.")
    return posts[0]


def places_shared(user: User) -> QuerySet[Madrasah]:
    """Of the madrasah where one is kepala or pengawas those with a teacher who serves, or lately served, at two."""
    lately = timezone.localdate() - LATELY
    posts = Placement.objects.filter(Q(until=None) | Q(until__gte=lately), madrasah__in=scope_of(user).opens).order_by()
    twice = posts.values("person").annotate(places=Count("madrasah", distinct=True)).filter(places__gt=1)
    return Madrasah.objects.filter(pk__in=posts.filter(person__in=twice.values("person")).values("madrasah")).by_name()


def semester_on(day: date) -> Semester:
    """The semester of that day; in the holidays the one just past. Raises Refused."""
    semester = Semester.objects.begun(day).first()
    if semester is None:
        raise Refused("Semester untuk tanggal itu belum tercatat. Periksa tanggalnya, atau hubungi operator.")
    return semester


def lesson_doubts(day: date, *, on: date) -> list[str]:
    """What looks odd about a day on which a lesson is to be, or was, seen; pointed out, never forbidden."""
    return [*day_doubts(day, on=on), *off_doubts(day, Holiday.objects.names_on(day).first() or "")]


def teachers_under(user: User) -> QuerySet[Person]:
    """Those placed today where one is kepala or pengawas, oneself not, by name."""
    placed = Person.objects.placed_at(scope_of(user).opens, timezone.localdate())
    found: QuerySet[Person] = placed.exclude(pk=user.person_id or 0).by_name()
    return found


def superiors_at(madrasah_ids: Collection[int], day: date) -> Collection[int]:
    """Keys of those who are kepala or pengawas at one of these madrasah on that day."""
    held = Assignment.objects.open(day).filter(madrasah__in=madrasah_ids, role__in=IN_OFFICE)
    return held.values_list("person", flat=True)


def ever_superiors_at(madrasah_ids: Collection[int]) -> Collection[int]:
    """Keys of those who are or once were kepala or pengawas at one of these madrasah."""
    held = Assignment.objects.filter(madrasah__in=madrasah_ids, role__in=IN_OFFICE)
    return held.values_list("person", flat=True)


def comes_as_peer(observer: Person, teacher: Person, madrasah: Madrasah, day: date) -> bool:
    """Whether who looks is a colleague, and not kepala or pengawas there on that day. Raises Refused for others."""
    if observer.pk == teacher.pk:
        raise Refused(f"{observer} tidak dapat mengamati diri sendiri. Pilih pengamat lain.")
    if observer.pk in superiors_at([madrasah.pk], day):
        return False
    if observer.placements.open(day).filter(madrasah=madrasah).exists():
        return True
    raise Refused(
        f"{observer} bukan {superiors()}, dan bukan guru, di {madrasah} pada {date_plain(day)}. Pilih pengamat lain."
    )


def telaah_of(visit: Visit, user: User) -> Any:
    """The newest telaah of the teacher's RPP up to that day, in that semester, that this user may read; or None."""
    sheets = visit.teacher.assessments.visible_to(user).filter(instrument__kind=Visit.Kind.REVIEW)
    return sheets.filter(semester=visit.semester_id, observed_on__lte=visit.day).order_by("-observed_on", "-pk").first()
