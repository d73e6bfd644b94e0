"""Who may do what in a working group: one Indonesian sentence, or None. Which rows: kkg/scope.py.

What a session still lacks before it can be closed is not here: kkg/actions/sessions.py says that.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from core.formats import clock, date_long, date_plain
from kkg.scope import groups_joined_by, groups_kept_by, groups_reopened_by, groups_run_by
from madrasah.roles import Role, role_label
from madrasah.scope import scope_of

CLOSED = "Pertemuan ini sudah ditutup. Buka kembali dulu dengan alasan."
CANCELLED = "Pertemuan ini dibatalkan. Adakan kembali dulu bila jadi berlangsung."


def _within(user: Any, group: Any, rule: Callable[[Any], Q]) -> bool:
    """Whether the group is among those of `rule`; asked once per user object, group and rule."""
    if not hasattr(user, "_groups_within"):
        user._groups_within = {}
    known, key = user._groups_within, (rule.__name__, group.pk)
    if key not in known:
        known[key] = type(group)._base_manager.filter(rule(user), pk=group.pk).exists()
    return bool(known[key])


def _pengawas() -> str:
    return role_label(Role.PENGAWAS).lower()


def why_not_run_group(user: Any, group: Any) -> str | None:
    """Planning sessions of this group is for its officers in term and the pengawas of its places."""
    if not _within(user, group, groups_run_by):
        return f"Hanya pengurus KKG ini dan {_pengawas()} yang mengelola pertemuannya."
    return None


def why_not_plan_session(user: Any, run_groups: Any) -> str | None:
    """`run_groups`: WorkingGroup.objects.run_by(user)."""
    return None if run_groups.exists() else f"Hanya pengurus KKG dan {_pengawas()} yang membuat pertemuan."


def why_not_run_session(user: Any, session: Any) -> str | None:
    """Changing a session: those who run the group, as long as it is neither closed nor called off."""
    reason = why_not_run_group(user, session.group) or (CLOSED if session.is_closed else None)
    return reason or (CANCELLED if session.cancelled_at else None)


def why_not_take_roll(user: Any, session: Any) -> str | None:
    """The roll call and the closing wait for the day itself."""
    return why_not_run_session(user, session) or _not_yet(session)


def _not_yet(session: Any) -> str | None:
    if session.date > timezone.localdate():
        return f"Baru bisa diisi pada hari pertemuan: {date_long(session.date)}."
    return None


def why_not_reopen_session(user: Any, session: Any) -> str | None:
    """A closed record is opened again by pengawas or ketua only (decisions.md 10)."""
    if not _within(user, session.group, groups_reopened_by):
        return f"Hanya ketua KKG dan {_pengawas()} yang membuka kembali pertemuan."
    return None if session.is_closed else "Pertemuan ini belum ditutup."


def why_not_remove_session(user: Any, session: Any) -> str | None:
    """A closed session is proof for those who came; it is reopened before it can go."""
    return why_not_run_group(user, session.group) or (CLOSED if session.is_closed else None)


def why_not_see_reasons(user: Any, group: Any, madrasah_id: int | None = None) -> str | None:
    """NIP, sakit and izin: officers, pengawas, and the kepala of that person's madrasah (decisions.md 12)."""
    if _within(user, group, groups_run_by) or (madrasah_id and madrasah_id in scope_of(user).heads):
        return None
    return f"NIP dan alasan tidak hadir hanya untuk pengurus, {_pengawas()}, dan kepala madrasahnya."


def why_not_edit_group(user: Any, group: Any) -> str | None:
    """Places and officers are kept by the pengawas of the group and the operator of the region."""
    if not _within(user, group, groups_kept_by):
        return f"Hanya {_pengawas()} dan operator wilayah yang mengubah data KKG."
    return _why_not_ended(group)


def _why_not_ended(group: Any) -> str | None:
    if group.ended_on and group.ended_on < timezone.localdate():
        return f"KKG ini berakhir {date_plain(group.ended_on)}. Catatannya tetap bisa dibaca."
    return None


def why_not_create_group(user: Any) -> str | None:
    """A new KKG is entered by a pengawas or the operator of a region."""
    scope = scope_of(user)
    if not (scope.supervises or scope.registers_regions):
        return f"Hanya {_pengawas()} dan operator wilayah yang membuat KKG baru."
    return None


# -- Sharing library -----------------------------------------------------------------------------------

