"""What became of a person: offices, posts and which of the identity was changed, by whom; never the values."""

from datetime import date

import pghistory
from django.urls import reverse

from madrasah.models import Person
from madrasah.people.actions import edit_person
from tests.cast import Cast, client_of
from tests.clock import on_day

pytestmark = on_day(2026, 11, 23)


def page_of(cast: Cast, user) -> str:
    answer = client_of(user).get(reverse("madrasah:person-history", args=[cast.aminah.person_id]))
    return " ".join(answer.content.decode().split())


def test_history_tells_posts_offices_and_changes_with_who_made_them(cast: Cast) -> None:
    person = Person.objects.get(pk=cast.aminah.person_id)
    with pghistory.context(user=cast.baso.pk):  # as the middleware notes it of a page
        edit_person(person=person, values={"nip": "198501012010012001"}, revision=person.revision, by=cast.baso)
    cast.aminah.person.placements.update(until=date(2026, 6, 30))
    page = page_of(cast, cast.baso)
    assert "Guru, MI Contoh Satu" in page
    assert "sampai 30 Juni 2026" in page
    assert "Diubah: NIP" in page and f"oleh {cast.baso.person}" in page
    assert "198501012010012001" not in page


def test_history_reads_the_same_for_the_person(cast: Cast) -> None:
    assert "Tempat tugas" in page_of(cast, cast.aminah)
