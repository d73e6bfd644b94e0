"""The guru of one's madrasah in the columns of lists that came from elsewhere, so that they go back there.

SIMPATIKA's as its list of PTK heads them; Dapodik's as "Daftar Guru" does, with what is not kept here left empty; EMIS
GTK's, whose list is not public, by the words its pages use. Every column is one that the import reads or knows to be
none of ours, and an import of such a list changes nothing. One row for a guru and madrasah of today.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import Prefetch

from core.exports import Sheet
from madrasah.people.models import Person
from madrasah.places.models import Madrasah
from madrasah.qualifications.models import Degree
from madrasah.roles import Role, role_label
from madrasah.users.models import User
from madrasah.work.models import Assignment, Placement

PORTION = 2000
Cell = Callable[[Any], str]
Columns = Sequence[tuple[str, Cell]]


def _nothing(_post: Any) -> str:
    return ""


def _of(name: str) -> Cell:
    return lambda post: str(getattr(post.person, name))


def _born(post: Any) -> str:
    day = post.person.birth_date
    return f"{day:%d/%m/%Y}" if day else ""


def _study(post: Any) -> Degree | None:
    """The highest diploma."""
    return next(iter(post.person.degrees.all()), None)


def _level(post: Any) -> str:
    degree = _study(post)
    return degree.level if degree else ""


def _programme(post: Any) -> str:
    degree = _study(post)
    return degree.programme if degree else ""


def _certified(post: Any) -> str:
    return "Sudah Sertifikasi" if post.person.teaching_certificates.all() else "Belum Sertifikasi"


def _teaches(post: Any) -> str:
    """Guru Kelas or the subject; what is not recorded stays empty."""
    if post.post == Placement.Post.CLASS:
        return "Guru Kelas"
    return str(post.subject or "") if post.post == Placement.Post.SUBJECT else ""


def _kind(post: Any) -> str:
    return {Placement.Post.CLASS: "Guru Kelas", Placement.Post.SUBJECT: "Guru Mapel"}.get(post.post, "")


def _duty(post: Any) -> str:
    """That somebody heads this madrasah, the only further duty recorded here."""
    held = [office for office in post.person.heads_now if office.madrasah_id == post.madrasah_id]
    return f"{role_label(Role.KEPALA, is_acting=held[0].is_acting)}" if held else ""


def _inpassing(post: Any) -> str:
    return "Sudah" if post.person.is_inpassing else "Belum"


NUMBERS: dict[str, Cell] = {
    "Peg ID": _of("peg_id"),
    "NIP": _of("nip"),
    "NUPTK": _of("nuptk"),
    "NPK": _of("npk"),
    "NRG": _of("nrg"),
}
PLACE: Columns = (
    ("NSM Satminkal", lambda post: post.madrasah.nsm),
    ("NPSN Satminkal", lambda post: post.madrasah.npsn),
    ("Nama Satminkal", lambda post: post.madrasah.name),
)
HOME: Columns = (("PTK Induk", lambda post: "Induk" if post.is_home else "Non Induk"),)
SIMPATIKA: Columns = (
    ("Peg ID", NUMBERS["Peg ID"]),
    ("Nama Lengkap (dengan gelar)", lambda post: str(post.person)),
    *((word, NUMBERS[word]) for word in ("NIP", "NUPTK", "NPK", "NRG")),
    ("L/P", _of("sex")),
    ("Tempat Lahir", _of("birth_place")),
    ("Tgl Lahir (DD/MM/YYYY)", _born),
    ("Status Kepegawaian", _of("employment")),
    ("Status Inpassing", _inpassing),
    ("Golongan", _of("grade")),
    ("TMT SK Awal", _nothing),
    ("Jenjang", _level),
    ("Program Studi", _programme),
    ("Mapel yang Diampu", _teaches),
    ("Tugas Tambahan", _duty),
    ("Total Jam Tatap Muka", _nothing),
    ("Status Sertifikasi", _certified),
    *PLACE,
    ("No. HP", _of("phone")),
    ("Surel", _of("email")),
    ("Status Keaktifan", lambda _post: "Aktif"),
    *HOME,
)
EMIS: Columns = (
    ("Nama Lengkap", _of("name")),
    ("Gelar Depan", _of("title_before")),
    ("Gelar Belakang", _of("title_after")),
    *((word, NUMBERS[word]) for word in ("NUPTK", "NPK", "Peg ID", "NRG", "NIP")),
    ("Jenis Kelamin", _of("sex")),
    ("Tempat Lahir", _of("birth_place")),
    ("Tanggal Lahir", _born),
    ("Status Kepegawaian", _of("employment")),
    ("Golongan", _of("grade")),
    ("Status Inpassing", _inpassing),
    ("Pendidikan Terakhir", _level),
    ("Program Studi", _programme),
    ("Mata Pelajaran", _teaches),
    ("Tugas Tambahan", _duty),
    ("Status Sertifikasi", _certified),
    *PLACE,
    ("Nomor HP", _of("phone")),
    ("Email", _of("email")),
    ("Status Keaktifan", lambda _post: "Aktif"),
    *HOME,
)
UNKEPT = ("Agama", "Alamat Jalan", "RT", "RW", "Nama Dusun", "Desa/Kelurahan", "Kecamatan", "Kode Pos", "Telepon")
DAPODIK: Columns = (
    ("Nama", lambda post: str(post.person)),
    ("NUPTK", NUMBERS["NUPTK"]),
    ("JK", _of("sex")),
    ("Tempat Lahir", _of("birth_place")),
    ("Tanggal Lahir", _born),
    ("NIP", NUMBERS["NIP"]),
    ("Status Kepegawaian", _of("employment")),
    ("Jenis PTK", _kind),
    *((word, _nothing) for word in UNKEPT),
    ("HP", _of("phone")),
    ("Email", _of("email")),
    ("Tugas Tambahan", _duty),
    ("Pangkat Golongan", _of("grade")),
    ("Jenjang Pendidikan", _level),
    ("Jurusan", _programme),
    ("Sertifikasi", _certified),
    ("Nama Sekolah", lambda post: post.madrasah.name),
    ("NPSN", lambda post: post.madrasah.npsn),
    *HOME,
)
COLUMNS: dict[str, Columns] = {"emis": EMIS, "simpatika": SIMPATIKA, "dapodik": DAPODIK}


def teacher_posts(user: User) -> Any:
    """Posts of today at madrasah whose people one knows; the home madrasah of a person first."""
    places = Madrasah.objects.registered_by(user).order_by().values("pk")
    people = Person.objects.visible_to(user).order_by().values("pk")
    posts = Placement.objects.open().filter(madrasah__in=places, person__in=people)
    heads = Assignment.objects.open().filter(role=Role.KEPALA)
    read = posts.select_related("person", "madrasah", "subject").prefetch_related(
        Prefetch("person__degrees", Degree.objects.order_by("-level", "pk")),
        "person__teaching_certificates",
        Prefetch("person__assignments", heads, to_attr="heads_now"),
    )
    return read.order_by("person__name", "person", "-is_home", "madrasah", "post", "pk")


def teacher_sheet(user: User, columns: str) -> Sheet:
    """Title, head and rows; all cells are text, but for the running number."""
    chosen = COLUMNS[columns]
    return "Data PTK", ["No", *(head for head, _ in chosen)], _rows(user, chosen)


def _rows(user: User, columns: Columns) -> Iterator[list[Any]]:
    """Whoever has two posts at one madrasah stands there once, as an import reads it."""
    number, before = 0, (0, 0)
    for post in teacher_posts(user).iterator(chunk_size=PORTION):
        here = (post.person_id, post.madrasah_id)
        if here == before:
            continue
        before, number = here, number + 1
        yield [number, *(cell(post) for _, cell in columns)]
