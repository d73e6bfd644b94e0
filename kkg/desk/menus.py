"""What leads on from a session and from a KKG: the next step, and every other page by its occasion.

Belongs here: order, words and addresses. Whether somebody may go there: permissions of each room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone

from kkg.attendance.models import Attendance
from kkg.checkin.permissions import why_not_open_check_in, why_not_scan
from kkg.decisions.permissions import why_not_record_decision
from kkg.groups.models import WorkingGroup
from kkg.groups.permissions import why_not_run_group
from kkg.reflection.permissions import has_reflected, why_not_reflect
from kkg.sessions.models import Session, Topic
from kkg.sessions.permissions import (
    why_not_cancel,
    why_not_keep_photos,
    why_not_postpone,
    why_not_record_minutes,
    why_not_remove_session,
    why_not_reopen_session,
    why_not_revive,
    why_not_run_session,
    why_not_take_roll,
)

NEWS_FOR = timedelta(days=7)  # so long after a session its results are sent round


class Way(NamedTuple):
    """One link, or the sentence that says why it is none."""

    label: str
    url: str
    detail: str = ""
    why_not: str | None = None
    style: str = "quiet"


class Occasion(NamedTuple):
    """Ways that belong to one moment of a session's life."""

    title: str
    ways: list[Way]


@dataclass(frozen=True)
class Known:
    """What the page has read of a session already: nothing here asks again."""

    topics: Sequence[Topic]
    attendances: Sequence[Attendance]
    decisions: int
    materials: int

    @property
    def is_called(self) -> bool:
        """Whether names were called or typed from paper; check-ins alone are no roll call."""
        return any(row.way in (Attendance.Way.CALLED, Attendance.Way.PAPER) for row in self.attendances)

    def has_checked_in(self, user: Any) -> bool:
        """Whether this reader's own QR or PIN is on the list."""
        return any(row.is_self_checked for row in self.attendances if row.person_id == user.person_id)

    @property
    def came(self) -> str:
        """ "36 hadir dari 48"."""
        rows = [row.mark for row in self.attendances if row.person_id]
        return f"{rows.count('hadir')} hadir dari {len(rows)} yang tercatat" if rows else "Belum diisi"


def next_step(user: Any, session: Session, known: Known) -> Way | None:
    """The one thing to do now; None when nothing waits for this reader."""
    if why_not_run_group(user, session.group):
        return _step_of_member(user, session, known)
    if session.cancelled_at:
        return Way("Kabari anggota", _url("session-messages", session), "Teks pembatalan sudah disiapkan.")
    if session.is_closed:
        return _step_after(session)
    if session.date > timezone.localdate():
        return _step_before(session, known)
    return _step_on_the_day(session, known)


def _step_before(session: Session, known: Known) -> Way:
    if not known.topics:
        return Way("Susun agenda", _url("session-topics", session), "Agendanya masih kosong.")
    if session.date - timezone.localdate() <= timedelta(days=1):
        return Way("Kirim pengingat", _url("session-messages", session), "Pertemuannya besok.")
    return Way("Kirim undangan", _url("session-messages", session), "Teksnya sudah disiapkan.")


def _step_on_the_day(session: Session, known: Known) -> Way:
    if not known.topics:
        return Way("Susun agenda", _url("session-topics", session), "Agendanya masih kosong.")
    if not known.is_called:
        return Way("Isi kehadiran", _url("session-attendance", session), "Semua dianggap hadir; ubah yang tidak.")
    return Way("Tutup pertemuan", _url("session-close", session), "Isi hasil tiap topik, lalu tutup catatannya.")


def _step_after(session: Session) -> Way | None:
    if session.date < timezone.localdate() - NEWS_FOR:
        return None
    return Way("Kirim hasilnya", _url("session-messages", session), "Topik dan keputusan, siap dibagikan.")


