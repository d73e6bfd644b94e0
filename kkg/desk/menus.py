"""What leads on from a session and from a KKG: the next step, and every other page in its part of the menu.

Belongs here: order, words and addresses. Whether somebody may go there: permissions of each room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

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
from madrasah.models import User

NEWS_FOR = timedelta(days=7)  # so long after a session its results are sent round


class MenuItem(NamedTuple):
    """One link, or the sentence that says why it is none."""

    label: str
    url: str
    detail: str = ""
    why_not: str | None = None
    style: str = "quiet"


class MenuPart(NamedTuple):
    """Items that belong to one moment of a session's life."""

    title: str
    items: list[MenuItem]


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

    def has_checked_in(self, user: User) -> bool:
        """Whether this reader's own QR or PIN is on the list."""
        return any(row.is_self_checked for row in self.attendances if row.person_id == user.person_id)

    @property
    def came(self) -> str:
        """ "36 hadir dari 48"."""
        rows = [row.mark for row in self.attendances if row.person_id]
        return f"{rows.count('hadir')} hadir dari {len(rows)} yang tercatat" if rows else "Belum diisi"


def next_step(user: User, session: Session, known: Known) -> MenuItem | None:
    """The one thing to do now; None when nothing waits for this reader."""
    if why_not_run_group(user, session.group):
        return _step_of_member(user, session, known)
    if session.cancelled_at:
        return MenuItem("Kabari anggota", _url("session-messages", session), "Teks pembatalan sudah disiapkan.")
    if session.is_closed:
        return _step_after(session)
    if session.date > timezone.localdate():
        return _step_before(session, known)
    return _step_on_the_day(session, known)


def _step_before(session: Session, known: Known) -> MenuItem:
    if not known.topics:
        return MenuItem("Susun agenda", _url("session-topics", session), "Agendanya masih kosong.")
    if session.date - timezone.localdate() <= timedelta(days=1):
        return MenuItem("Kirim pengingat", _url("session-messages", session), "Pertemuannya besok.")
    return MenuItem("Kirim undangan", _url("session-messages", session), "Teksnya sudah disiapkan.")


def _step_on_the_day(session: Session, known: Known) -> MenuItem:
    if not known.topics:
        return MenuItem("Susun agenda", _url("session-topics", session), "Agendanya masih kosong.")
    if not known.is_called:
        return MenuItem("Isi kehadiran", _url("session-attendance", session), _how_to_call(session, known))
    return MenuItem("Tutup pertemuan", _url("session-close", session), "Isi hasil tiap topik, lalu tutup catatannya.")


def _how_to_call(session: Session, known: Known) -> str:
    """Once a check-in ran, nobody is present by default (decisions.md 38)."""
    has_window = getattr(session, "check_in", None) is not None
    if has_window or any(row.is_self_checked for row in known.attendances):
        return "Tandai yang belum presensi."
    return "Semua dianggap hadir; ubah yang tidak."


def _step_after(session: Session) -> MenuItem | None:
    if session.date < timezone.localdate() - NEWS_FOR:
        return None
    return MenuItem("Kirim hasilnya", _url("session-messages", session), "Topik dan keputusan, siap dibagikan.")


def _step_of_member(user: User, session: Session, known: Known) -> MenuItem | None:
    window = getattr(session, "check_in", None)
    is_open = window is not None and why_not_scan(window, timezone.now()) is None
    if is_open and not session.is_closed and not known.has_checked_in(user):
        return MenuItem("Saya hadir", reverse("kkg:checkin-pin"), "Ketik PIN dari layar, atau pindai QR-nya.")
    if why_not_reflect(user, session) is None and not has_reflected(user, session):
        return MenuItem("Beri tanggapan", _url("session-reflect", session), "Tiga pertanyaan, tanpa nama.")
    return None


def session_menu(user: User, session: Session, known: Known) -> list[MenuPart]:
    """All other items in the order of a session's life; what it is time for stands first."""
    if why_not_run_group(user, session.group):
        return [MenuPart("Pertemuan ini", _items_of_member(session, known))]
    now = MenuPart("Sekarang", _items_now(user, session, known))
    after = MenuPart("Sesudah pertemuan", _items_after(user, session, known))
    rest = [
        MenuPart("Surat dan berkas", _items_to_papers(user, session)),
        MenuPart("Bagikan", _items_to_share(user, session, known)),
    ]
    found = [after, *rest] if session.is_closed else [now, after, *rest]
    return [MenuPart(one.title, [item for item in one.items if not item.why_not]) for one in found]


def later_items(user: User, session: Session, known: Known) -> list[MenuItem]:
    """What is not possible now, each with its reason; nothing once the record is shut."""
    if why_not_run_group(user, session.group) or session.is_closed or session.cancelled_at:
        return []
    items = [*_items_now(user, session, known), *_items_after(user, session, known)]
    return [item for item in items if item.why_not]


def _items_of_member(session: Session, known: Known) -> list[MenuItem]:
    papers = MenuItem("Surat dan berkas", _url("session-papers", session), "Daftar hadir, notulen, jurnal")
    if session.cancelled_at or session.date > timezone.localdate():
        return [papers]
    asked = {"pertemuan": session.pk}
    return [
        MenuItem("Tanggapan pertemuan", _url("session-reflect", session), "Tanpa nama"),
        MenuItem("Keputusan", _list("decision-list", **asked), _count(known.decisions, "keputusan")),
        MenuItem("Bahan yang dibagikan", _list("material-list", **asked), _count(known.materials, "bahan")),
        MenuItem("Foto", _url("session-photos", session), "Dari pertemuan ini"),
        papers,
    ]


