"""The whole way once: from an empty database to a teacher who reads her own result and answers it.

Told in the words on the screen, without script. Each step stands on the one before, so it is one test.
"""

import re
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from madrasah.accounts.link_actions import issue_first_code
from madrasah.models import Madrasah, Person
from tests.clock import on_day
from tests.journeys.visitor import Visitor

DATA = Path(__file__).resolve().parents[1] / "data"
SHEETS = ("template_madrasah_emis.xlsx", "template_guru_simpatika.xlsx")
PASSWORD = "kebun-cengkih-7"
PLACE = "MIS DDI Gattareng"
KEPALA, TEACHER, ABSENT = "Danuja Lukman", "Niswati Bella Mattalatta", "Galih Cakrajiya Saefullah"
DONE, PARTLY, NOT_YET = "Menyusun RPP dengan 5M", "Mengetik RPP di laptop", "Media dari bahan bekas"


@on_day(2026, 11, 23)  # a week of lessons, since RPP are checked on the way
@pytest.mark.django_db
def test_from_an_empty_system_to_a_reply() -> None:
    operator = given_the_first_account()
    when_both_sheets_are_imported(operator)
    then_a_second_upload_adds_nobody(operator)
    pengawas, kepala = when_offices_are_given(operator)
    when_a_kkg_is_made(pengawas)
    when_a_session_is_held(pengawas)
    then_unfinished_topics_lead_the_next_agenda(pengawas)
    when_the_rpp_of_the_week_is_checked(kepala)
    when_an_observation_is_shared(kepala)
    teacher = then_the_teacher_reads_it(kepala)
    then_her_reply_reaches_the_kepala(teacher, kepala)


def given_the_first_account() -> Visitor:
    call_command("load_reference", stdout=StringIO())
    call_command("load_instruments", stdout=StringIO())
    visitor = (
        Visitor()
        .opens("/mulai/")
        .presses(
            "Buat akun pertama",
            code=issue_first_code(),
            name="Jafar Contoh, S.Kom.",
            region="Bulukumba",
            password1=PASSWORD,
            password2=PASSWORD,
        )
    )
    return visitor.reads("Akun pertama siap", "jafar-01")


def when_both_sheets_are_imported(operator: Visitor) -> None:
    for name in SHEETS:
        uploads(operator, name)
        operator.reads("Belum ada yang ditulis").presses("Terapkan").reads("Sudah ditulis: 40 data baru")


def then_a_second_upload_adds_nobody(operator: Visitor) -> None:
    before = Madrasah.objects.count(), Person.objects.count()
    for name in SHEETS:
        uploads(operator, name)
        operator.reads("Tidak ada yang perlu ditulis")
    assert (Madrasah.objects.count(), Person.objects.count()) == before == (40, 41)


def when_offices_are_given(operator: Visitor) -> tuple[Visitor, Visitor]:
    operator.opens("/guru/baru/").presses("Tambahkan", name="Daeng Contoh, M.Pd.I.", work="Pengawas", madrasah=PLACE)
    pengawas = activated_by(operator, "Daeng Contoh")
    finds(operator, KEPALA).follows("Beri tugas")
    operator.presses("Beri tugas", role="Kepala madrasah", madrasah=PLACE).reads("Kepala madrasah")
    return pengawas, activated_by(operator, KEPALA)


def when_a_kkg_is_made(pengawas: Visitor) -> None:
    pengawas.opens("/kkg/").follows("KKG baru")
    pengawas.presses("Buat KKG", name="KKG MI Contoh Gantarang", madrasahs=[PLACE], city="Gantarang")


def when_a_session_is_held(pengawas: Visitor) -> None:
    plans_session(pengawas, "Menyusun RPP bersama", days_ahead=0)
    pengawas.presses("Tambah topik", {"t-0-title": DONE, "t-0-competency": "Pedagogik"})
    pengawas.presses("Tambah topik", {"t-1-title": PARTLY, "t-1-competency": "Profesional"})
    pengawas.presses("Simpan agenda", {"t-2-title": NOT_YET}).reads("Agenda disimpan", NOT_YET)
    pengawas.follows("Isi kehadiran").presses("Simpan", {f"m-{key_of(ABSENT)}": "Sakit"}).reads("1 sakit")
    pengawas.follows("Tutup pertemuan")
    statuses = [name for name in pengawas.form("Tutup pertemuan").choices if name.startswith("status-")]
    results = dict(zip(statuses, ("Tuntas", "Sebagian", "Belum"), strict=True))
    pengawas.presses("Tutup pertemuan", results, jp="3").reads("Buka kembali")


