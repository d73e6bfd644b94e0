"""What home says when it is nobody's turn: that all is done, or what an empty system waits for first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from kkg.groups.scope import groups_run_by, groups_seen_by, groups_served_by
from kkg.models import Session
from madrasah.models import Madrasah, Placement, User
from madrasah.roles import Role
from madrasah.scope import Scope, scope_of

ABOVE_OPERATORS = frozenset({Role.OPERATOR, Role.PENGAWAS, Role.KABUPATEN})
SUPERVISORS = frozenset({Role.KEPALA, Role.PENGAWAS})


@dataclass(frozen=True)
class Quiet:
    """A heading, a sentence, and the first step if it is the reader's to take."""

    title: str
    text: str
    url: str = ""
    label: str = ""


def quiet_of(user: User, *, is_begun: bool) -> Quiet:
    """`is_begun`: whether the first steps of an empty system are done, for who has any. At most three queries."""
    scope = scope_of(user)
    if not is_begun:
        return Quiet("Langkah awal belum selesai", "Ikuti urutannya di halaman ini; yang belum ditandai “Belum”.")
    return next(_wanting(user, scope), Quiet("Semua beres", _hint(scope)))


def _wanting(user: User, scope: Scope) -> Iterator[Quiet]:
    """What is missing before this reader has anything to do, the first thing first."""
    roles: Any = scope.roles
    if not (roles or scope.is_keeper or groups_served_by(user)):
        yield Quiet("Belum ada tugas", _hint(scope))
    if roles & SUPERVISORS and not Placement.objects.open().filter(madrasah__in=scope.opens).exists():
        yield Quiet(
            "Catat gurunya dahulu",
            "RPP dan pengamatan baru bisa dimulai bila guru di madrasah Anda sudah tercatat.",
            reverse("madrasah:person-new"),
            "Tambah guru",
        )
    if Role.TEACHER in roles and not groups_seen_by(user):
        yield Quiet(
            "Madrasah Anda belum masuk KKG",
            "Minta pengurus KKG atau operator memasukkannya. Hasil pengamatan Anda tetap akan tampil di sini.",
        )
    if groups_run_by(user) and not Session.objects.run_by(user).exists():
        text = "KKG Anda belum punya pertemuan. Setelah direncanakan, agendanya, undangannya, dan presensinya menyusul."
        yield Quiet("Rencanakan pertemuan pertama", text, reverse("kkg:session-new"), "Rencanakan pertemuan")
    if Role.KABUPATEN in roles and not Madrasah.objects.visible_to(user).exists():
        yield Quiet("Belum ada madrasah", "Operator wilayah yang mendaftarkannya. Angkanya lalu tampil di sini.")


def _hint(scope: Scope) -> str:
    """What an empty list of turns means for this role."""
    roles = scope.roles
    if roles & SUPERVISORS:
        return "RPP yang belum diperiksa, lembar yang belum selesai, dan tanggapan guru akan tampil di sini."
    if Role.TEACHER in roles:
        return "Hasil pengamatan yang dibagikan, tindak lanjut, dan pertemuan KKG akan tampil di sini."
    if Role.OPERATOR in roles:
        return "Tidak ada yang menunggu. Data guru dan madrasah dapat Anda perbarui kapan saja."
    if Role.KABUPATEN in roles:
        return "Tidak ada yang menunggu. Nama guru dan nilainya tidak tampil di akun ini."
    if scope.is_keeper:
        return "Tugas operator wilayah dan petugas kabupaten Anda berikan lewat halaman Guru."
    return "Akun Anda belum diberi tugas. Hubungi operator atau kepala madrasah Anda."


def whom_to_ask(user: Any) -> str:
    """Whom a reader asks who thinks that a page refused in error: the office above the own one."""
    scope = scope_of(user)
    if scope.is_keeper:
        return "Hak pengelola sistem memang terbatas; data orang dibuka oleh operator wilayah."
    if scope.registers_regions:
        return "Hubungi pengelola sistem."
    return "Hubungi operator wilayah." if scope.roles & ABOVE_OPERATORS else "Hubungi operator madrasah Anda."
