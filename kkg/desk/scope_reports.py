"""What a reader sees of KKG, sheet by sheet, and the files that hang on it.

Each sheet starts from `visible_to`, and says of attendance no more than the page of the session (decisions.md 12).
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch

from core.packs import Listing, OwnedFile, files_behind
from kkg.attendance.models import Attendance
from kkg.attendance.presenters import attendance_line
from kkg.certificates.models import Certificate
from kkg.coded_lists.models import CodedList
from kkg.decisions.models import Decision
from kkg.groups.models import WorkingGroup
from kkg.groups.scope import groups_run_by
from kkg.letters.models import Letter
from kkg.library.models import Material, Use
from kkg.photos.models import SessionPhoto
from kkg.problems.models import Problem
from kkg.programme.models import PlannedSession
from kkg.sessions.models import Session, Topic
from madrasah.desk.scope_reports import listing
from madrasah.models import User

Files = Iterator[OwnedFile]


def kkg_listings(user: User) -> list[Listing]:
    """Groups, meetings, attendance, topics, decisions, problems, materials, letters, certificates, programmes."""
    materials = Material.objects.visible_to(user)
    days = Session.days.visible_to(user).order_by().values("pk")
    return [
        _groups(WorkingGroup.objects.visible_to(user)),
        _sessions(Session.objects.visible_to(user)),
        _attendances(Attendance.objects.filter(session__in=days), user),
        _topics(Topic.objects.visible_to(user)),
        _decisions(Decision.objects.visible_to(user)),
        _problems(Problem.objects.visible_to(user)),
        _materials(materials),
        _uses(Use.objects.filter(material__in=materials.order_by().values("pk"))),
        _plans(PlannedSession.objects.visible_to(user)),
        _letters(Letter.objects.visible_to(user)),
        _certificates(Certificate.objects.visible_to(user)),
    ]


def own_kkg_listings(user: User) -> list[Listing]:
    """One's own attendance, tasks, materials, their use, and certificates."""
    me = user.person_id
    kept = Session.days.kept().order_by().values("pk")
    return [
        _attendances(Attendance.objects.own(user).filter(session__in=kept), user),
        _decisions(Decision.objects.visible_to(user).filter(owner=me)),
        _materials(Material.objects.kept().filter(shared_by=me).select_related("group")),
        _uses(Use.objects.filter(person=me, material__removed_at=None)),
        _certificates(Certificate.objects.visible_to(user).filter(person=me)),
    ]


def kkg_files(user: User) -> Files:
    """Photos, materials, proofs, and for those who run a group the signed lists: each with the folder it goes to."""
    lists = CodedList.objects.visible_to(user).filter(session__group__in=groups_run_by(user))
    yield from files_behind("Foto pertemuan", SessionPhoto.objects.visible_to(user), "file")
    yield from files_behind("Bahan", Material.objects.visible_to(user), "file")
    yield from files_behind("Bukti keputusan", Decision.objects.visible_to(user), "proof_file")
    yield from files_behind("Daftar hadir bertanda tangan", lists, "photo")


def own_kkg_files(user: User) -> Files:
    """What one shared oneself."""
    yield from files_behind("Bahan", Material.objects.kept().filter(shared_by=user.person_id), "file")


def _groups(rows: Any) -> Listing:
    return listing(
        "KKG",
        "KKG yang boleh Anda lihat",
        ["Nama", "Kota", "Berakhir"],
        rows.order_by("name", "pk"),
        lambda row: [row.name, row.city, row.ended_on],
    )


def _sessions(rows: Any) -> Listing:
    head = [
        "No. pertemuan",
        "KKG",
        "Tanggal",
        "Sampai",
        "Tema",
        "Jenis",
        "Tuan rumah",
        "Tempat",
        "JP",
        "Keadaan",
        "Hasil",
    ]
    days = Prefetch("later_days", Session.days.kept())

    def state(row: Session) -> str:
        return "Dibatalkan" if row.cancelled_at else "Ditutup" if row.is_closed else "Belum ditutup"

    return listing(
        "Pertemuan",
        "pertemuan yang direncanakan, terlaksana, dan dibatalkan; JP semua harinya",
        head,
        rows.prefetch_related(days).order_by("date", "pk"),
        lambda row: [
            row.pk,
            row.group.name,
            row.date,
            row.until,
            row.title,
            row.get_kind_display(),
            str(row.madrasah or ""),
            row.place,
            row.jp + sum(day.jp for day in row.later_days.all()),
            state(row),
            row.result_text,
        ],
    )


