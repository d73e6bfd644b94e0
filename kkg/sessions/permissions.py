"""Who may plan, run, put off and reopen sessions.

What a session still lacks before it can be closed is not here: kkg/sessions/actions.py says that.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from core.formats import date_long, date_plain
from core.refusals import Barred
from kkg.groups.permissions import pengawas, why_not_plan_on, why_not_run_group, within
from kkg.groups.scope import groups_reopened_by, groups_run_by
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from kkg.groups.models import WorkingGroup
    from kkg.sessions.models import Session
    from madrasah.models import User

MOST_DAYS = 14
MOST_PHOTOS, MOST_AT_ONCE = 40, 10
NO_TOPICS = "Rapat pengurus tidak punya topik. Tulis hasilnya di notulen dan keputusannya di Keputusan."
REMOVED = Barred(
    "Pertemuan ini sudah dihapus. Kembalikan dulu dari daftar pertemuan.", "Daftar pertemuan", "kkg:session-list"
)


def shut(session: "Session") -> str | None:
    """What is locked with the record, and how it is opened."""
    if not session.is_closed:
        return None
    return _reopen_first("Pertemuan ini sudah ditutup. Buka kembali dulu dengan alasan.", session)


def _reopen_first(reason: str, session: "Session") -> Barred:
    whole = session.day_of or session
    return Barred(reason, "Buka kembali", "kkg:session-reopen", whole, why_not=why_not_reopen_session)


def called_off(session: "Session") -> str | None:
    """What a session that is not held has nothing of."""
    if session.cancelled_at is None:
        return None
    reason = "Pertemuan ini dibatalkan. Adakan kembali dulu bila jadi berlangsung."
    return Barred(reason, "Buka pertemuannya", "kkg:session-detail", session.day_of or session, why_not=why_not_revive)


def why_not_plan_session(run_groups: Any) -> str | None:
    """`run_groups`: WorkingGroup.objects.run_by(user)."""
    return None if run_groups.exists() else f"Hanya pengurus KKG dan {pengawas()} yang membuat pertemuan."


def why_not_tend_session(user: "User", session: "Session") -> str | None:
    """Whatever is written about a session: those who run its group, until it is deleted."""
    return why_not_tend_day(user, session) or _no_whole(session)


def why_not_tend_day(user: "User", session: "Session") -> str | None:
    """The same of one day of it: what each day has of its own."""
    return why_not_run_group(user, session.group) or (REMOVED if session.removed_at else None)


def _no_whole(session: "Session") -> str | None:
    """A later day has a roll and nothing else."""
    if session.day_of_id is None:
        return None
    reason = "Ini satu hari dari pertemuan yang lebih lama. Isi di halaman pertemuannya."
    return Barred(reason, "Buka pertemuan", "kkg:session-detail", session.day_of_id)


def why_not_run_session(user: "User", session: "Session") -> str | None:
    """Changing a session: those who run the group, as long as it is neither closed nor called off."""
    return why_not_tend_session(user, session) or shut(session) or called_off(session)


def why_not_run_day(user: "User", session: "Session") -> str | None:
    """The same of one day: its roll, its check-in, its printed list."""
    return why_not_tend_day(user, session) or shut(session) or called_off(session)


def why_not_write_up(user: "User", session: "Session", *, on: date | None = None) -> str | None:
    """What is written about a session at home: minutes, decisions, photos, the signed sheet. Open a while after
    closing; what certificates and recap count is not (`why_not_run_session`).
    """
    return _no_whole(session) or why_not_prove_day(user, session, on=on)


def why_not_prove_day(user: "User", session: "Session", *, on: date | None = None) -> str | None:
    """The signed sheet of one day, open as long."""
    return why_not_tend_day(user, session) or called_off(session) or _too_late(session, on or timezone.localdate())


def write_up_ends(session: "Session") -> date | None:
    """The last day for that (decisions.md 32); None while the record is open."""
    days = timedelta(days=settings.WRITE_UP_DAYS)
    return timezone.localdate(session.closed_at) + days if session.closed_at else None


def _too_late(session: "Session", day: date) -> str | None:
    last = write_up_ends(session)
    if last is None or day <= last:
        return None
    reason = f"Notulen, keputusan, dan foto bisa ditulis sampai {date_plain(last)}. Buka kembali dulu dengan alasan."
    return Barred(
        reason, "Buka kembali", "kkg:session-reopen", session.day_of or session, why_not=why_not_reopen_session
    )


def why_not_plan_agenda(user: "User", session: "Session") -> str | None:
    """Topics: those who run the session; a meeting of the officers has none."""
    return why_not_run_session(user, session) or (NO_TOPICS if session.is_committee else None)


def why_not_be_committee(session: "Session") -> str | None:
    """What becomes a meeting of the officers gives back what it took up, but no topics of its own."""
    if session.is_committee and session.topics.filter(continues=None).exists():
        return "Rapat pengurus tanpa topik, sedangkan agendanya sudah berisi. Hapus dulu topiknya di Agenda."
    return None


def why_not_take_roll(user: "User", session: "Session") -> str | None:
    """The roll call waits for the day itself."""
    return why_not_run_day(user, session) or not_yet(session)


def why_not_close_session(user: "User", session: "Session", *, on: date | None = None) -> str | None:
    """The closing waits for the last day."""
    return (
        why_not_run_session(user, session) or not_yet(session, on=on) or _not_over(session, on or timezone.localdate())
    )


def _not_over(session: "Session", day: date) -> str | None:
    if session.until is None or session.until <= day:
        return None
    reason = f"Pertemuan ini berlangsung sampai {date_long(session.until)}. Tutup pada hari itu atau sesudahnya."
    return Barred(reason, "Hari pertemuan", "kkg:session-days", session.pk)


def why_not_hold_on(session: "Session", days: Collection[date]) -> str | None:
    """Further days come after the first, not too many, and while the group stands."""
    if any(day <= session.date for day in days):
        return f"Hari lain harus sesudah hari pertama, {date_plain(session.date)}."
    if len(days) >= MOST_DAYS:
        return f"Paling banyak {MOST_DAYS} hari untuk satu pertemuan. Buat pertemuan baru untuk sisanya."
    return next((reason for day in sorted(days) if (reason := why_not_plan_on(session.group, day))), None)


def further_days(session: "Session", until: date | None) -> list[date]:
    """All days after the first up to `until`; one before it stands alone, so that it can be refused."""
    span = (until - session.date).days if until else 0
    if span < 0 and until:
        return [until]
    return [session.date + timedelta(days=step) for step in range(1, min(span, MOST_DAYS) + 1)]


def why_not_leave_out(day: "Session") -> str | None:
    """A day of which something is recorded stays."""
    if day.attendances.exists() or day.coded_lists.exists():
        return f"Kehadiran {date_plain(day.date)} sudah dicatat atau lembarnya sudah dicetak, jadi hari itu tetap."
    return None


def not_yet(session: "Session", *, on: date | None = None) -> str | None:
    """What records a session waits for its day."""
    if session.date > (on or timezone.localdate()):
        return on_its_day(f"Baru bisa diisi pada hari pertemuan: {date_long(session.date)}.", session)
    return None


def on_its_day(reason: str, session: "Session") -> Barred:
    """What waits for a day, and the page where that day is changed."""
    way = "kkg:session-days" if session.day_of_id else "kkg:session-edit"
    return Barred(reason, "Tanggalnya keliru? Ubah", way, session.day_of or session, why_not=why_not_run_session)


def why_not_reopen_session(user: "User", session: "Session") -> str | None:
    """A closed record is opened again by pengawas or ketua only (decisions.md 10)."""
    if not within(user, session.group, groups_reopened_by):
        return f"Hanya ketua KKG dan {pengawas()} yang membuka kembali pertemuan."
    if session.removed_at:
        return REMOVED
    return None if session.is_closed else "Pertemuan ini belum ditutup."


def why_not_remove_session(user: "User", session: "Session") -> str | None:
    """A closed session is proof for those who came; it is reopened before it can go."""
    return why_not_tend_session(user, session) or shut(session)


def why_not_restore_session(user: "User", session: "Session") -> str | None:
    """Bringing a deleted session back: those who run the group, unless it has ended by that day."""
    return why_not_run_group(user, session.group) or why_not_plan_on(session.group, session.date)


def why_not_see_reasons(user: "User", group: "WorkingGroup", madrasah_id: int | None = None) -> str | None:
    """NIP, sakit and izin: officers, pengawas, and the kepala of that person's madrasah (decisions.md 12)."""
    if within(user, group, groups_run_by) or (madrasah_id and madrasah_id in scope_of(user).heads):
        return None
    return f"NIP dan alasan tidak hadir hanya untuk pengurus, {pengawas()}, dan kepala madrasahnya."


