"""Shared materials in words."""

from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from core.formats import date_short, dotted, joined
from kkg.groups.presenters import Line
from kkg.library.models import Material

MATERIAL_TONES = {"pengalaman": "plum", "metode": "green", "media": "amber", "referensi": "blue"}


def classes_of(material: Material) -> str:
    """ "kelas 4 dan 5"; nothing when it is for all."""
    return f"kelas {joined([str(number) for number in material.classes])}" if material.classes else ""


def link_host(material: Material) -> str:
    """Where the link leads: "contoh.id"."""
    return urlsplit(material.link).hostname or ""


def material_facts(material: Material) -> list[tuple[str, str]]:
    """What stands beside a material: words and values for components/facts.html."""
    topic = f"{material.topic}" if material.topic else ""
    facts = [
        ("Dari", str(material.shared_by)),
        ("KKG", material.group.name),
        ("Untuk", classes_of(material) or "semua kelas"),
        ("Mata pelajaran", str(material.subject or "")),
        ("Topik", topic),
        ("Kompetensi", material.topic.get_competency_display() if material.topic else ""),
        ("Dibagikan", date_short(timezone.localdate(material.shared_at))),
    ]
    return [(word, value) for word, value in facts if value]


def used_by(count: int) -> str:
    """ "dipakai 3 guru", or nothing: a fact, never a rank."""
    return f"dipakai {count} guru" if count else ""


def material_line(material: Material, url: str, *, with_group: bool) -> Line:
    """A material in a list; needs `MaterialQuerySet.for_list`."""
    known: Any = material
    detail = dotted(
        classes_of(material),
        str(material.subject or ""),
        f"dari {material.shared_by}",
        material.group.name if with_group else "",
        used_by(known.user_count),
    )
    detail = detail[:1].upper() + detail[1:]
    return Line(material.title, detail, material.get_kind_display(), MATERIAL_TONES.get(material.kind, "grey"), url)