JOINING = "guru anggota KKG, pengurusnya, dan"


def why_not_share(user: Any, joined_groups: Any) -> str | None:
    """`joined_groups`: WorkingGroup.objects.joined_by(user). Others of a madrasah read only."""
    return None if joined_groups.exists() else f"Hanya {JOINING} {_pengawas()} yang membagikan bahan."


def why_not_use_material(user: Any, material: Any) -> str | None:
    """Saying what happened in class is for those who may share."""
    if not _within(user, material.group, groups_joined_by):
        return f"Hanya {JOINING} {_pengawas()} yang mencatat pemakaian."
    return None


def why_not_edit_material(user: Any, material: Any) -> str | None:
    """Changing, deleting: who shared it, and those who run the group."""
    is_own = material.shared_by_id == scope_of(user).person_id
    if is_own or _within(user, material.group, groups_run_by):
        return None
    return f"Hanya yang membagikan, pengurus KKG, dan {_pengawas()} yang mengubah bahan ini."


def why_not_remove_use(user: Any, use: Any) -> str | None:
    """A slip is taken back by who wrote it, or by those who run the group."""
    is_own = use.person_id == scope_of(user).person_id
    if is_own or _within(user, use.material.group, groups_run_by):
        return None
    return f"Hanya yang menulis, pengurus KKG, dan {_pengawas()} yang menghapus catatan ini."


# Letters and minutes


def why_not_issue_letter(user: Any, session: Any, kind: str) -> str | None:
    """Those who run the group number its letters, also after closing; what reports a session waits for it."""
    return why_not_run_group(user, session.group) or _why_not_letter_of(session, kind)


def _why_not_letter_of(session: Any, kind: str) -> str | None:
    if session.cancelled_at:
        return "Pertemuan ini dibatalkan. Suratnya tidak diterbitkan lagi."
    if kind == "berita-acara":
        return _not_yet(session)
    if kind == "laporan" and not session.is_closed:
        return "Tutup dulu pertemuan ini, supaya laporan memuat hasilnya."
    return None


def why_not_withdraw_letter(user: Any, letter: Any) -> str | None:
    """A letter is taken back once, by those who run the group."""
    if letter.withdrawn_at:
        return "Surat ini sudah ditarik."
    return why_not_run_group(user, letter.group)


def why_not_record_minutes(user: Any, session: Any) -> str | None:
    """Minutes are written by those who run the group, until the session is closed."""
    return why_not_run_session(user, session)


# -- Reflection after a session ------------------------------------------------------------------------

REFLECTION_DAYS = 7


def reflection_ends_on(session: Any) -> date:
    """The last day to answer: set by the first answer, so that a moved session opens nothing anew."""
    counts = getattr(session, "reflection", None)
    day: date = counts.until if counts else session.date + timedelta(days=REFLECTION_DAYS)
    return day


def why_not_reflect(user: Any, session: Any) -> str | None:
    """For those who were there, from the day itself until a week later."""
    person = scope_of(user).person_id
    if session.date > timezone.localdate() or session.cancelled_at:
        return "Tanggapan dibuka setelah pertemuan berlangsung."
    if not session.attendances.filter(person=person or 0, mark="hadir").exists():
        return "Tanggapan diisi oleh yang tercatat hadir di pertemuan ini."
    if timezone.localdate() > reflection_ends_on(session):
        return f"Waktu menanggapi sudah lewat: sampai {date_long(reflection_ends_on(session))}."
    return None


def has_reflected(user: Any, session: Any) -> bool:
    """Whether the user has answered already; a second press then changes nothing."""
    return bool(session.reflections_given.filter(person=scope_of(user).person_id or 0).exists())


# -- Check-in ------------------------------------------------------------------------------------------

ASK_OFFICER = "Temui pengurus KKG: mereka bisa menandai Anda di daftar hadir."


def why_not_open_check_in(user: Any, session: Any) -> str | None:
    """Opening, showing and closing a check-in: those who run the session, on its day."""
    if reason := why_not_run_session(user, session):
        return reason
    if session.cancelled_at:
        return "Pertemuan ini dibatalkan. Presensi tidak dibuka."
    if session.date != timezone.localdate():
        return f"Presensi dibuka pada hari pertemuan: {date_long(session.date)}."
    return None