def _attendances(rows: Any, user: User) -> Listing:
    def line(row: Attendance) -> list[Any]:
        told = attendance_line(row, user, row.session.group)
        return [row.session.whole_pk, row.session.group.name, row.session.date, told.title, told.detail, told.state]

    about = "siapa hadir; sebab tidak hadir hanya bila Anda boleh mengetahuinya, selain itu “Tidak hadir”"
    found = rows.by_name().select_related("person", "madrasah", "speaker", "session__group")
    return listing(
        "Kehadiran",
        about,
        ["No. pertemuan", "KKG", "Tanggal", "Nama", "Asal", "Kehadiran"],
        found.order_by("session__date", "session", "person__name", "pk"),
        line,
    )


def _topics(rows: Any) -> Listing:
    head = ["No. pertemuan", "KKG", "Tanggal", "Topik", "Kompetensi", "Narasumber", "Menit", "Hasil"]
    return listing(
        "Topik",
        "topik agenda dengan hasilnya",
        [*head, "Capaian", "Kendala", "Masukan"],
        rows.order_by("session__date", "session", "position", "pk"),
        lambda row: [
            row.session_id,
            row.session.group.name,
            row.session.date,
            row.title,
            row.get_competency_display() if row.competency else "",
            str(row.speaker or ""),
            row.minutes_used,
            row.get_settled_how_display() or row.get_status_display(),
            row.achieved,
            row.obstacles,
            row.advice,
        ],
    )


def _decisions(rows: Any) -> Listing:
    return listing(
        "Keputusan",
        "tugas dari pertemuan, dengan penanggung jawab dan buktinya",
        ["No. pertemuan", "KKG", "Keputusan", "Penanggung jawab", "Batas waktu", "Keadaan", "Bukti atau alasan"],
        rows.for_list().defer(None),
        lambda row: [
            row.session_id,
            row.session.group.name,
            row.text,
            str(row.owner or ""),
            row.due,
            row.get_status_display(),
            row.proof,
        ],
    )


def _problems(rows: Any) -> Listing:
    return listing(
        "Masalah",
        "masalah yang dibawa ke KKG; yang tanpa nama tetap tanpa nama",
        ["KKG", "Tanggal", "Dari", "Masalah", "Kompetensi", "Keadaan", "Pembahasan", "Yang dicoba"],
        rows.for_list().defer(None),
        lambda row: [
            row.group.name,
            row.brought_on,
            str(row.brought_by or ""),
            row.text,
            row.get_competency_display() if row.competency else "",
            row.get_status_display(),
            row.discussion,
            row.tried,
        ],
    )


def _materials(rows: Any) -> Listing:
    return listing(
        "Bahan",
        "bahan yang dibagikan; berkasnya di map Bahan",
        ["KKG", "Judul", "Jenis", "Mata pelajaran", "Kelas", "Dari", "Keterangan", "Tautan"],
        rows.select_related("group", "subject", "shared_by").order_by("pk"),
        lambda row: [
            row.group.name,
            row.title,
            row.get_kind_display(),
            str(row.subject or ""),
            ", ".join(map(str, row.classes)),
            str(row.shared_by or ""),
            row.text,
            row.link,
        ],
    )


def _uses(rows: Any) -> Listing:
    return listing(
        "Pemakaian bahan",
        "bahan yang dicoba di kelas, dan apa yang terjadi",
        ["Bahan", "Guru", "Tanggal", "Kelas", "Apa yang terjadi"],
        rows.select_related("material", "person").order_by("used_on", "pk"),
        lambda row: [row.material.title, str(row.person), row.used_on, row.class_level, row.what_happened],
    )


def _plans(rows: Any) -> Listing:
    return listing(
        "Program",
        "pertemuan yang direncanakan dalam program semester",
        ["KKG", "Semester", "Tema", "Tanggal", "JP"],
        rows.select_related("programme__group", "programme__semester").order_by("programme", "date", "pk"),
        lambda row: [row.programme.group.name, str(row.programme.semester), row.title, row.date, row.jp],
    )


def _letters(rows: Any) -> Listing:
    return listing(
        "Surat",
        "surat bernomor yang boleh Anda baca; isinya dicetak dari aplikasi",
        ["KKG", "Jenis", "Nomor", "Tanggal", "No. pertemuan", "Ditarik karena"],
        rows.order_by("year", "number", "pk"),
        lambda row: [
            row.group.name,
            row.get_kind_display(),
            row.number_text,
            row.dated,
            row.session_id,
            row.withdrawn_reason,
        ],
    )


def _certificates(rows: Any) -> Listing:
    return listing(
        "Sertifikat",
        "sertifikat kegiatan KKG",
        ["KKG", "Nomor", "Nama", "Peran", "Kegiatan", "JP", "Tanggal", "Ditarik karena"],
        rows.order_by("year", "number", "pk"),
        lambda row: [
            row.group.name,
            row.number_text,
            row.holder,
            row.get_part_display(),
            row.batch.title,
            row.hours,
            row.batch.dated,
            row.withdrawn_reason,
        ],
    )