def then_unfinished_topics_lead_the_next_agenda(pengawas: Visitor) -> None:
    plans_session(pengawas, "Media pembelajaran", days_ahead=14)
    values = pengawas.reads("Lanjutan").form("Simpan agenda").values
    assert [values["t-0-title"], values["t-1-title"]] == [[PARTLY], [NOT_YET]]


def when_the_rpp_of_the_week_is_checked(kepala: Visitor) -> None:
    late = f"rpp-{key_of(ABSENT)}"
    kepala.opens("/supervisi/rpp/").presses(
        "Simpan", {f"rpp-{key_of(TEACHER)}": "Ada", late: "Terlambat", f"{late}-sebab": "Kendala laptop"}
    )
    kepala.reads("Pemeriksaan RPP tersimpan: 2 dari")


def when_an_observation_is_shared(kepala: Visitor) -> None:
    kepala.opens("/supervisi/lembar/baru/")
    kepala.presses("Mulai mengisi", teacher=TEACHER, instrument="Empat kompetensi KKG", class_name="IV")
    while "Bagikan" not in kepala.page.buttons:
        answers = {name: "2" for name in kepala.form("Simpan dan").choices if name.startswith("butir-")}
        kepala.presses(kepala.page.buttons[-1], answers)
    kepala.presses(
        "Bagikan",
        strengths="Peserta didik berani bertanya.",
        followup="Diusulkan",
        text="Membuat tiga tugas bertingkat",
        due_on=str(timezone.localdate() + timedelta(weeks=2)),
    ).reads("Hasil sudah dibagikan")


def then_the_teacher_reads_it(kepala: Visitor) -> Visitor:
    teacher = activated_by(kepala, TEACHER)
    teacher.opens("/kompetensi/").follows("Isi refleksi diri dulu")
    some = {name: "2" for name in list(teacher.form("Kirim refleksi").choices)[:3]}
    teacher.presses("Kirim refleksi", some).reads("Anda dan penilai, berdampingan")
    teacher.opens("/kompetensi/").reads("Pedagogik", "Kepribadian", "Sosial", "Profesional", "1 lembar")
    return teacher


def then_her_reply_reaches_the_kepala(teacher: Visitor, kepala: Visitor) -> None:
    teacher.opens("/supervisi/lembar/").follows("Empat kompetensi KKG")
    teacher.presses("Kirim tanggapan", text="Terima kasih, pekan depan saya coba.", agrees="on")
    kepala.opens("/supervisi/lembar/").follows(TEACHER).reads("Terima kasih, pekan depan saya coba.")


def uploads(visitor: Visitor, name: str) -> None:
    with (DATA / name).open("rb") as file:
        visitor.opens("/impor/").presses("Periksa berkas", file=file)


def key_of(name: str) -> int:
    return Person.objects.get(name=name).pk


def finds(visitor: Visitor, name: str) -> Visitor:
    return visitor.opens("/guru/").presses("Cari", q=name).follows(name)


def plans_session(visitor: Visitor, title: str, *, days_ahead: int) -> None:
    day = timezone.localdate() + timedelta(days=days_ahead)
    visitor.opens("/kkg/pertemuan/").follows("Pertemuan baru")
    visitor.presses("Buat pertemuan", title=title, date=str(day), madrasah=PLACE)


def activated_by(issuer: Visitor, name: str) -> Visitor:
    """A personal link made by the issuer, opened on another device with the PIN that was told apart."""
    shown = finds(issuer, name).presses("Buat tautan pribadi").page.text
    link, pin = re.search(r"/t/[\w-]+/", shown), re.search(r"\b\d{6}\b", shown)
    assert link and pin, shown
    owner = Visitor().opens(link[0]).presses("Lanjutkan", pin=pin[0])
    return owner.presses("Simpan dan masuk", new_password1=PASSWORD, new_password2=PASSWORD).reads("Akun siap")