def why_not_scan(window: Any, moment: datetime) -> str | None:
    """A code is taken inside its window only. The first sentence stands large on the page."""
    if moment < window.opens_at:
        opens = clock(timezone.localtime(window.opens_at))
        return f"Belum dibuka. Presensi dibuka pukul {opens}. Pindai lagi sesudah itu."
    if moment >= window.closes_at:
        closes = clock(timezone.localtime(window.closes_at))
        return f"Sudah ditutup. Presensi ditutup pukul {closes}. {ASK_OFFICER}"
    return None


def why_not_check_in(session: Any, moment: datetime) -> str | None:
    """What was scanned at `moment` counts for a session of that day which still stands open."""
    if session.removed_at or session.cancelled_at:
        return "Pertemuan ini dibatalkan. Kehadiran tidak dicatat."
    if session.is_closed:
        return "Sudah ditutup. Catatan pertemuan ini sudah ditutup. Temui pengurus KKG."
    if session.date != timezone.localdate(moment):
        return f"Tanggalnya berubah. Pertemuan ini sekarang {date_long(session.date)}. {ASK_OFFICER}"
    return None


# -- Putting off, calling off, splitting and joining ---------------------------------------------------


def why_not_postpone(user: Any, session: Any) -> str | None:
    """Putting off: those who run the session, as long as nobody has been called at it."""
    return why_not_run_session(user, session) or _why_not_held(session)


def why_not_cancel(user: Any, session: Any) -> str | None:
    """Calling off: the same; a second time there is nothing left to call off."""
    return why_not_run_session(user, session) or _why_not_held(session)


def _why_not_held(session: Any) -> str | None:
    if session.attendances.exists():
        return "Kehadiran sudah dicatat, jadi pertemuan ini berlangsung. Ubah tanggalnya di Ubah data."
    return None


def why_not_revive(user: Any, session: Any) -> str | None:
    """Taking a cancelled session back: those who run the group, unless it has ended by that day."""
    reason = why_not_run_group(user, session.group) or why_not_plan_on(session.group, session.date)
    return reason or (None if session.cancelled_at else "Pertemuan ini tidak dibatalkan.")


def why_not_change_groups(user: Any, group: Any, other: Any = None) -> str | None:
    """Splitting a group, or joining two, is for who keeps every group it touches."""
    reason = why_not_edit_group(user, group)
    if reason or other is None:
        return reason
    return why_not_edit_group(user, other)


def why_not_plan_on(group: Any, day: date) -> str | None:
    """No session of a group after its last day. A sentence about the date."""
    if group.ended_on and day > group.ended_on:
        heir = f" Buat pertemuannya di {group.continues_as}." if group.continues_as else ""
        return f"{group} berakhir {date_plain(group.ended_on)}.{heir}"
    return None


# -- Topics, problems and decisions --------------------------------------------------------------------

UNFINISHED = ("sebagian", "belum")


def state_forbids_settling(topic: Any) -> str | None:
    """Only what ended unfinished, and was not dealt with since, is closed or handed on."""
    later = getattr(topic, "continued_by", None)
    if topic.settled_how:
        return f"Topik ini sudah {topic.get_settled_how_display().lower()}."
    if topic.status == "tuntas":
        return "Topik ini sudah tuntas."
    if topic.status not in UNFINISHED or not topic.session.is_closed:
        return "Topik ini belum dibahas. Isi hasilnya saat pertemuan ditutup."
    if later and later.session.is_closed:
        return f"Topik ini sudah dibahas lagi pada {date_long(later.session.date)}."
    return None


def why_not_settle_topic(user: Any, topic: Any) -> str | None:
    """Closing a topic unfinished, or handing it on: those who run the group.

    What waits on an agenda is settled by the one it takes up; of another KKG's topic that is theirs to do.
    """
    if reason := why_not_run_group(user, topic.session.group):
        return reason
    held = topic.last_held
    if held is not topic and held.settled_how:
        return f"Topik ini titipan {held.session.group}. Bahas dulu sekali, sesudah itu bisa diselesaikan."
    return state_forbids_settling(held)


def state_forbids_taking_back(topic: Any) -> str | None:
    """Once the other KKG has dealt with it, it is theirs."""
    later = getattr(topic, "continued_by", None)
    if not topic.settled_how:
        return "Topik ini tidak ditutup dan tidak diserahkan."
    if later and later.session.is_closed:
        return f"{later.session.group} sudah membahasnya pada {date_long(later.session.date)}."
    return None


