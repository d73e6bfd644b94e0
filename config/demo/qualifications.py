"""The demo's ijazah and certificates, and a pair of mentor and teacher that came of one that does not fit."""

from datetime import timedelta
from uuid import UUID

from competency.mentoring.actions import log_meeting, propose_pair
from config.demo.days import Days, moment
from config.demo.people import Village
from madrasah.models import Degree, Person, Placement, Ruling, TeachingCertificate
from madrasah.qualifications.ruling_actions import set_ruling

FIRST_TOKEN = 11_000  # far from the tokens that luck draws
PROGRAMMES = ("PGMI", "PGMI", "PGSD", "Pendidikan Agama Islam", "PGMI", "Tadris Matematika")
OF_SUBJECTS = {
    "PJOK": ("PJKR", "220"),
    "BAR": ("Pendidikan Bahasa Arab", "239"),
    "QH": ("PAI", "236"),
    "FIK": ("PAI", "237"),
}
MISMATCHED = "Sistem Informasi"
MEETINGS = (
    (2, "Menyusun modul ajar pecahan kelas IV bersama, dari tujuan sampai asesmennya.", "Dicoba di kelas pekan depan."),
    (1, "Membahas hasil percobaan: kelompok kecil berjalan, pembagian waktunya belum.", "Menyiapkan kartu soal."),
)


def note_qualifications(village: Village) -> None:
    """Of all who teach; one teacher of MI Contoh Satu holds a diploma of another field."""
    people = [(place, person) for place, found in village.teachers.items() for person in found]
    odd = _mismatched(village)
    rows = Placement.objects.filter(person__in=[person for _, person in people])
    subjects = dict(rows.values_list("person", "subject"))
    degrees, certificates = [], []
    for number, (_, person) in enumerate(people):
        subject = subjects[person.pk] or ""
        fits, code = OF_SUBJECTS.get(subject, (PROGRAMMES[number % len(PROGRAMMES)], "028"))
        programme = MISMATCHED if person == odd else fits
        degrees.append(Degree(person=person, level="S1", programme=programme))
        if number % 2 == 0 and person != odd:
            certificates.append(TeachingCertificate(person=person, field_code=code))
    Degree.objects.bulk_create(degrees)
    TeachingCertificate.objects.bulk_create(certificates)
    post = village.teachers["Satu"][3].placements.get()
    set_ruling(
        placement=post,
        aspect=Ruling.Aspect.DEGREE,
        verdict="sesuai",
        reason="Ijazah kedua, PGMI, sudah diperlihatkan dan sedang dilegalisasi.",
        by=village.users["baso"],
    )


def pair_people(village: Village, days: Days) -> None:
    """Gita of MI Contoh Dua stands by the teacher; they met twice."""
    first = days.school_day(MEETINGS[0][0] + 1, 0)
    pair = propose_pair(
        teacher=_mismatched(village),
        mentor=village.person("gita"),
        aim="Menyusun modul ajar dan asesmen formatif Matematika kelas tinggi.",
        reason="Ijazahnya Sistem Informasi, sedangkan tugasnya guru kelas.",
        since=first,
        until=first + timedelta(weeks=16),
        client_token=UUID(int=FIRST_TOKEN),
        by=village.users["daeng"],
        at=moment(first, 9),
    )
    for number, (weeks_ago, done, then) in enumerate(MEETINGS, start=1):
        log_meeting(
            pair=pair,
            met_on=days.school_day(weeks_ago, 3),
            done=done,
            next_step=then,
            client_token=UUID(int=FIRST_TOKEN + number),
            by=village.users["gita"],
            on=days.eve,
        )


def _mismatched(village: Village) -> Person:
    return [person for person in village.teachers["Satu"] if person != village.person("aminah")][2]
