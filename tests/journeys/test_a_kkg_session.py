"""A session that was closed too early: reopened with a reason, and the next agenda follows the new result."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kkg.models import Session
from tests.cast import PASSWORD, Cast, client_of
from tests.journeys.visitor import Visitor

TOPIC = "Media dari bahan bekas"


@pytest.fixture
def ketua(cast: Cast) -> Visitor:
    """Bu Gita, who runs the KKG of Satu and Dua."""
    return Visitor().opens("/masuk/").presses("Masuk", username=cast.gita.username, password=PASSWORD)


def test_a_new_result_changes_the_next_agenda(cast: Cast, ketua: Visitor) -> None:
    held = when_held(ketua, result="Belum")
    coming = when_planned(ketua, "Pertemuan berikutnya", days_ahead=14)
    ketua.opens(f"{coming}agenda/").reads("Lanjutan")
    when_reopened(ketua, held)
    when_closed(ketua, held, result="Tuntas")
    assert TOPIC not in ketua.opens(coming).page.text


def test_members_see_the_session_and_outsiders_do_not(cast: Cast, ketua: Visitor) -> None:
    held = when_held(ketua, result="Tuntas", one_is_sick=True)
    ketua.opens(held).reads("1 sakit", "Ibu Rosmini Contoh")
    fellow = Visitor()
    fellow.client = client_of(cast.citra)
    fellow.opens(held).reads(TOPIC)
    assert "sakit" not in fellow.page.text.lower()
    assert client_of(cast.hasan).get(held).status_code == 404


def when_planned(ketua: Visitor, title: str, *, days_ahead: int) -> str:
    """The address of the new session."""
    day = timezone.localdate() + timedelta(days=days_ahead)
    ketua.opens("/kkg/pertemuan/").follows("Pertemuan baru").presses("Buat pertemuan", title=title, date=str(day))
    return f"/kkg/pertemuan/{Session.objects.get(title=title).pk}/"


def when_held(ketua: Visitor, *, result: str, one_is_sick: bool = False) -> str:
    address = when_planned(ketua, "Media pembelajaran", days_ahead=0)
    ketua.opens(f"{address}agenda/").presses("Simpan agenda", {"t-0-title": TOPIC})
    ketua.opens(f"{address}kehadiran/").presses("Tambahkan", name="Ibu Rosmini Contoh", institution="Puskesmas")
    when_roll_is_called(ketua, address, one_is_sick)
    when_closed(ketua, address, result=result)
    return address


def when_roll_is_called(ketua: Visitor, address: str, one_is_sick: bool) -> None:
    ketua.opens(f"{address}kehadiran/")
    first = next(iter(ketua.form("Simpan").choices))
    ketua.presses("Simpan", {first: "Sakit"} if one_is_sick else {}).reads("Kehadiran disimpan")


def when_reopened(ketua: Visitor, address: str) -> None:
    ketua.opens(address).follows("Buka kembali").presses("Buka kembali", reason="Hasil topik tertukar")


def when_closed(ketua: Visitor, address: str, *, result: str) -> None:
    ketua.opens(f"{address}tutup/")
    status = next(name for name in ketua.form("Tutup pertemuan").choices if name.startswith("status-"))
    ketua.presses("Tutup pertemuan", {status: result}, jp="3").reads("Buka kembali")
