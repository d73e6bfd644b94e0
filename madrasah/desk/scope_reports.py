"""The register as far as a reader sees it, sheet by sheet: madrasah, people, where they work, what they hold.

Each sheet starts from `visible_to`; numbers stay text. Rows come from a cursor, so that memory does not grow with them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from core.packs import Listing
from madrasah.people.models import Person
from madrasah.places.models import Madrasah
from madrasah.qualifications.models import Degree, TeachingCertificate
from madrasah.users.models import User
from madrasah.work.models import Assignment, Placement

PORTION = 2000
Line = Callable[[Any], Sequence[Any]]


def lines_of(rows: Any, line: Line) -> Iterator[Sequence[Any]]:
    """Rows of a queryset as they are read."""
    return (line(row) for row in rows.iterator(chunk_size=PORTION))


def listing(title: str, about: str, head: Iterable[str], rows: Any, line: Line) -> Listing:
    """A sheet of the rows of one queryset."""
    return Listing(title, about, list(head), partial(lines_of, rows, line))


def register_listings(user: User) -> list[Listing]:
    """Madrasah, orang, penempatan, tugas, ijazah and sertifikat pendidik."""
    people = Person.objects.visible_to(user)
    theirs = people.order_by().values("pk")
    return [
        _madrasahs(Madrasah.objects.visible_to(user)),
        _people(people),
        _placements(Placement.objects.filter(person__in=theirs)),
        _offices(Assignment.objects.filter(person__in=theirs)),
        _degrees(Degree.objects.filter(person__in=theirs)),
        _certificates(TeachingCertificate.objects.filter(person__in=theirs)),
    ]


def own_listings(user: User) -> list[Listing]:
    """The same of one person alone, without the madrasah."""
    me = user.person_id or 0
    return [
        _people(Person.objects.visible_to(user).filter(pk=me)),
        _placements(Placement.objects.filter(person=me)),
        _offices(Assignment.objects.filter(person=me)),
        _degrees(Degree.objects.filter(person=me)),
        _certificates(TeachingCertificate.objects.filter(person=me)),
    ]


def _madrasahs(rows: Any) -> Listing:
    head = ["NSM", "NPSN", "Nama", "Status", "Alamat", "Desa/kelurahan", "Kecamatan", "Kabupaten", "Hari terakhir"]
    return listing(
        "Madrasah",
        "madrasah yang boleh Anda lihat",
        head,
        rows.by_name().select_related("region__parent"),
        lambda row: [
            row.nsm,
            row.npsn,
            row.name,
            row.get_status_display(),
            row.address,
            row.village,
            row.region.name,
            row.region.parent.name if row.region.parent else "",
            row.closed_on,
        ],
    )


def _people(rows: Any) -> Listing:
    head = ["Nama", "Gelar depan", "Gelar belakang", "Jenis kelamin", "Tempat lahir", "Tanggal lahir", "NIP", "NUPTK"]
    head += ["NPK", "Peg ID", "NRG", "Status kepegawaian", "Golongan", "Inpassing", "Nomor HP", "Surel"]
    return listing(
        "Orang",
        "guru, kepala, dan petugas yang datanya boleh Anda lihat",
        head,
        rows.by_name(),
        lambda row: [
            row.name,
            row.title_before,
            row.title_after,
            row.get_sex_display(),
            row.birth_place,
            row.birth_date,
            row.nip,
            row.nuptk,
            row.npk,
            row.peg_id,
            row.nrg,
            row.get_employment_display(),
            row.grade,
            row.is_inpassing,
            row.phone,
            row.email,
        ],
    )


def _placements(rows: Any) -> Listing:
    head = ["Nama", "Madrasah", "Tugas", "Mata pelajaran", "Kelas", "Satminkal", "Sejak", "Sampai"]
    return listing(
        "Penempatan",
        "di mana orang-orang itu bekerja, sekarang dan dulu",
        head,
        rows.select_related("person", "madrasah", "subject").order_by("person__name", "person", "-since", "pk"),
        lambda row: [
            str(row.person),
            row.madrasah.name,
            row.get_post_display(),
            str(row.subject or ""),
            row.class_name,
            row.is_home,
            row.since,
            row.until,
        ],
    )


def _offices(rows: Any) -> Listing:
    return listing(
        "Tugas",
        "kepala, pengawas, operator, dan petugas kabupaten di antara mereka",
        ["Nama", "Tugas", "Madrasah atau wilayah", "Sejak", "Sampai"],
        rows.select_related("person", "madrasah", "region").order_by("person__name", "person", "-since", "pk"),
        lambda row: [str(row.person), row.label, str(row.madrasah or row.region), row.since, row.until],
    )


def _degrees(rows: Any) -> Listing:
    return listing(
        "Ijazah",
        "ijazah mereka",
        ["Nama", "Jenjang", "Program studi", "Perguruan tinggi", "Tanggal lulus"],
        rows.select_related("person").order_by("person__name", "person", "pk"),
        lambda row: [str(row.person), row.level, row.programme, row.institution, row.graduated_on],
    )


def _certificates(rows: Any) -> Listing:
    return listing(
        "Sertifikat pendidik",
        "sertifikat pendidik mereka",
        ["Nama", "Kode bidang", "Nomor", "Tanggal"],
        rows.select_related("person").order_by("person__name", "person", "pk"),
        lambda row: [str(row.person), row.field_code, row.number, row.issued_on],
    )