def why_not_take_back_topic(user: Any, topic: Any) -> str | None:
    """Putting a settled topic on the agenda again: those who run the group."""
    return why_not_run_group(user, topic.session.group) or state_forbids_taking_back(topic)


def why_not_tie_topic(user: Any, topic: Any) -> str | None:
    """Saying which indicators a topic is about: those who run the group, also after the session."""
    return why_not_run_group(user, topic.session.group)


def why_not_bring_problem(user: Any, joined_groups: Any) -> str | None:
    """`joined_groups`: WorkingGroup.objects.joined_by(user)."""
    return None if joined_groups.exists() else f"Hanya {JOINING} {_pengawas()} yang membawa masalah."


def why_not_edit_problem(user: Any, problem: Any) -> str | None:
    """Its words: who brought it. One without a name has nobody who could prove that it is theirs."""
    if problem.brought_by_id is None:
        return "Masalah tanpa nama tidak bisa diubah: tidak tercatat siapa yang membawanya."
    if problem.brought_by_id != scope_of(user).person_id:
        return "Hanya yang membawa masalah ini yang mengubah kalimatnya."
    return None


def why_not_moderate_problem(user: Any, problem: Any) -> str | None:
    """Writing down the discussion, making a topic of it: those who run the group."""
    if not _within(user, problem.group, groups_run_by):
        return f"Hanya pengurus KKG ini dan {_pengawas()} yang mencatat pembahasannya."
    return None


def why_not_remove_problem(user: Any, problem: Any) -> str | None:
    """Who brought it, or those who run the group."""
    if why_not_edit_problem(user, problem) is None:
        return None
    if not _within(user, problem.group, groups_run_by):
        return f"Hanya yang membawanya, pengurus KKG ini, dan {_pengawas()} yang menghapus masalah."
    return None


def why_not_record_decision(user: Any, session: Any) -> str | None:
    """A decision is recorded from the session's day on, until the record is shut."""
    if session.cancelled_at:
        return "Pertemuan ini dibatalkan. Tidak ada keputusan untuk dicatat."
    return why_not_take_roll(user, session)


def why_not_edit_decision(user: Any, decision: Any) -> str | None:
    """Owner and due day change until it is closed; its words only until the session is."""
    if decision.status != "terbuka":
        return "Keputusan ini sudah ditutup. Buka kembali dulu dengan alasan."
    return why_not_run_group(user, decision.session.group)


def why_not_close_decision(user: Any, decision: Any) -> str | None:
    """With proof or a reason: its owner, or those who run the group."""
    if decision.status != "terbuka":
        return "Keputusan ini sudah ditutup."
    return _why_not_tend(user, decision)


def why_not_reopen_decision(user: Any, decision: Any) -> str | None:
    """With a reason: its owner, or those who run the group."""
    if decision.status == "terbuka":
        return "Keputusan ini belum ditutup."
    return _why_not_tend(user, decision)


def _why_not_tend(user: Any, decision: Any) -> str | None:
    is_own = decision.owner_id is not None and decision.owner_id == scope_of(user).person_id
    if is_own or _within(user, decision.session.group, groups_run_by):
        return None
    return f"Hanya penanggung jawabnya, pengurus KKG ini, dan {_pengawas()} yang menutup keputusan ini."


def why_not_plan_programme(user: Any, programme: Any) -> str | None:
    """A programme is written by those who run its group, until the group has ended."""
    return why_not_run_group(user, programme.group) or _why_not_ended(programme.group)


# -- Certificates --------------------------------------------------------------------------------------


def why_not_issue_certificates(user: Any, group: Any) -> str | None:
    """Those who run the group issue them; hours come from the record, so nobody can type any."""
    return why_not_run_group(user, group)


def why_not_withdraw_certificate(user: Any, certificate: Any) -> str | None:
    """A certificate is taken back once and for good, by the ketua or the pengawas."""
    if certificate.withdrawn_at:
        return (
            "Sertifikat ini sudah ditarik. Yang ditarik tidak berlaku lagi; terbitkan yang baru bila perlu."
        )
    if not _within(user, certificate.group, groups_reopened_by):
        return f"Hanya ketua KKG dan {_pengawas()} yang menarik sertifikat."
    return None


# -- Photos of a session -------------------------------------------------------------------------------


def why_not_keep_photos(user: Any, session: Any) -> str | None:
    """Adding, naming who is seen, deleting: those who run the group, from the day on, also after closing."""
    return why_not_run_group(user, session.group) or _not_yet(session)
