"""Who may share, change and use materials."""

from datetime import date
from typing import TYPE_CHECKING, Any

from kkg.groups.permissions import JOINING, pengawas, within
from kkg.groups.scope import groups_joined_by, groups_run_by
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from kkg.groups.models import WorkingGroup
    from kkg.library.models import Material
    from kkg.sessions.models import Session, Topic
    from madrasah.models import User

FIRST_USE = date(2015, 1, 1)


def why_not_share(joined_groups: Any) -> str | None:
    """`joined_groups`: WorkingGroup.objects.joined_by(user). Others of a madrasah read only."""
    return None if joined_groups.exists() else f"Hanya {JOINING} {pengawas()} yang membagikan bahan."


def why_not_use_material(user: "User", material: "Material") -> str | None:
    """Saying what happened in class is for those who may share."""
    if not within(user, material.group, groups_joined_by):
        return f"Hanya {JOINING} {pengawas()} yang mencatat pemakaian."
    return None


def why_not_use_on(day: date, today: date) -> str | None:
    """What happened in class has happened; a slip of the year is caught here."""
    return None if FIRST_USE <= day <= today else "Tanggal dipakai harus hari ini atau sebelumnya."


def why_not_tie_material(group: "WorkingGroup", session: "Session | None", topic: "Topic | None") -> str | None:
    """A material belongs to its group: so do the session and the topic it came from."""
    if session and session.group_id != group.pk:
        return f"Pertemuan ini bukan milik {group}. Pilih KKG atau pertemuan lain."
    if topic and (session is None or topic.session_id != session.pk):
        return "Topik ini bukan dari pertemuan itu. Pilih lagi."
    return None


def why_not_edit_material(user: "User", material: "Material") -> str | None:
    """Changing, deleting: who shared it, and those who run the group."""
    is_own = material.shared_by_id == scope_of(user).person_id
    if is_own or within(user, material.group, groups_run_by):
        return None
    return f"Hanya yang membagikan, pengurus KKG, dan {pengawas()} yang mengubah bahan ini."


def why_not_take_file_off(user: "User", material: "Material") -> str | None:
    """A wrong file goes where words or a link still say something."""
    is_bare = material.file_id and not (material.text or material.link)
    bare = "Berkas ini satu-satunya isi bahan ini. Tambahkan keterangan atau tautan dulu, atau hapus bahannya."
    return why_not_edit_material(user, material) or (bare if is_bare else None)


def why_not_remove_use(user: "User", use: Any) -> str | None:
    """A slip is taken back by who wrote it, or by those who run the group."""
    is_own = use.person_id == scope_of(user).person_id
    if is_own or within(user, use.material.group, groups_run_by):
        return None
    return f"Hanya yang menulis, pengurus KKG, dan {pengawas()} yang menghapus catatan ini."