def why_not_record_minutes(user: "User", session: "Session") -> str | None:
    """Minutes are written by those who run the group, until a while after closing."""
    return why_not_write_up(user, session)


def why_not_postpone(user: "User", session: "Session") -> str | None:
    """Putting off: those who run the session, as long as nobody has been called at it."""
    return why_not_run_session(user, session) or _why_not_held(session)


def why_not_put_off_to(session: "Session", day: date, *, on: date | None = None) -> str | None:
    """The new day of a session that is put off: another one. A sentence about the date."""
    if day == session.date:
        return "Tanggal baru sama dengan tanggal semula. Pilih hari lain."
    return why_not_plan_on(session.group, day, on=on)


def why_not_cancel(user: "User", session: "Session") -> str | None:
    """Calling off: the same; a second time there is nothing left to call off."""
    return why_not_run_session(user, session) or _why_not_held(session)


def _why_not_held(session: "Session") -> str | None:
    days = [session, *(session.later_days.all() if session.until else ())]
    if any(day.attendances.exists() for day in days):
        return "Kehadiran sudah dicatat, jadi pertemuan ini berlangsung. Ubah tanggalnya di Ubah data."
    return None


def why_not_revive(user: "User", session: "Session") -> str | None:
    """Taking a cancelled session back: those who run the group, unless it has ended by that day."""
    reason = why_not_tend_session(user, session) or why_not_plan_on(session.group, session.date)
    return reason or (None if session.cancelled_at else "Pertemuan ini tidak dibatalkan.")


def why_not_keep_photos(user: "User", session: "Session") -> str | None:
    """Naming who is seen, deleting: those who run the group, from the day on, however long after closing."""
    return why_not_tend_session(user, session) or not_yet(session)


def why_not_add_photos(user: "User", session: "Session") -> str | None:
    """New ones, from the day on until a while after closing."""
    return why_not_write_up(user, session) or not_yet(session)


def why_not_so_many(sent: int, kept: int = 0) -> str | None:
    """How many photos are sent at once, and how many a session keeps."""
    if sent > MOST_AT_ONCE:
        return f"Paling banyak {MOST_AT_ONCE} foto sekali kirim."
    if kept > MOST_PHOTOS:
        return f"Paling banyak {MOST_PHOTOS} foto untuk satu pertemuan. Hapus yang tidak perlu."
    return None
