"""A person in words: what is known, and the names of what is still empty, so that no dashes fill a phone.

Not here: who may read it (the view's door).
"""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from core.formats import date_plain
from madrasah.models import Madrasah, Person
from madrasah.states import AccountState

Fact = tuple[str, str]


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


def madrasah_facts(madrasah: Madrasah) -> tuple[list[Fact], list[str]]:
    """The same of a madrasah, with the names it had before."""
    pairs = [
        ("NSM", madrasah.nsm),
        ("NPSN", madrasah.npsn),
        ("Alamat", ", ".join(filter(None, [madrasah.address, madrasah.village]))),
        ("Akreditasi", madrasah.accreditation),
    ]
    facts = [("Status", madrasah.get_status_display())]
    facts += [("Nama dulu", f"{old}, sampai {date_plain(old.until)}") for old in madrasah.former_names.all()]
    facts += [(word, str(value)) for word, value in pairs if value]
    return facts, [word for word, value in pairs if not value]


@dataclass(frozen=True)
class AccountWords:
    """The state of an account: a word and its colour for the chip, and one line that says more."""

    word: str
    tone: str
    detail: str


def account_words(person: Any) -> AccountWords:
    """For a person as reports.accounts.with_state gives it, with its user."""
    state = AccountState(person.account_state)
    return AccountWords(state.label, state.tone, _account_detail(state, person))


def _account_detail(state: AccountState, person: Any) -> str:
    if state is AccountState.NONE:
        return ""
    if state is AccountState.SENT:
        return f"Tautan berlaku sampai {date_plain(timezone.localdate(person.link_until))}"
    if state is AccountState.LAPSED:
        return "Perlu tautan baru"
    if state is AccountState.LOCKED:
        return "Sandi salah berkali-kali; terbuka sendiri dalam satu jam"
    if state is AccountState.CLOSED:
        return _closed(person.user)
    seen = person.seen_at
    return f"Terakhir dipakai {date_plain(timezone.localdate(seen))}" if seen else "Belum pernah masuk"


def _closed(account: Any) -> str:
    when = f"Sejak {date_plain(timezone.localdate(account.closed_at))}" if account.closed_at else ""
    return ": ".join(filter(None, [when, account.closed_reason]))


def _birth(person: Person) -> str:
    parts = [person.birth_place, date_plain(person.birth_date) if person.birth_date else ""]
    return ", ".join(filter(None, parts))


def _employment(person: Person) -> str:
    parts = [person.get_employment_display(), person.grade, "inpassing" if person.is_inpassing else ""]
    return " · ".join(filter(None, parts))
