"""Why somebody may not pair a mentor with a teacher, confirm it, note a meeting, or end it."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from competency.visits.permissions import superiors
from core.formats import date_plain
from madrasah.roles import Role, role_label
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from competency.mentoring.models import Meeting, MentorPair
    from madrasah.models import Madrasah, Person, User


def sees_reason(user: "User", pair: "MentorPair") -> bool:
    """Head and pengawas of the teacher's madrasah; never the mentor, whatever office the mentor holds."""
    scope = scope_of(user)
    return pair.madrasah_id in scope.opens and scope.person_id not in (pair.mentor_id, pair.teacher_id)


def why_not_pair(user: "User", madrasah: "Madrasah | None" = None) -> str | None:
    """For teachers of one's own madrasah; of any at all without `madrasah`."""
    opens = scope_of(user).opens
    is_own = bool(opens) if madrasah is None else madrasah.pk in opens
    return None if is_own else f"Pendamping dicarikan oleh {superiors()} guru itu."


def why_not_pair_them(user: "User", teacher: "Person", mentor: "Person", mentors: Collection[int]) -> str | None:
    """Two persons, and the mentor one of those offered; nobody is paired by oneself."""
    if teacher.pk == scope_of(user).person_id:
        return "Pendamping Anda sendiri dicarikan oleh atasan Anda."
    if mentor.pk == teacher.pk:
        return "Pendamping dan guru yang didampingi harus dua orang yang berbeda."
    return None if mentor.pk in mentors else f"{mentor} tidak mengajar di madrasah yang dapat Anda pilih."


def why_not_confirm(user: "User", pair: "MentorPair") -> str | None:
    """By who supervises both madrasah and is neither of the two."""
    scope = scope_of(user)
    if pair.ended_on:
        return "Pasangan ini sudah diakhiri."
    is_theirs = {pair.madrasah_id, pair.mentor_madrasah_id} <= scope.supervises
    if is_theirs and scope.person_id not in (pair.mentor_id, pair.teacher_id):
        return None
    return f"Pasangan ini disetujui oleh {role_label(Role.PENGAWAS).lower()} kedua madrasahnya."


def why_not_log(user: "User", pair: "MentorPair") -> str | None:
    """By the two, while it runs."""
    if scope_of(user).person_id not in (pair.mentor_id, pair.teacher_id):
        return "Pertemuan hanya dicatat oleh pendamping dan guru yang didampingi."
    if pair.ended_on:
        return "Pendampingan ini sudah selesai, jadi tidak ditambah lagi."
    return None if pair.confirmed_at else "Pasangan ini belum disetujui."


def why_not_met(day: date, pair: "MentorPair", today: date) -> str | None:
    """On a day that has come, since the pair began."""
    if day > today:
        return "Tanggal itu belum tiba. Catat sesudah bertemu."
    return f"Pendampingan baru mulai {date_plain(pair.since)}." if day < pair.since else None


def why_not_change_meeting(user: "User", meeting: "Meeting") -> str | None:
    """By who noted it, while the pair runs."""
    if meeting.logged_by_id != scope_of(user).person_id:
        return "Catatan ini hanya diubah oleh yang menulisnya."
    return why_not_log(user, meeting.pair)


def why_not_end(user: "User", pair: "MentorPair") -> str | None:
    """By the two once it is confirmed, and by head or pengawas of the teacher."""
    scope = scope_of(user)
    is_one = scope.person_id in (pair.mentor_id, pair.teacher_id) and pair.confirmed_at is not None
    if not is_one and pair.madrasah_id not in scope.opens:
        return f"Pendampingan diakhiri oleh keduanya, atau {superiors()} guru itu."
    return "Pendampingan ini sudah diakhiri." if pair.ended_on else None
