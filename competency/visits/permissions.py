"""Why somebody may not plan a visit, change it or begin its sheet: one Indonesian sentence, or None."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from core.formats import date_long, ended
from core.refusals import Barred
from madrasah.roles import Role, role_label
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from competency.visits.models import Visit
    from madrasah.models import Madrasah, Person, User

PREPARED_BEFORE = timedelta(days=1)  # so that tomorrow's visit opens without a signal (decisions.md 25)


def superiors() -> str:
    """'kepala madrasah atau pengawas', in today's words."""
    return f"{role_label(Role.KEPALA).lower()} atau {role_label(Role.PENGAWAS).lower()}"


def why_not_plan(user: "User") -> str | None:
    """Kepala and pengawas plan, for teachers of their own madrasah."""
    return None if scope_of(user).opens else f"Kunjungan direncanakan oleh {superiors()}, untuk guru di madrasahnya."


def why_not_visit(user: "User", teacher: "Person") -> str | None:
    """Nobody plans who comes to look at oneself."""
    is_own = scope_of(user).person_id == teacher.pk
    return "Kunjungan kepada Anda sendiri direncanakan oleh atasan Anda. Pilih guru lain." if is_own else None


def why_not_tend(user: "User", visit: "Visit") -> str | None:
    """Kepala and pengawas of that madrasah, of today."""
    if visit.madrasah_id not in scope_of(user).opens:
        return f"Rencana ini diatur oleh {superiors()} di {visit.madrasah}."
    return why_not_visit(user, visit.teacher)


def why_not_change(user: "User", visit: "Visit") -> str | None:
    """Until it is called off, or its sheet was begun: then the sheet tells."""
    if reason := why_not_tend(user, visit):
        return reason
    if visit.called_off_at:
        return Barred(
            "Kunjungan ini sudah dibatalkan. Adakan kembali dulu.", "Buka rencana", "competency:visit-detail", visit
        )
    return "Lembar kunjungan ini sudah dimulai, jadi rencananya tidak diubah lagi." if visit.sheet else None


def why_not_call_off(user: "User", visit: "Visit") -> str | None:
    """What is called off already stays so; a sheet that was begun is deleted first."""
    if reason := why_not_tend(user, visit):
        return reason
    if visit.called_off_at:
        return "Kunjungan ini sudah dibatalkan."
    if visit.sheet:
        return "Lembar kunjungan ini sudah dimulai. Hapus dulu drafnya bila kunjungannya tidak jadi."
    return None


def why_not_revive(user: "User", visit: "Visit") -> str | None:
    """What was called off is on again."""
    return why_not_tend(user, visit) or (None if visit.called_off_at else "Kunjungan ini tidak sedang dibatalkan.")


def why_not_begin(user: "User", visit: "Visit", on: date | None = None) -> str | None:
    """Who was named begins its sheet, from the day before (decisions.md 25); once (decisions.md 28: in office)."""
    if reason := why_not_observe(user, visit):
        return reason
    return _why_not_yet(visit, on)


def _why_not_yet(visit: "Visit", on: date | None) -> str | None:
    if visit.called_off_at:
        return "Kunjungan ini sudah dibatalkan."
    if visit.sheet:
        return "Lembar kunjungan ini sudah dimulai."
    if visit.day > (on or timezone.localdate()) + PREPARED_BEFORE:
        return f"Lembarnya dapat dimulai sehari sebelum {date_long(visit.day)}."
    return None


def why_not_type(user: "User", visit: "Visit", on: date | None = None) -> str | None:
    """The paper of a visit is typed in by who came, or for them by kepala or pengawas there."""
    if visit.observer_id == scope_of(user).person_id:
        return why_not_begin(user, visit, on)
    if visit.withdrawn_at:
        return "Penunjukan pengamatnya sudah ditarik. Pilih pengamat lain dulu di rencananya."
    return why_not_tend(user, visit) or _why_not_yet(visit, on)


def why_not_observe(user: "User", visit: "Visit") -> str | None:
    """Whether this person is the one who comes: in office there, or the colleague whom the kepala appointed."""
    scope = scope_of(user)
    if scope.person_id is None or visit.observer_id != scope.person_id:
        return ended(f"Kunjungan ini direncanakan untuk {visit.observer}")
    if visit.withdrawn_at:
        return "Penunjukan Anda untuk kunjungan ini sudah ditarik."
    places = scope.teaches_at if visit.is_peer else scope.opens
    if visit.madrasah_id not in places:
        return f"Tugas Anda di {visit.madrasah} sudah berakhir, jadi kunjungan ini tidak dapat Anda mulai."
    return None


def why_not_talk(user: "User", visit: "Visit") -> str | None:
    """Teacher and observer, until the result is shared: from then on it stands as it was."""
    if visit.called_off_at:
        return "Kunjungan ini sudah dibatalkan."
    if visit.sheet and visit.sheet.shared_at:
        return "Hasil kunjungan ini sudah dibagikan, jadi percakapan awalnya tetap."
    if visit.teacher_id == scope_of(user).person_id:
        return None
    reason = why_not_observe(user, visit)
    return f"Percakapan awal ditulis oleh guru atau yang mengamati. {reason}" if reason else None


def why_not_note_rpp(user: "User", visit: "Visit") -> str | None:
    """What was seen in the RPP is the observer's to say."""
    return why_not_talk(user, visit) or why_not_observe(user, visit)


def is_appointed(user: "User", visit: "Visit | None") -> bool:
    """Whether the user holds the pen of this visit's sheet as a colleague, in no office (decisions.md 11)."""
    return visit is not None and visit.is_peer and why_not_observe(user, visit) is None


def why_not_appoint(user: "User", madrasah: "Madrasah") -> str | None:
    """The kepala names a colleague (KMA 624/2021)."""
    if madrasah.pk in scope_of(user).heads:
        return None
    return f"Guru sejawat ditunjuk oleh {role_label(Role.KEPALA).lower()} {madrasah}."


def why_not_withdraw(user: "User", visit: "Visit") -> str | None:
    """An appointment is taken back, whatever became of the sheet; office needs none."""
    if reason := why_not_tend(user, visit):
        return reason
    if not visit.is_peer:
        return "Yang mengamati bukan guru sejawat, jadi tidak ada penunjukan yang ditarik."
    return "Penunjukan ini sudah ditarik." if visit.withdrawn_at else None


def why_not_reappoint(user: "User", visit: "Visit") -> str | None:
    """What was withdrawn holds again."""
    if reason := why_not_tend(user, visit) or why_not_appoint(user, visit.madrasah):
        return reason
    return None if visit.withdrawn_at else "Penunjukan ini tidak sedang ditarik."
