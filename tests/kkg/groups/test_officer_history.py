"""Who was an officer of the KKG, from when to when, and who recorded it."""

from datetime import timedelta

from kkg.models import Officer
from tests.cast import client_of
from tests.clock import days_from_now
from tests.factories import make_person


def test_former_officers_stay_by_office_with_their_days(cast):
    before = make_person(name="Rahmat Contoh")
    since = cast.group.officers.get(office="ketua").since - timedelta(days=400)
    until = since + timedelta(days=300)
    Officer.objects.create(group=cast.group, person=before, office="ketua", since=since, until=until)
    client = client_of(cast.daeng)
    choice = {"person": cast.aminah.person_id, "office": "sekretaris", "since": days_from_now(-3).isoformat()}
    assert client.post(f"/kkg/{cast.group.pk}/pengurus/", choice).status_code == 302
    page = " ".join(client_of(cast.aminah).get(f"/kkg/{cast.group.pk}/riwayat/").content.decode().split())
    assert page.index("Gita Contoh") < page.index("Rahmat Contoh") < page.index("<h2>Sekretaris")
    assert "sampai" in page and f"ditetapkan {cast.daeng.person}" in page
