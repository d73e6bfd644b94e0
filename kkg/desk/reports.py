"""A session in full, for its page."""

from typing import Any

from django.db.models import OuterRef, Prefetch

from kkg.attendance.models import Attendance
from kkg.decisions.models import Decision
from kkg.groups.querysets import CountOf
from kkg.library.models import Material
from kkg.photos.models import SessionPhoto
from kkg.sessions.models import Session, Topic
from kkg.speakers.models import Speaker
from madrasah.models import User


def sessions_in_full(user: User) -> Any:
    """Sessions with agenda, roll, speakers, dates and the holiday of the day at hand, and with
    `decision_count`, `material_count` and `photo_count`; so that the page of one and its permissions ask no more.
    """
    joins = ("group", "madrasah", "closed_by__person", "check_in", "reflection")
    decisions = Decision.objects.order_by().filter(session=OuterRef("pk"))
    materials = Material.objects.visible_to(user).order_by().filter(session=OuterRef("pk"))
    photos = SessionPhoto.objects.kept().order_by().filter(session=OuterRef("pk"))
    counted = {"decision": decisions, "material": materials, "photo": photos}
    return (
        Session.objects.select_related(*joins)
        .prefetch_related(
            "postponements",
            Prefetch("topics", Topic.objects.with_speaker().select_related("settled_person", "settled_group")),
            Prefetch("attendances", Attendance.objects.by_name()),
            Prefetch("speakers", Speaker.objects.select_related("person")),
        )
        .annotate(**{f"{word}_count": CountOf(rows.values("pk")) for word, rows in counted.items()})
        .with_host()
        .with_holiday()
    )
