"""Who held an office, from when to when and by whom: for those who read who holds it now."""

from madrasah.models import Assignment
from madrasah.roles import Role
from madrasah.work.actions import end_assignment, grant_office
from tests.cast import client_of
from tests.clock import days_from_now, today
from tests.factories import make_person


def text(user, address):
    return " ".join(client_of(user).get(address).content.decode().split())


def test_a_former_kepala_stays_with_both_days_and_who_gave_the_office(cast):
    held = Assignment.objects.get(person=cast.baso.person, role=Role.KEPALA)
    end_assignment(assignment=held, until=today(), by=cast.jafar)
    after = Assignment(role=Role.KEPALA, madrasah=cast.satu, since=days_from_now(1))
    grant_office(person=make_person(name="Nurdin Contoh"), assignment=after, by=cast.jafar)
    page = text(cast.jafar, f"/madrasah/{cast.satu.pk}/riwayat/")
    assert page.index("Nurdin Contoh") < page.index("Baso Contoh")
    assert "1 Juli 2024 sampai" in page and f"ditetapkan {cast.jafar.person}" in page and "Belum mulai" in page


def test_the_kabupaten_reads_no_names(cast):
    assert client_of(cast.eka).get(f"/madrasah/{cast.satu.pk}/riwayat/").status_code == 404