def _items_now(user: User, session: Session, known: Known) -> list[MenuItem]:
    why_not = why_not_run_session(user, session)
    return [
        MenuItem("Agenda", _url("session-topics", session), _count(len(known.topics), "topik"), why_not),
        MenuItem(
            "Presensi QR atau PIN",
            _url("checkin-panel", session),
            "Guru mencatat diri dari layar",
            why_not_open_check_in(user, session),
        ),
        MenuItem("Daftar panggil", _url("session-attendance", session), known.came, why_not_take_roll(user, session)),
    ]


def _items_after(user: User, session: Session, known: Known) -> list[MenuItem]:
    decided = _count(known.decisions, "keputusan")
    all_decided = MenuItem("Keputusan", _list("decision-list", pertemuan=session.pk), decided)
    reason = why_not_record_decision(user, session)
    decision = MenuItem("Catat keputusan", _url("decision-new", session), decided, reason)
    items = [
        MenuItem(
            "Hasil tiap topik",
            _url("session-close", session),
            "Tuntas, sebagian, atau belum; lalu tutup",
            why_not_take_roll(user, session),
        ),
        MenuItem(
            "Notulen",
            _url("session-minutes", session),
            "Capaian, kendala, masukan",
            why_not_record_minutes(user, session),
        ),
        all_decided if known.decisions and reason else decision,
    ]
    if session.is_closed and any(topic.status in ("sebagian", "belum") for topic in known.topics):
        items.append(
            MenuItem(
                "Topik yang belum tuntas", _list("topic-list", kkg=session.group_id), "Lanjut, tutup, atau serahkan"
            )
        )
    if session.date <= timezone.localdate() and not session.cancelled_at:
        items.append(MenuItem("Tanggapan peserta", _url("session-reflect", session), "Tanpa nama"))
    return items


def _items_to_papers(user: User, session: Session) -> list[MenuItem]:
    certificates = reverse("kkg:certificate-list", args=[session.group_id])
    return [
        MenuItem("Semua surat", _url("session-papers", session), "Undangan, surat tugas, notulen, berita acara"),
        MenuItem(
            "Daftar hadir berkode",
            _url("coded-list", session),
            "Dicetak, lalu diketik dan difoto",
            why_not_run_session(user, session),
        ),
        MenuItem("Daftar hadir (PDF)", _url("attendance-paper", session)),
        MenuItem("Sertifikat", certificates, "Dari kehadiran yang tercatat"),
    ]


def _items_to_share(user: User, session: Session, known: Known) -> list[MenuItem]:
    materials = _list("material-list", pertemuan=session.pk)
    items = [MenuItem("Pesan WhatsApp", _url("session-messages", session), "Undangan, pengingat, hasil, keputusan")]
    if session.cancelled_at:
        return items
    return [
        *items,
        MenuItem("Bahan pertemuan ini", materials, _count(known.materials, "bahan")),
        MenuItem(
            "Foto", _url("session-photos", session), "Dengan izin yang tampak", why_not_keep_photos(user, session)
        ),
    ]


def session_changes(user: User, session: Session) -> list[MenuItem]:
    """Changing, putting off, calling off, opening again, deleting: as far as it is thinkable now."""
    if session.is_closed:
        return [MenuItem("Buka kembali", _url("session-reopen", session), "", why_not_reopen_session(user, session))]
    if session.cancelled_at:
        return [
            MenuItem("Adakan kembali", _url("session-revive", session), "", why_not_revive(user, session)),
            MenuItem("Hapus", _url("session-remove", session), "", why_not_remove_session(user, session), "danger"),
        ]
    return [
        MenuItem("Ubah data", _url("session-edit", session), "", why_not_run_session(user, session)),
        MenuItem("Tunda", _url("session-postpone", session), "", why_not_postpone(user, session)),
        MenuItem("Batalkan", _url("session-cancel", session), "", why_not_cancel(user, session)),
        MenuItem("Hapus", _url("session-remove", session), "", why_not_remove_session(user, session), "danger"),
    ]


def group_menu(user: User, group: WorkingGroup) -> list[MenuItem]:
    """Where a KKG's page leads; letters and certificates only for those who run it."""
    of_group = {"kkg": group.pk}
    items = [
        MenuItem("Program", reverse("kkg:programme-list"), "Rencana semester"),
        MenuItem("Masalah", _list("problem-list", **of_group), "Yang dibawa ke KKG"),
        MenuItem("Topik", _list("topic-list", **of_group), "Yang belum tuntas"),
        MenuItem("Keputusan", _list("decision-list", **of_group), "Siapa, sampai kapan"),
        MenuItem("Rekap", _list("recap", **of_group), "Kehadiran dan jam"),
        MenuItem("Kalender", reverse("kkg:calendar"), "Semua pertemuan"),
        MenuItem("Berbagi", _list("material-list", **of_group), "Bahan dari guru"),
    ]
    if why_not_run_group(user, group):
        return [*items, MenuItem("Sertifikat saya", reverse("kkg:certificate-own"), "Yang sudah terbit")]
    papers = [
        MenuItem("Surat", reverse("kkg:letter-list", args=[group.pk]), "Bernomor, dan LPJ"),
        MenuItem("Sertifikat", reverse("kkg:certificate-list", args=[group.pk]), "Terbitkan, tarik"),
    ]
    return [*items[:2], *papers, *items[2:]]


def _url(name: str, session: Session) -> str:
    return reverse(f"kkg:{name}", args=[session.pk])


def _list(name: str, **asked: int) -> str:
    words = "&".join(f"{word}={value}" for word, value in asked.items())
    return f"{reverse(f'kkg:{name}')}?{words}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number else f"Belum ada {word}"
