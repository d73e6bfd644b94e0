"""A sheet that was shared too early: corrected with a reason, shared again, answered, finished."""

from io import StringIO

import pytest
from django.core.management import call_command

from competency.models import Assessment
from madrasah.models import User
from tests.cast import PASSWORD, Cast
from tests.journeys.visitor import Visitor

REASON = "Butir penutup tertukar dengan kelas lain"


@pytest.fixture
def kepala(cast: Cast) -> Visitor:
    """Pak Baso, with the instruments at hand."""
    call_command("load_instruments", stdout=StringIO())
    return logs_in(cast.baso)


def test_a_correction_keeps_the_last_shared_result_in_sight(cast: Cast, kepala: Visitor) -> None:
    aminah = logs_in(cast.aminah)
    when_shared(kepala, value="1")
    when_the_reflection_is_skipped(aminah)
    then_reads(aminah, "50%")
    when_correction_begins(kepala)
    then_reads(aminah, "50%", "diperbaiki")
    when_shared_again(kepala, value="2")
    then_reads(aminah, "100%", REASON)


def logs_in(user: User) -> Visitor:
    return Visitor().opens("/masuk/").presses("Masuk", username=user.username, password=PASSWORD)


def when_shared(kepala: Visitor, value: str) -> None:
    kepala.opens("/supervisi/lembar/baru/")
    kepala.presses("Mulai mengisi", teacher="Aminah Contoh", instrument="Empat kompetensi KKG")
    fills(kepala, value)
    kepala.presses("Bagikan", followup="Diusulkan", text="Menulis kesimpulan").reads("sudah dibagikan")


def fills(kepala: Visitor, value: str) -> None:
    """Every screen with the same value, up to the check."""
    while "Bagikan" not in kepala.page.buttons or "/isi/" in kepala.path:
        answers = {name: value for name in kepala.form("Simpan dan").choices if name.startswith("butir-")}
        kepala.presses(kepala.page.buttons[-1], answers)


def when_correction_begins(kepala: Visitor) -> None:
    kepala.follows("Perbaiki").presses("Mulai perbaikan", reason=REASON)


def when_shared_again(kepala: Visitor, value: str) -> None:
    kepala.opens(f"/supervisi/lembar/{Assessment.objects.get().pk}/isi/1/")
    fills(kepala, value)
    kepala.presses("Bagikan").reads("sudah dibagikan")


def when_the_reflection_is_skipped(teacher: Visitor) -> None:
    teacher.opens("/supervisi/lembar/").follows("Empat kompetensi KKG").reads("Isi refleksi diri dulu")
    teacher.presses("Lewati, lihat hasilnya")


def then_reads(teacher: Visitor, *words: str) -> None:
    teacher.opens("/supervisi/lembar/").follows("Empat kompetensi KKG").reads(*words)
