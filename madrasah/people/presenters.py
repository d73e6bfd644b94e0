"""A person in words: what is known, and the names of what is still empty, so that no dashes fill a phone.

Not here: who may read it (the view's door).
"""

from typing import Any

from core.addresses import row_address
from core.formats import date_plain, dotted
from madrasah.people.models import Person
from madrasah.places.presenters import Fact


def person_row(person: Any) -> dict[str, Any]:
    """A row of the list, of a person read `with_work`."""
    account = getattr(person, "user", None)
    state, tone = ("", "") if account else ("Belum ada akun", "grey")
    if account and not account.has_usable_password():
        state, tone = "Belum aktif", "amber"
    return {
        "title": str(person),
        "work": [*map(str, person.offices_now), *(f"{p.get_post_display()} · {p.madrasah}" for p in person.posts_now)],
        "url": row_address("madrasah:person-detail", person.pk),
        "state": state,
        "tone": tone,
    }


def identity_facts(person: Person) -> tuple[list[Fact], list[str]]:
    """(word, value) pairs of what is filled in, and the words of what is not."""
    pairs = [
        ("Jenis kelamin", person.get_sex_display()),
        ("Lahir", _birth(person)),
        ("Status kepegawaian", _employment(person)),
        ("NIP", person.nip),
        ("NUPTK", person.nuptk),
        ("NPK", person.npk),
        ("Peg ID", person.peg_id),
        ("NRG", person.nrg),
        ("Nomor HP", person.phone),
        ("Surel", person.email),
    ]
    return [(word, value) for word, value in pairs if value], [word for word, value in pairs if not value]


def _birth(person: Person) -> str:
    parts = [person.birth_place, date_plain(person.birth_date) if person.birth_date else ""]
    return ", ".join(filter(None, parts))


def _employment(person: Person) -> str:
    return dotted(person.get_employment_display(), person.grade, "inpassing" if person.is_inpassing else "")
