"""What leads on from a session and from a KKG: the next step, and every other page in its part of the menu.

Belongs here: order, words and addresses. Whether somebody may go there: permissions of each room.
"""

from datetime import timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone

from kkg.checkin.permissions import why_not_open_check_in, why_not_scan
from kkg.desk.evening import MINUTES, Known, evening_steps, next_of
from kkg.groups.models import WorkingGroup
from kkg.groups.permissions import why_not_run_group
from kkg.reflection.permissions import has_reflected, why_not_reflect
from kkg.sessions.models import Session
from kkg.sessions.permissions import (
    why_not_cancel,
    why_not_postpone,
    why_not_remove_session,
    why_not_reopen_session,
    why_not_revive,
    why_not_run_day,
    why_not_run_session,
    why_not_tend_session,
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
    beside: "MenuItem | None" = None
    method: str = "get"


class MenuPart(NamedTuple):
    """Items that belong to one moment of a session's life."""

    title: str
    items: list[MenuItem]


def next_step(user: User, session: Session, known: Known) -> MenuItem | None:
    """The one thing to do now; None when nothing waits for this reader."""
    if why_not_run_group(user, session.group):
        return _step_of_member(user, session, known)
    if session.cancelled_at:
        return MenuItem("Kabari anggota", _url("session-messages", session), "Teks pembatalan sudah disiapkan.")
    if session.is_closed:
        return _step_after(user, session, known)
    if session.date > timezone.localdate():
        return _step_before(session, known)
    return _step_on_the_day(user, session, known)


def _step_before(session: Session, known: Known) -> MenuItem:
    if not (known.topics or session.is_committee):
        return MenuItem("Susun agenda", _url("session-topics", session), "Agendanya masih kosong.")
    if session.date - timezone.localdate() <= timedelta(days=1):
        return MenuItem("Kirim pengingat", _url("session-messages", session), "Pertemuannya besok.")
    return MenuItem("Kirim undangan", _url("session-messages", session), "Teksnya sudah disiapkan.")


def _step_on_the_day(user: User, session: Session, known: Known) -> MenuItem | None:
    """The evening's next form; beside it the way on where it may wait."""
    steps, today = evening_steps(user, session, known), known.day_of(session, timezone.localdate())
    step, last = next_of(steps), steps[-1]
    if step is None:
        return None
    beside = MenuItem(last.action, last.url) if step.may_wait and not last.why_not else None
    if not step.may_wait and not known.is_called and known.topics and not why_not_open_check_in(user, today):
        beside = MenuItem("Presensi QR atau PIN", _url("checkin-panel", today))
    return MenuItem(step.action, step.url, step.detail, beside=beside)


def _step_after(user: User, session: Session, known: Known) -> MenuItem | None:
    """Minutes that are missing and may still be written, then the news. A session of several days is certified by
    itself; others by the semester.
    """
    if session.last_day < timezone.localdate() - NEWS_FOR:
        return None
    certify = f"{reverse('kkg:batch-new', args=[session.group_id])}?pertemuan={session.pk}"
    certificates = MenuItem("Terbitkan sertifikat", certify) if session.until else None
    left, news = next_of(evening_steps(user, session, known)), _url("session-messages", session)
    if left and left.label == MINUTES:
        return MenuItem(left.action, left.url, left.detail, beside=certificates or MenuItem("Kirim hasilnya", news))
    return MenuItem("Kirim hasilnya", news, "Topik dan keputusan, siap dibagikan.", beside=certificates)


def _step_of_member(user: User, session: Session, known: Known) -> MenuItem | None:
    today = known.day_of(session, timezone.localdate())
    window = getattr(today, "check_in", None)
    is_open = window is not None and why_not_scan(window, timezone.now()) is None
    if is_open and not session.is_closed and not known.has_checked_in(user, today):
        return MenuItem("Saya hadir", reverse("kkg:checkin-pin"), "Ketik PIN dari layar, atau pindai QR-nya.")
    if why_not_reflect(user, session) is None and not has_reflected(user, session):
        return MenuItem("Beri tanggapan", _url("session-reflect", session), "Tiga pertanyaan, tanpa nama.")
    return None


def session_menu(user: User, session: Session, known: Known) -> list[MenuPart]:
    """All pages beside the seven steps, in the order of a session's life."""
    if why_not_run_group(user, session.group):
        return [MenuPart("Pertemuan ini", _items_of_member(session, known))]
    found = [
        MenuPart("Bagikan", _items_to_share(session, known)),
        MenuPart("Kehadiran", _items_of_attendance(user, session, known)),
        MenuPart("Surat dan berkas", _items_to_papers(session)),
        MenuPart("Sesudah pertemuan", _items_after(session, known)),
    ]
    return [MenuPart(one.title, items) for one in found if (items := [item for item in one.items if not item.why_not])]


def later_items(user: User, session: Session, known: Known) -> list[MenuItem]:
    """What is not possible now, each with its reason; nothing once the record is shut."""
    if why_not_run_group(user, session.group) or session.is_closed or session.cancelled_at:
        return []
    return [item for item in _items_of_attendance(user, session, known) if item.why_not]


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


def _items_of_attendance(user: User, session: Session, known: Known) -> list[MenuItem]:
    """Of today's day; of several days the printed list of each."""
    day = known.day_of(session, timezone.localdate())
    sheets = [(one.day, one.title) for one in known.days] or [(session, "")]
    why_not_check_in, why_not_run = why_not_open_check_in(user, day), why_not_run_day(user, day)
    return [
        MenuItem("Presensi QR atau PIN", _url("checkin-panel", day), "Guru mencatat diri", why_not_check_in),
        MenuItem("Lembar kertas berkode", _url("coded-list", day), "Dicetak, lalu diketik dan difoto", why_not_run),
        *(MenuItem("Daftar hadir (PDF)", _url("attendance-paper", one), title) for one, title in sheets),
    ]


def _items_after(session: Session, known: Known) -> list[MenuItem]:
    items = []
    if session.is_closed and any(topic.status in ("sebagian", "belum") for topic in known.topics):
        waiting = _list("topic-list", kkg=session.group_id)
        items.append(MenuItem("Topik yang belum tuntas", waiting, "Lanjut, tutup, atau serahkan"))
    if session.date <= timezone.localdate() and not session.cancelled_at:
        items.append(MenuItem("Tanggapan peserta", _url("session-reflect", session), "Tanpa nama"))
    return items


def _items_to_papers(session: Session) -> list[MenuItem]:
    certificates = reverse("kkg:certificate-list", args=[session.group_id])
    return [
        MenuItem("Semua surat", _url("session-papers", session), "Undangan, surat tugas, notulen, berita acara"),
        MenuItem("Sertifikat", certificates, "Dari kehadiran yang tercatat"),
    ]


def _items_to_share(session: Session, known: Known) -> list[MenuItem]:
    materials = _list("material-list", pertemuan=session.pk)
    items = [MenuItem("Pesan WhatsApp", _url("session-messages", session), "Undangan, pengingat, hasil, keputusan")]
    if session.cancelled_at:
        return items
    return [*items, MenuItem("Bahan pertemuan ini", materials, _count(known.materials, "bahan"))]


def session_changes(user: User, session: Session) -> list[MenuItem]:
    """Changing, putting off, calling off, opening again, deleting: as far as it is thinkable now."""
    copy = MenuItem("Salin", _url("session-copy", session), "", why_not_tend_session(user, session))
    if session.is_closed:
        reopen = MenuItem("Buka kembali", _url("session-reopen", session), "", why_not_reopen_session(user, session))
        return [copy, reopen]
    if session.cancelled_at:
        return [
            MenuItem(
                "Adakan kembali", _url("session-revive", session), "", why_not_revive(user, session), method="post"
            ),
            MenuItem("Hapus", _url("session-remove", session), "", why_not_remove_session(user, session), "danger"),
        ]
    return [
        MenuItem("Ubah data", _url("session-edit", session), "", why_not_run_session(user, session)),
        MenuItem("Hari pertemuan", _url("session-days", session), "", why_not_run_session(user, session)),
        copy,
        MenuItem("Tunda", _url("session-postpone", session), "", why_not_postpone(user, session)),
        MenuItem("Batalkan", _url("session-cancel", session), "", why_not_cancel(user, session)),
        MenuItem("Hapus", _url("session-remove", session), "", why_not_remove_session(user, session), "danger"),
    ]


def group_menu(user: User, group: WorkingGroup) -> list[MenuItem]:
    """Where a KKG's page leads; letters and certificates only for those who run it."""
    of_group = {"kkg": group.pk}
    items = [
        MenuItem("Program", _list("programme-list", **of_group), "Rencana semester"),
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
        MenuItem("Kebutuhan", reverse("competency:needs", args=[group.pk]), "Bahan agenda berikutnya"),
        MenuItem("Surat", reverse("kkg:letter-list", args=[group.pk]), "Bernomor, dan LPJ"),
        MenuItem("Sertifikat", reverse("kkg:certificate-list", args=[group.pk]), "Terbitkan, tarik"),
        MenuItem("Narasumber", reverse("kkg:outsider-list", args=[group.pk]), "Dari luar KKG"),
    ]
    return [*items[:2], *papers, *items[2:]]


def _url(name: str, session: Session) -> str:
    return reverse(f"kkg:{name}", args=[session.pk])


def _list(name: str, **asked: int) -> str:
    words = "&".join(f"{word}={value}" for word, value in asked.items())
    return f"{reverse(f'kkg:{name}')}?{words}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number else f"Belum ada {word}"