def _step_of_member(user: Any, session: Session, known: Known) -> Way | None:
    window = getattr(session, "check_in", None)
    is_open = window is not None and why_not_scan(window, timezone.now()) is None
    if is_open and not session.is_closed and not known.has_checked_in(user):
        return Way("Saya hadir", reverse("kkg:checkin-pin"), "Ketik PIN dari layar, atau pindai QR-nya.")
    if why_not_reflect(user, session) is None and not has_reflected(user, session):
        return Way("Beri tanggapan", _url("session-reflect", session), "Tiga pertanyaan, tanpa nama.")
    return None


def session_menu(user: Any, session: Session, known: Known) -> list[Occasion]:
    """All other ways in the order of a session's life; what it is time for stands first."""
    if why_not_run_group(user, session.group):
        return [Occasion("Pertemuan ini", _ways_of_member(session, known))]
    now = Occasion("Sekarang", _ways_now(user, session, known))
    after = Occasion("Sesudah pertemuan", _ways_after(user, session, known))
    rest = [
        Occasion("Surat dan berkas", _ways_to_papers(user, session)),
        Occasion("Bagikan", _ways_to_share(user, session, known)),
    ]
    found = [after, *rest] if session.is_closed else [now, after, *rest]
    return [Occasion(one.title, [way for way in one.ways if not way.why_not]) for one in found]


def later_ways(user: Any, session: Session, known: Known) -> list[Way]:
    """What is not possible now, each with its reason; nothing once the record is shut."""
    if why_not_run_group(user, session.group) or session.is_closed or session.cancelled_at:
        return []
    ways = [*_ways_now(user, session, known), *_ways_after(user, session, known)]
    return [way for way in ways if way.why_not]


def _ways_of_member(session: Session, known: Known) -> list[Way]:
    papers = Way("Surat dan berkas", _url("session-papers", session), "Daftar hadir, notulen, jurnal")
    if session.cancelled_at or session.date > timezone.localdate():
        return [papers]
    asked = {"pertemuan": session.pk}
    return [
        Way("Tanggapan pertemuan", _url("session-reflect", session), "Tanpa nama"),
        Way("Keputusan", _list("decision-list", **asked), _count(known.decisions, "keputusan")),
        Way("Bahan yang dibagikan", _list("material-list", **asked), _count(known.materials, "bahan")),
        Way("Foto", _url("session-photos", session), "Dari pertemuan ini"),
        papers,
    ]


def _ways_now(user: Any, session: Session, known: Known) -> list[Way]:
    why_not = why_not_run_session(user, session)
    return [
        Way("Agenda", _url("session-topics", session), _count(len(known.topics), "topik"), why_not),
        Way(
            "Presensi QR atau PIN",
            _url("checkin-panel", session),
            "Guru mencatat diri dari layar",
            why_not_open_check_in(user, session),
        ),
        Way("Daftar panggil", _url("session-attendance", session), known.came, why_not_take_roll(user, session)),
    ]


def _ways_after(user: Any, session: Session, known: Known) -> list[Way]:
    decided = _count(known.decisions, "keputusan")
    all_decided = Way("Keputusan", _list("decision-list", pertemuan=session.pk), decided)
    reason = why_not_record_decision(user, session)
    decision = Way("Catat keputusan", _url("decision-new", session), decided, reason)
    ways = [
        Way(
            "Hasil tiap topik",
            _url("session-close", session),
            "Tuntas, sebagian, atau belum; lalu tutup",
            why_not_take_roll(user, session),
        ),
        Way(
            "Notulen",
            _url("session-minutes", session),
            "Capaian, kendala, masukan",
            why_not_record_minutes(user, session),
        ),
        all_decided if known.decisions and reason else decision,
    ]
    if session.is_closed and any(topic.status in ("sebagian", "belum") for topic in known.topics):
        ways.append(
            Way("Topik yang belum tuntas", _list("topic-list", kkg=session.group_id), "Lanjut, tutup, atau serahkan")
        )
    if session.date <= timezone.localdate() and not session.cancelled_at:
        ways.append(Way("Tanggapan peserta", _url("session-reflect", session), "Tanpa nama"))
    return ways


def _ways_to_papers(user: Any, session: Session) -> list[Way]:
    certificates = reverse("kkg:certificate-list", args=[session.group_id])
    return [
        Way("Semua surat", _url("session-papers", session), "Undangan, surat tugas, notulen, berita acara"),
        Way(
            "Daftar hadir berkode",
            _url("coded-list", session),
            "Dicetak, lalu diketik dan difoto",
            why_not_run_session(user, session),
        ),
        Way("Daftar hadir (PDF)", _url("attendance-paper", session)),
        Way("Sertifikat", certificates, "Dari kehadiran yang tercatat"),
    ]


def _ways_to_share(user: Any, session: Session, known: Known) -> list[Way]:
    materials = _list("material-list", pertemuan=session.pk)
    ways = [Way("Pesan WhatsApp", _url("session-messages", session), "Undangan, pengingat, hasil, keputusan")]
    if session.cancelled_at:
        return ways
    return [
        *ways,
        Way("Bahan pertemuan ini", materials, _count(known.materials, "bahan")),
        Way("Foto", _url("session-photos", session), "Dengan izin yang tampak", why_not_keep_photos(user, session)),
    ]


def session_changes(user: Any, session: Session) -> list[Way]:
    """Changing, putting off, calling off, opening again, deleting: as far as it is thinkable now."""
    if session.is_closed:
        return [Way("Buka kembali", _url("session-reopen", session), "", why_not_reopen_session(user, session))]
    if session.cancelled_at:
        return [
            Way("Adakan kembali", _url("session-revive", session), "", why_not_revive(user, session)),
            Way("Hapus", _url("session-remove", session), "", why_not_remove_session(user, session), "danger"),
        ]
    return [
        Way("Ubah data", _url("session-edit", session), "", why_not_run_session(user, session)),
        Way("Tunda", _url("session-postpone", session), "", why_not_postpone(user, session)),
        Way("Batalkan", _url("session-cancel", session), "", why_not_cancel(user, session)),
        Way("Hapus", _url("session-remove", session), "", why_not_remove_session(user, session), "danger"),
    ]


def group_menu(user: Any, group: WorkingGroup) -> list[Way]:
    """Where a KKG's page leads; letters and certificates only for those who run it."""
    of_group = {"kkg": group.pk}
    ways = [
        Way("Program", reverse("kkg:programme-list"), "Rencana semester"),
        Way("Kalender", reverse("kkg:calendar"), "Semua pertemuan"),
        Way("Berbagi", _list("material-list", **of_group), "Bahan dari guru"),
        Way("Masalah", _list("problem-list", **of_group), "Yang dibawa ke KKG"),
        Way("Topik", _list("topic-list", **of_group), "Yang belum tuntas"),
        Way("Keputusan", _list("decision-list", **of_group), "Siapa, sampai kapan"),
        Way("Rekap", _list("recap", **of_group), "Kehadiran dan jam"),
    ]
    if why_not_run_group(user, group):
        return [*ways, Way("Sertifikat saya", reverse("kkg:certificate-own"), "Yang sudah terbit")]
    return [
        *ways,
        Way("Surat", reverse("kkg:letter-list", args=[group.pk]), "Bernomor, dan LPJ"),
        Way("Sertifikat", reverse("kkg:certificate-list", args=[group.pk]), "Terbitkan, tarik"),
    ]


def _url(name: str, session: Session) -> str:
    return reverse(f"kkg:{name}", args=[session.pk])


def _list(name: str, **asked: int) -> str:
    words = "&".join(f"{word}={value}" for word, value in asked.items())
    return f"{reverse(f'kkg:{name}')}?{words}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number else f"Belum ada {word}"
